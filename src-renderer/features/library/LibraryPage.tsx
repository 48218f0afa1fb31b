import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { LibraryEntry } from '../../../shared/library/contract';
import type { CallMain, ListenToMain } from '../../app/bridge';
import { libraryWords as words } from '../../text/library';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import styles from '../../ui/KeptPage.module.css';
import { LeftOut } from '../../ui/LeftOut';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { RenameDialog } from '../../ui/RenameDialog';
import { ReplaceDialog } from '../../ui/ReplaceDialog';
import { SessionWarning } from '../../ui/SessionWarning';
import { useKeptFocus } from '../../ui/use-kept-focus';
import { useQuestion } from '../../ui/use-question';
import { AuthoritySection } from './AuthoritySection';
import { DevelopmentDialog } from './DevelopmentDialog';
import { EntryCard } from './EntryCard';
import { createLibraryStore, type LibraryState, type LibraryStore } from './store';

type Asked =
  | { readonly what: 'development' }
  | { readonly what: 'delete-authority' }
  | { readonly what: 'rename' | 'delete'; readonly of: LibraryEntry };

/** The certificates that the user keeps, and the development authority. */
export function LibraryPage(props: {
  readonly call: CallMain;
  readonly on: ListenToMain;
  readonly takeFocus: boolean;
  /** Goes to the Certificates page, where something was put on the bench. */
  readonly onOpened: () => void;
}): ReactNode {
  const { call, on, takeFocus, onOpened } = props;
  const [store] = useState(() => createLibraryStore(call));
  const state = useStore(store.state);
  const [asked, ask] = useQuestion<Asked>();
  const isProtected = state.phase === 'shown' && state.library.keeping === 'keyring';
  useKeptFocus(state.phase === 'shown' ? state.library.entries.length : 0);
  useEffect(() => {
    void store.open();
    const stops = [
      on('library.changed', store.receive),
      on('development.changed', ({ authority }) => store.receiveAuthority(authority)),
    ];
    return () => stops.forEach((stop) => stop());
  }, [store, on]);
  return (
    <>
      <PageHeading takeFocus={takeFocus}>{words.title}</PageHeading>
      <div className={styles.sections}>
        <p className={styles.explains}>{words.explains(isProtected)}</p>
        <div className={styles.buttons}>
          <Button
            onClick={() => {
              onOpened();
              void store.chooseFiles();
            }}
          >
            {words.import}
          </Button>
          <Button onClick={() => ask({ what: 'development' })}>{words.make}</Button>
        </div>
        {state.phase === 'unavailable' && <ProblemMessage problem={state.problem} alert />}
        {state.phase === 'shown' && <Kept state={state} store={store} onAsk={ask} onOpened={onOpened} />}
        {asked && state.phase === 'shown' && (
          <Question
            key={asked.turn}
            asked={asked.question}
            store={store}
            hasAuthority={state.authority !== undefined}
          />
        )}
      </div>
    </>
  );
}

function Kept(props: {
  readonly state: Extract<LibraryState, { phase: 'shown' }>;
  readonly store: LibraryStore;
  readonly onAsk: (question: Asked) => void;
  readonly onOpened: () => void;
}): ReactNode {
  const { state, store, onAsk, onOpened } = props;
  const { library, authority, authoritySaved } = state;
  return (
    <>
      {library.keeping === 'session' && <SessionWarning />}
      <LeftOut problems={library.leftOut} onShow={() => void store.showSetAside()} />
      {state.problem && <ProblemMessage problem={state.problem} alert onDismiss={store.dismiss} />}
      <p role="status">{state.said}</p>
      {library.entries.length === 0 && <p>{words.none}</p>}
      <ul className={styles.list} aria-label={words.title}>
        {library.entries.map((entry) => (
          <EntryCard
            key={entry.id}
            entry={entry}
            store={store}
            onOpen={async () => {
              if (await store.openEntry(entry.id)) onOpened();
            }}
            onAsk={(what) => onAsk({ what, of: entry })}
          />
        ))}
      </ul>
      <AuthoritySection
        authority={authority}
        saved={authoritySaved}
        system={state.system}
        onMake={() => void store.makeAuthority()}
        onSave={() => void store.saveAuthority()}
        onDelete={() => onAsk({ what: 'delete-authority' })}
      />
      {state.question && <ReplaceDialog question={state.question} />}
    </>
  );
}

function Question(props: {
  readonly asked: Asked;
  readonly store: LibraryStore;
  readonly hasAuthority: boolean;
}): ReactNode {
  const { asked, store, hasAuthority } = props;
  if (asked.what === 'development')
    return <DevelopmentDialog hasAuthority={hasAuthority} onMake={store.makeDevelopment} />;
  if (asked.what === 'delete-authority') {
    return (
      <ConfirmDialog
        title={words.authority.removeTitle}
        explains={words.authority.removeExplains}
        confirm={words.removeConfirm}
        onConfirm={() => void store.removeAuthority()}
        onClose={() => undefined}
      />
    );
  }
  const { id, name, usedBy, hasPrivateKey } = asked.of;
  if (asked.what === 'rename') return <RenameDialog name={name} onRename={(to) => store.rename(id, to)} />;
  return (
    <ConfirmDialog
      title={words.removeTitle(name)}
      explains={words.removeExplains(usedBy, hasPrivateKey)}
      confirm={words.removeConfirm}
      onConfirm={() => void store.remove(id)}
      onClose={() => undefined}
    />
  );
}
