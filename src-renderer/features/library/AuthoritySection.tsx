import { Button, Field, Select } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { DevelopmentAuthority } from '../../../shared/development/contract';
import { dateInWords } from '../../../shared/dates';
import { libraryWords } from '../../text/library';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
import { ProblemMessage } from '../../ui/ProblemMessage';
import type { System } from './store';

const words = libraryWords.authority;
type Place = keyof typeof words.systems;

/** The development authority: made, saved, trusted by hand, deleted. */
export function AuthoritySection(props: {
  readonly authority: DevelopmentAuthority | undefined;
  readonly saved: boolean;
  /** The one this computer has. */
  readonly system: System;
  readonly onMake: () => void;
  readonly onSave: () => void;
  readonly onDelete: () => void;
}): ReactNode {
  const { authority, saved } = props;
  const [now] = useState(() => new Date());
  return (
    <section className={styles.card} aria-labelledby="authority-title">
      <div className={styles.header}>
        <h2 className={styles.title} id="authority-title">
          {words.title}
        </h2>
        {authority && <DevelopmentBadge />}
      </div>
      <p className={styles.explains}>{words.none}</p>
      {authority ? (
        <>
          <p>{authority.name}</p>
          <Facts>
            <Fact name={words.until}>{dateInWords(authority.notAfter, now)}</Fact>
            <Fact name={words.fingerprint}>
              <span className={styles.code}>{authority.sha256}</span>
            </Fact>
          </Facts>
          {authority.problem && <ProblemMessage problem={authority.problem} />}
          <div className={styles.buttons}>
            <Button onClick={props.onSave}>{words.save}</Button>
            <Button appearance="subtle" onClick={props.onDelete}>
              {words.remove}
            </Button>
          </div>
          <Trust open={saved} here={props.system} />
        </>
      ) : (
        <div className={styles.buttons}>
          <Button onClick={props.onMake}>{words.make}</Button>
        </div>
      )}
    </section>
  );
}

/** How each system is told to trust the root. Latchkey never does it itself. */
function Trust({ open, here }: { readonly open: boolean; readonly here: System }): ReactNode {
  const [system, setSystem] = useState<Place>(here);
  return (
    <details open={open}>
      <summary>{words.install}</summary>
      <p className={styles.explains}>{words.installExplains}</p>
      <Field label={words.system} orientation="horizontal">
        <Select value={system} onChange={(_, data) => setSystem(data.value as Place)}>
          {(Object.keys(words.systems) as Place[]).map((key) => (
            <option key={key} value={key}>
              {words.systems[key].label}
            </option>
          ))}
        </Select>
      </Field>
      <ol className={styles.steps}>
        {words.systems[system].steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  );
}
