import { Button, Combobox, Field, Option as FluentOption } from '@fluentui/react-components';
import { ArrowClockwise16Regular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { type ReactElement, type ReactNode, type RefObject, useRef, useState } from 'react';
import { azureWords } from '../../text/azure';
import { fluentRef } from '../../ui/fluent-ref';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { QuietButton } from '../../ui/QuietButton';
import { Spinner } from '../../ui/Spinner';
import styles from './ListField.module.css';
import type { Listing } from './list-store';
import { findOptions, type Option } from './options';

const words = azureWords.where;

/** A list to choose one entry from: found by typing, chosen by mouse or keyboard, also while the rest of it still comes. */
export function ListField<Item>(props: {
  readonly label: string;
  readonly listing: Listing<Item>;
  readonly option: (item: Item) => Option;
  readonly chosen: string | undefined;
  /** What is said of a list without entries. */
  readonly none: string;
  /** What was chosen last time and is not there any more. */
  readonly gone?: string | undefined;
  /** Why the user is kept from going on. */
  readonly missing?: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly onAgain: () => void;
}): ReactNode {
  const { label, listing, gone, missing } = props;
  const input = useRef<HTMLInputElement>(null);
  const again = (): void => {
    props.onAgain();
    // The button that was pressed may be gone with the problem.
    input.current?.focus();
  };
  const wrong = missing ?? (gone === undefined ? undefined : words.gone(gone));
  return (
    <div className={styles.entry}>
      <div className={styles.row}>
        <Field
          className={styles.field ?? ''}
          label={label}
          {...progressOf(listing, props.none)}
          {...(wrong === undefined
            ? {}
            : { validationMessage: wrong, validationState: missing === undefined ? 'warning' : 'error' })}
        >
          <Choices {...props} input={input} />
        </Field>
        <span className={styles.reload}>
          <QuietButton label={words.reload(label)} icon={<ArrowClockwise16Regular />} onPress={again} />
        </span>
      </div>
      {listing.problem && (
        <>
          <ProblemMessage problem={listing.problem} alert />
          <div>
            <Button aria-label={`${words.again}: ${label}`} onClick={again}>
              {words.again}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Choices<Item>(props: {
  readonly listing: Listing<Item>;
  readonly option: (item: Item) => Option;
  readonly chosen: string | undefined;
  readonly missing?: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly input: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const { listing, option, chosen, missing, onChoose, input } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [typing, setTyping] = useState(false);
  const options = listing.items.map(option);
  const present = options.find(({ key }) => key === chosen);
  // The name of what was chosen last comes with its list.
  const name = present?.name ?? (listing.phase === 'loading' ? '' : (chosen ?? ''));
  const { shown, fitting } = open ? findOptions(options, typing ? query : '', chosen) : { shown: [], fitting: 0 };
  return (
    <Combobox
      ref={fluentRef(input)}
      data-to-correct={missing === undefined ? undefined : true}
      className={styles.combobox ?? ''}
      placeholder={listing.phase === 'loading' ? azureWords.context.loading : azureWords.context.open}
      spellCheck={false}
      value={typing ? query : name}
      selectedOptions={chosen === undefined ? [] : [chosen]}
      open={open}
      onOpenChange={(_, data) => {
        setOpen(data.open);
        if (!data.open) setTyping(false);
      }}
      onChange={(event) => {
        setQuery(event.target.value);
        setTyping(true);
      }}
      onOptionSelect={(_, data) => {
        // Typing over the name of what is chosen says nothing about the choice.
        if (data.optionValue === undefined) return;
        setTyping(false);
        onChoose(data.optionValue);
      }}
    >
      {shown.map(({ key, name: text, more, unusable }) => (
        <FluentOption key={key} value={key} text={text} disabled={unusable === true}>
          <span className={styles.option}>
            {text}
            {more !== '' && <span className={styles.more}>{more}</span>}
          </span>
        </FluentOption>
      ))}
      {open && <Rest shown={shown.length} fitting={fitting} query={typing ? query : ''} />}
    </Combobox>
  );
}

/** What is said at the end of the entries. An entry itself, because a list box has nothing else. */
function Rest(props: { readonly shown: number; readonly fitting: number; readonly query: string }): ReactNode {
  const { shown, fitting, query } = props;
  if (shown < fitting) return <Note>{words.shown(shown, fitting)}</Note>;
  return fitting === 0 && query.trim() !== '' ? <Note>{words.nothing(query.trim())}</Note> : null;
}

function Note({ children }: { readonly children: string }): ReactNode {
  return (
    <FluentOption value="" text={children} disabled checkIcon={null} className={styles.note ?? ''}>
      {children}
    </FluentOption>
  );
}

function progressOf(listing: Listing<unknown>, none: string): { hint?: string | ReactElement } {
  if (listing.phase === 'loading') return { hint: <Progress count={listing.items.length} /> };
  return listing.phase === 'complete' && listing.items.length === 0 ? { hint: none } : {};
}

function Progress({ count }: { readonly count: number }): ReactNode {
  return (
    <span className={styles.progress}>
      <Spinner /> {words.soFar(count)}
    </span>
  );
}
