import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { azureWords, cloudInWords } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { useKeptFocus } from '../../ui/use-kept-focus';
import { useQuestion } from '../../ui/use-question';
import { type AzureAsked, AzureQuestion } from './AzureQuestion';
import { type ChosenPlace, placeOf } from './chosen-place';
import { PendingCard } from './PendingCard';
import { SigningIn } from './SigningIn';
import { currentOf, type SignInView, whoOf } from './store';
import type { AzureStores } from './stores';
import { type Listings, useLists } from './use-lists';
import { WhereCard } from './WhereCard';

interface PlaceProps {
  readonly stores: AzureStores;
  /** Where the service is already, or is to be: it begins there. */
  readonly at: ChosenPlace;
  /** What is there already is found in a subscription; what is new goes into a resource group and a region; a place can be settled. */
  readonly within: 'subscription' | 'region' | 'settled';
  /** Called with what is chosen, once somebody is signed in and as it changes. */
  readonly onPlace: (place: ChosenPlace) => void;
}

/** Signing in, and choosing where one service on Azure goes. */
export function AzurePlace(props: PlaceProps): ReactNode {
  const { stores } = props;
  const { signIn } = stores;
  const view = useStore(signIn.state);
  useEffect(() => void signIn.open(), [signIn]);
  useKeptFocus(view.phase === 'shown' && view.signIn.pending ? 1 : 0);
  useKeptFocus(view.phase === 'shown' && !view.signIn.cloud.confirmed ? 1 : 0);
  const listings = useLists(stores.where.lists);
  useChosenPlace(props, view, listings);
  if (view.phase === 'fetching') return null;
  if (view.phase === 'unavailable') return <ProblemMessage problem={view.problem} alert />;
  return <Shown {...props} view={view} listings={listings} />;
}

function Shown(
  props: PlaceProps & { readonly view: Extract<SignInView, { phase: 'shown' }>; readonly listings: Listings },
): ReactNode {
  const { stores, view, listings, within } = props;
  const { signIn, where } = stores;
  const [asked, ask] = useQuestion<AzureAsked>();
  const place = useStore(where.state);
  const account = currentOf(view);
  const { pending, cloud } = view.signIn;
  const isShownBelow = account !== undefined && view.said === azureWords.signIn.signedIn(account.userName);
  return (
    <div className={styles.sections}>
      {view.problem && <ProblemMessage problem={view.problem} alert onDismiss={signIn.dismiss} />}
      {view.signIn.problem && <ProblemMessage problem={view.signIn.problem} alert />}
      <p role="status" className={isShownBelow ? styles.heard : undefined}>
        {view.said}
      </p>
      {account ? (
        <>
          {pending && <PendingCard pending={pending} onCopy={signIn.copyText} onCancel={() => void signIn.cancel()} />}
          <p className={styles.explains}>{azureWords.where.as(account.userName, cloudInWords(cloud))}</p>
          {within !== 'settled' && (
            <WhereCard
              where={place}
              listings={listings}
              store={where}
              within={within}
              onCreateGroup={() => ask({ what: 'create-group' })}
            />
          )}
        </>
      ) : (
        <>
          <SigningIn signIn={view.signIn} store={signIn} onAsk={ask} />
          <div className={styles.buttons}>
            <Button onClick={() => ask({ what: 'cloud', forClientId: false })}>{azureWords.which.change}</Button>
          </div>
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
    </div>
  );
}

/** Goes where the service is, then says what is chosen as it changes. */
function useChosenPlace({ stores, at, within, onPlace }: PlaceProps, view: SignInView, listings: Listings): void {
  const { where } = stores;
  const who = whoOf(view);
  const { choice } = useStore(where.state);
  const [beginning] = useState(at);
  const [arrived, setArrived] = useState<string>();
  useEffect(() => {
    if (view.phase !== 'shown') return undefined;
    let current = true;
    const arrive = async (): Promise<void> => {
      await where.open(who);
      if (!current) return;
      if (who !== undefined) where.goTo(beginning);
      setArrived(who);
    };
    void arrive();
    return () => {
      current = false;
    };
  }, [where, view.phase, who, beginning]);
  const place = JSON.stringify(placeOf(choice, listings));
  useEffect(() => {
    if (within !== 'settled' && arrived !== undefined && arrived === who) onPlace(JSON.parse(place) as ChosenPlace);
    // What is done with it may be another function each time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [arrived, who, place, within]);
}
