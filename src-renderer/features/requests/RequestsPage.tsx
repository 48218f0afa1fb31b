import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { WaitingRequest } from '../../../shared/requests/contract';
import type { CallMain, ListenToMain } from '../../app/bridge';
import { requestWords as words } from '../../text/requests';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { LeftOut } from '../../ui/LeftOut';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import styles from '../../ui/KeptPage.module.css';
import { RenameDialog } from '../../ui/RenameDialog';
import { ReplaceDialog } from '../../ui/ReplaceDialog';
import { SessionWarning } from '../../ui/SessionWarning';
import { useKeptFocus } from '../../ui/use-kept-focus';
import { useQuestion } from '../../ui/use-question';
import { NewRequestDialog } from './NewRequestDialog';
import { RequestCard } from './RequestCard';
import { SaveKeyDialog } from './SaveKeyDialog';
import { createRequestsStore, type RequestsStore } from './store';

type Asked =
  | { readonly what: 'new' }
  | { readonly what: 'offer'; readonly id: string }
  | { readonly what: 'key' | 'rename' | 'delete'; readonly of: WaitingRequest };

/** The requests that wait for a certificate authority, and the way to a new one. */
export function RequestsPage(props: {
  readonly call: CallMain;
  readonly on: ListenToMain;
  readonly takeFocus: boolean;
}): ReactNode {
  const { call, on, takeFocus } = props;
  const [store] = useState(() => createRequestsStore(call));
  const state = useStore(store.state);
  const [asked, ask] = useQuestion<Asked>();
  const isEmpty = state.phase === 'shown' && state.waiting.requests.length === 0;
  useKeptFocus(state.phase === 'shown' ? state.waiting.requests.length : 0);
  useEffect(() => {
    void store.open();
    return on('requests.changed', store.receive);
  }, [store, on]);
  return (
    <>
      <PageHeading takeFocus={takeFocus}>{words.title}</PageHeading>
      <div className={styles.sections}>
        <p className={styles.explains}>{words.explains}</p>
        <div className={styles.buttons}>
          <Button appearance={isEmpty ? 'primary' : 'secondary'} onClick={() => ask({ what: 'new' })}>
            {words.make}
          </Button>
        </div>
        {state.phase === 'unavailable' && <ProblemMessage problem={state.problem} alert />}
        {state.phase === 'shown' && (
          <>
            {state.waiting.keeping === 'session' && <SessionWarning />}
            <LeftOut problems={state.waiting.leftOut} onShow={() => void store.showSetAside()} />
            {state.problem && <ProblemMessage problem={state.problem} alert onDismiss={store.dismiss} />}
            <p role="status">{state.said}</p>
            {isEmpty && <p>{words.none}</p>}
            <ul className={styles.list} aria-label={words.title}>
              {state.waiting.requests.map((request) => (
                <RequestCard
                  key={request.id}
                  request={request}
                  store={store}
                  onAsk={(what) => ask({ what, of: request })}
                />
              ))}
            </ul>
            {state.question && <ReplaceDialog question={state.question} />}
          </>
        )}
        {asked && <Question key={asked.turn} asked={asked.question} store={store} onAsk={ask} />}
      </div>
    </>
  );
}

function Question(props: {
  readonly asked: Asked;
  readonly store: RequestsStore;
  readonly onAsk: (question: Asked) => void;
}): ReactNode {
  const { asked, store, onAsk } = props;
  if (asked.what === 'new') {
    // Once the focus is back, so that this dialog, too, gives it back there.
    const offer = (id: string) => void requestAnimationFrame(() => onAsk({ what: 'offer', id }));
    return <NewRequestDialog onCreate={store.create} onMade={offer} />;
  }
  if (asked.what === 'offer') return <KeyOffer id={asked.id} store={store} />;
  const { id, name, keyInLibrary } = asked.of;
  if (asked.what === 'key') return <SaveKeyDialog name={name} onSave={(password) => store.exportKey(id, password)} />;
  if (asked.what === 'rename') return <RenameDialog name={name} onRename={(to) => store.rename(id, to)} />;
  return (
    <ConfirmDialog
      title={words.removeTitle(name)}
      explains={words.removeExplains(keyInLibrary)}
      confirm={words.removeConfirm(keyInLibrary)}
      onConfirm={() => void store.remove(id)}
      onClose={() => undefined}
    />
  );
}

/** Without a keyring the key of a new request is offered as a file at once. */
function KeyOffer({ id, store }: { readonly id: string; readonly store: RequestsStore }): ReactNode {
  const state = useStore(store.state);
  const request = state.phase === 'shown' ? state.waiting.requests.find((waiting) => waiting.id === id) : undefined;
  if (request?.keeping !== 'session') return undefined;
  const save = (password: string) => store.exportKey(id, password);
  return <SaveKeyDialog name={request.name} explains={words.saveKeyOffer} onSave={save} />;
}
