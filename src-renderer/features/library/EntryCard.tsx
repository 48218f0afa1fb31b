import { Field, Select } from '@fluentui/react-components';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import { Fragment, type ReactNode, useState } from 'react';
import { type LibraryEntry, reminderDays } from '../../../shared/library/contract';
import { dateInWords } from '../../../shared/dates';
import { libraryWords as words } from '../../text/library';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
import { NamedButton } from '../../ui/NamedButton';
import { ProblemMessage } from '../../ui/ProblemMessage';
import type { LibraryStore } from './store';

/** One certificate of the library: its names, its end, its key, and what to do with it. */
export function EntryCard(props: {
  readonly entry: LibraryEntry;
  readonly store: LibraryStore;
  readonly onOpen: () => Promise<void>;
  readonly onAsk: (what: 'rename' | 'delete') => void;
}): ReactNode {
  const { entry, store, onOpen, onAsk } = props;
  const [now] = useState(() => new Date());
  const { id, name, leaf, due, hasPrivateKey, usedBy } = entry;
  const ended = Date.parse(leaf.notAfter) < now.getTime();
  return (
    <li className={styles.card}>
      <div className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        {leaf.developmentOnly && <DevelopmentBadge />}
        {due && (
          <span className={styles.due}>
            <Warning20Regular /> {words.due}
          </span>
        )}
      </div>
      <Facts>
        <Fact name={words.hostNames}>{words.hosts(leaf.hostNames)}</Fact>
        <Fact name={ended ? words.ended : words.validUntil}>{dateInWords(leaf.notAfter, now)}</Fact>
        <Fact name={words.chain}>
          <ChainNames chain={entry.chain} />
        </Fact>
        <Fact name={words.key}>{hasPrivateKey ? words.keyHere : words.keyMissing}</Fact>
        {usedBy.length > 0 && <Fact name={words.usedBy}>{usedBy.join(', ')}</Fact>}
      </Facts>
      {entry.problem && <ProblemMessage problem={entry.problem} />}
      <div className={styles.buttons}>
        <NamedButton
          verb={words.open}
          of={name}
          hint={words.openHint}
          appearance="primary"
          onPress={() => void onOpen()}
        />
        <NamedButton verb={words.calendar} of={name} onPress={() => void store.saveCalendar(id)} />
        <NamedButton verb={words.rename} of={name} appearance="subtle" onPress={() => onAsk('rename')} />
        <NamedButton verb={words.remove} of={name} appearance="subtle" onPress={() => onAsk('delete')} />
      </div>
      <Field label={words.remind} orientation="horizontal">
        <Select
          value={String(entry.remindDaysBefore)}
          onChange={(_, data) => {
            const days = reminderDays.find((known) => String(known) === data.value);
            if (days !== undefined) void store.setReminder(id, days);
          }}
        >
          {reminderDays.map((days) => (
            <option key={days} value={String(days)}>
              {words.reminders[days]}
            </option>
          ))}
        </Select>
      </Field>
    </li>
  );
}

function ChainNames({ chain }: Pick<LibraryEntry, 'chain'>): ReactNode {
  if (chain.length === 0) return words.noChain;
  return chain.map(({ id, name, developmentOnly }, index) => (
    <Fragment key={id}>
      {index > 0 && ' › '}
      {name} {developmentOnly && <DevelopmentBadge />}
    </Fragment>
  ));
}
