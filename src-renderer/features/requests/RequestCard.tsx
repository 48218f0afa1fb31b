import { type ReactNode, useState } from 'react';
import type { WaitingRequest } from '../../../shared/requests/contract';
import { dateInWords } from '../../../shared/dates';
import { en } from '../../text/en';
import { keyInWords } from '../../text/keys';
import { requestWords as words } from '../../text/requests';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
import { NamedButton } from '../../ui/NamedButton';
import { ProblemMessage } from '../../ui/ProblemMessage';
import type { RequestsStore } from './store';

/** One request: what it is for, whether the certificate has come, and what to do with it. */
export function RequestCard(props: {
  readonly request: WaitingRequest;
  readonly store: RequestsStore;
  readonly onAsk: (what: 'key' | 'rename' | 'delete') => void;
}): ReactNode {
  const { request, store, onAsk } = props;
  const [now] = useState(() => new Date());
  const { id, name, answered, keeping } = request;
  // Without a keyring the key is gone when the window is, so it comes first.
  const first = keeping === 'session' ? 'key' : 'copy';
  return (
    <li className={styles.card}>
      <div className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        <span>{answered ? words.answered : words.waits}</span>
      </div>
      <Facts>
        <Fact name={en.details.hostNames}>{words.hosts(request.hostNames)}</Fact>
        <Fact name={en.bundle.key}>{keyInWords(request.publicKey)}</Fact>
        <Fact name={words.madeOn}>{dateInWords(request.created, now)}</Fact>
      </Facts>
      {!answered && <p className={styles.explains}>{words.next}</p>}
      {request.problem && <ProblemMessage problem={request.problem} />}
      <div className={styles.buttons}>
        <NamedButton
          verb={words.copy}
          of={name}
          appearance={first === 'copy' ? 'primary' : 'secondary'}
          onPress={() => void store.copy(id)}
        />
        <NamedButton verb={words.save} of={name} onPress={() => void store.save(id)} />
        <NamedButton
          verb={words.saveKey}
          of={name}
          appearance={first === 'key' ? 'primary' : 'subtle'}
          onPress={() => onAsk('key')}
        />
        <NamedButton verb={words.rename} of={name} appearance="subtle" onPress={() => onAsk('rename')} />
        <NamedButton verb={words.remove} of={name} appearance="subtle" onPress={() => onAsk('delete')} />
      </div>
    </li>
  );
}
