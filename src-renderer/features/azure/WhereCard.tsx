import { type ReactNode, useId } from 'react';
import type { AzureSubscription, AzureTenant, Region, ResourceGroup } from '../../../shared/azure/contract';
import { azureWords, joined, regionInWords } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { QuietButton } from '../../ui/QuietButton';
import own from './AzurePage.module.css';
import { ListField } from './ListField';
import type { Option } from './options';
import { RegionFacts } from './RegionFacts';
import type { Listings } from './use-lists';
import type { WhereState } from './where-state';
import type { WhereStore } from './where-store';

const words = azureWords.where;

/** Tenant, subscription, resource group, region: each opens the next. */
export function WhereCard(props: {
  readonly where: WhereState;
  readonly listings: Listings;
  readonly store: WhereStore;
  readonly onCreateGroup: () => void;
}): ReactNode {
  const { where, listings, store } = props;
  const { choice, gone } = where;
  const { lists } = store;
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {words.title}
      </h2>
      <p className={styles.explains}>{words.explains}</p>
      {where.problem && <ProblemMessage problem={where.problem} alert onDismiss={store.dismiss} />}
      <div className={own.fields}>
        <ListField
          label={words.tenant}
          listing={listings.tenants}
          option={tenantOption}
          chosen={choice.tenant}
          none={words.tenantNone}
          gone={gone.tenant}
          onChoose={(key) => store.choose('tenant', key)}
          onAgain={() => void lists.tenants.again()}
        />
        {choice.tenant !== undefined && (
          <ListField
            label={words.subscription}
            listing={listings.subscriptions}
            option={subscriptionOption}
            chosen={choice.subscription}
            none={words.subscriptionNone}
            gone={gone.subscription}
            onChoose={(key) => store.choose('subscription', key)}
            onAgain={() => void lists.subscriptions.again()}
          />
        )}
        {choice.subscription !== undefined && <InSubscription {...props} />}
      </div>
    </section>
  );
}

function InSubscription(props: {
  readonly where: WhereState;
  readonly listings: Listings;
  readonly store: WhereStore;
  readonly onCreateGroup: () => void;
}): ReactNode {
  const { where, listings, store, onCreateGroup } = props;
  const { choice, gone } = where;
  const { lists } = store;
  return (
    <>
      <div>
        <ListField
          label={words.resourceGroup}
          listing={listings.resourceGroups}
          option={(group) => groupOption(group, listings.regions.items)}
          chosen={choice.resourceGroup}
          none={words.resourceGroupNone}
          gone={gone.resourceGroup}
          onChoose={(key) => store.choose('resourceGroup', key)}
          onAgain={() => void lists.resourceGroups.again()}
        />
        <QuietButton words={words.createGroup} onPress={onCreateGroup} />
      </div>
      <ListField
        label={words.region}
        listing={listings.regions}
        option={regionOption}
        chosen={choice.region}
        none={words.regionNone}
        gone={gone.region}
        onChoose={(key) => store.choose('region', key)}
        onAgain={() => void lists.regions.again()}
      />
      <RegionFacts where={where} listings={listings} lists={lists} />
    </>
  );
}

/** A region as an entry of a list. */
export function regionOption(region: Region): Option {
  return { key: region.name, name: region.displayName, more: regionInWords(region) };
}

function tenantOption({ id, name, domain, home }: AzureTenant): Option {
  return { key: id, name, more: joined([domain, home ? '' : words.guest]) };
}

function subscriptionOption({ id, name, state }: AzureSubscription): Option {
  return { key: id, name, more: joined([id, words.subscriptionStates[state]]), unusable: state === 'disabled' };
}

function groupOption({ name, region }: ResourceGroup, regions: readonly Region[]): Option {
  return { key: name, name, more: regions.find((known) => known.name === region)?.displayName ?? region };
}
