import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { azureWords as words } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { useKeptFocus } from '../../ui/use-kept-focus';
import { type Asked, useQuestion } from '../../ui/use-question';
import own from './AzurePage.module.css';
import { type AzureAsked, AzureQuestion } from './AzureQuestion';
import { ContextBar } from './ContextBar';
import { ImageCard } from './ImageCard';
import { SigningIn } from './SigningIn';
import { currentOf, type SignInView, whoOf } from './store';
import type { AzureStores } from './stores';
import { useLists } from './use-lists';
import { WhereCard } from './WhereCard';

/** Signing in to Azure, and choosing where services on Azure go. */
export function AzurePage(props: { readonly stores: AzureStores; readonly takeFocus: boolean }): ReactNode {
  const { signIn, where } = props.stores;
  const view = useStore(signIn.state);
  const who = whoOf(view);
  const [asked, ask] = useQuestion<AzureAsked>();
  useEffect(() => void signIn.open(), [signIn]);
  useEffect(() => {
    // Until main has answered, what is known of the account stays.
    if (view.phase === 'shown') void where.open(who);
  }, [where, view.phase, who]);
  useKeptFocus(view.phase === 'shown' ? view.signIn.accounts.length : 0);
  useKeptFocus(view.phase === 'shown' && view.signIn.pending ? 1 : 0);
  useKeptFocus(view.phase === 'shown' && !view.signIn.cloud.confirmed ? 1 : 0);
  return (
    <>
      <div className={own.head}>
        <PageHeading takeFocus={props.takeFocus}>{words.title}</PageHeading>
        {view.phase === 'shown' && (
          <Button onClick={() => ask({ what: 'cloud', forClientId: false })}>{words.which.change}</Button>
        )}
      </div>
      <div className={styles.sections}>
        {view.phase === 'unavailable' && <ProblemMessage problem={view.problem} alert />}
        {view.phase === 'shown' && <Shown view={view} stores={props.stores} asked={asked} onAsk={ask} />}
      </div>
    </>
  );
}

function Shown(props: {
  readonly view: Extract<SignInView, { phase: 'shown' }>;
  readonly stores: AzureStores;
  readonly asked: Asked<AzureAsked> | undefined;
  readonly onAsk: (question: AzureAsked) => void;
}): ReactNode {
  const { view, stores, asked, onAsk } = props;
  const { signIn, where } = stores;
  const place = useStore(where.state);
  const listings = useLists(where.lists);
  const account = currentOf(view);
  return (
    <>
      <ContextBar signIn={view.signIn} account={account} choice={place.choice} listings={listings} />
      {view.problem && <ProblemMessage problem={view.problem} alert onDismiss={signIn.dismiss} />}
      {view.signIn.problem && <ProblemMessage problem={view.signIn.problem} alert />}
      <p role="status">{view.said}</p>
      <SigningIn signIn={view.signIn} store={signIn} onAsk={onAsk} />
      {account && (
        <>
          <WhereCard
            where={place}
            listings={listings}
            store={where}
            onCreateGroup={() => onAsk({ what: 'create-group' })}
          />
          {place.choice.subscription !== undefined && (
            <ImageCard where={place} listings={listings} store={where} onCopy={signIn.copyText} />
          )}
        </>
      )}
      {asked && (
        <AzureQuestion
          key={asked.turn}
          asked={asked.question}
          signIn={view.signIn}
          where={place}
          listings={listings}
          stores={stores}
        />
      )}
    </>
  );
}
