import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { azureWords, offerInWords, quotaInWords } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Spinner } from '../../ui/Spinner';
import own from './AzurePage.module.css';
import type { Listing } from './list-store';
import type { Lists } from './lists';
import type { Listings } from './use-lists';
import type { WhereState } from './where-state';

const words = azureWords.region;

/** What the chosen region can do, and how much of it is used. */
export function RegionFacts(props: {
  readonly where: WhereState;
  readonly listings: Listings;
  readonly lists: Lists;
}): ReactNode {
  const { where, listings, lists } = props;
  const region = listings.regions.items.find(({ name }) => name === where.choice.region);
  if (region === undefined) return null;
  if (!region.offered) return <p>{words.notOffered(region.displayName)}</p>;
  const { offer, quotas } = listings;
  return (
    <div className={own.facts}>
      <h3 className={own.subtitle}>{words.title(region.displayName)}</h3>
      {where.registered === false && <p>{words.notRegistered}</p>}
      <Answer listing={offer} of={words.title(region.displayName)} onAgain={() => void lists.offer.again()}>
        {offer.items.map((answer) => (
          <p key={region.name}>{offerInWords(answer)}</p>
        ))}
      </Answer>
      <Answer listing={quotas} of={words.quotas} onAgain={() => void lists.quotas.again()}>
        <ul className={own.quotas} aria-label={words.quotas}>
          {quotas.items.map((quota) => (
            <li key={quota.name}>{quotaInWords(quota)}</li>
          ))}
        </ul>
      </Answer>
    </div>
  );
}

function Answer(props: {
  readonly listing: Listing<unknown>;
  readonly of: string;
  readonly onAgain: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { listing, of, onAgain, children } = props;
  if (listing.phase === 'loading') {
    return (
      <p className={own.progress}>
        <Spinner /> {words.asking}
      </p>
    );
  }
  if (listing.problem === undefined) return children;
  return (
    <>
      <ProblemMessage problem={listing.problem} alert />
      <div className={styles.buttons}>
        <Button aria-label={`${azureWords.where.again}: ${of}`} onClick={onAgain}>
          {azureWords.where.again}
        </Button>
      </div>
    </>
  );
}
