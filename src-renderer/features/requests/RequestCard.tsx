import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { WaitingRequest } from '../../../shared/requests/contract';
import { dateInWords } from '../../text/dates';
import { en } from '../../text/en';
import { keyInWords } from '../../text/keys';
import { requestWords as words } from '../../text/requests';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
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
  const named = (verb: string): { readonly 'aria-label': string } => ({ 'aria-label': `${verb} ${name}` });
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
        <Button appearance="primary" {...named(words.copy)} onClick={() => void store.copy(id)}>
          {words.copy}
        </Button>
        <Button {...named(words.save)} onClick={() => void store.save(id)}>
          {words.save}
        </Button>
        <Button
          appearance={keeping === 'session' ? 'primary' : 'subtle'}
          {...named(words.saveKey)}
          onClick={() => onAsk('key')}
        >
          {words.saveKey}
        </Button>
        <Button appearance="subtle" {...named(words.rename)} onClick={() => onAsk('rename')}>
          {words.rename}
        </Button>
        <Button appearance="subtle" {...named(words.remove)} onClick={() => onAsk('delete')}>
          {words.remove}
        </Button>
      </div>
    </li>
  );
}
