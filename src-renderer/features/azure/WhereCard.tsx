import { type ReactNode, useId } from 'react';
import type { AzureSubscription, AzureTenant, Region, ResourceGroup } from '../../../shared/azure/contract';
import { azureWords, joined, regionInWords } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { QuietButton } from '../../ui/QuietButton';
import own from './AzurePage.module.css';
import { type Choosing, LevelField } from './LevelField';
import type { Option } from './options';
import { RegionFacts } from './RegionFacts';

const words = azureWords.where;

interface WhereProps extends Choosing {
  /** What is there already is found in a subscription; what is new goes into a resource group and a region. */
  readonly within?: 'subscription' | 'region';
  readonly onCreateGroup: () => void;
}

/** Tenant, subscription, resource group, region: each opens the next. */
export function WhereCard(props: WhereProps): ReactNode {
  const { where, listings, store } = props;
  const { choice } = where;
  const choosing: Choosing = { where, listings, store };
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {words.title}
      </h2>
      <p className={styles.explains}>{words.explains}</p>
      {where.problem && <ProblemMessage problem={where.problem} alert onDismiss={store.dismiss} />}
      <div className={own.fields}>
        <LevelField {...choosing} level="tenant" label={words.tenant} option={tenantOption} none={words.tenantNone} />
        {choice.tenant !== undefined && (
          <LevelField
            {...choosing}
            level="subscription"
            label={words.subscription}
            option={subscriptionOption}
            none={words.subscriptionNone}
          />
        )}
        {choice.subscription !== undefined && props.within !== 'subscription' && <InSubscription {...props} />}
      </div>
    </section>
  );
}

function InSubscription(props: WhereProps): ReactNode {
  const { where, listings, store, onCreateGroup } = props;
  const choosing: Choosing = { where, listings, store };
  return (
    <>
      <div>
        <LevelField
          {...choosing}
          level="resourceGroup"
          label={words.resourceGroup}
          option={(group) => groupOption(group, listings.regions.items)}
          none={words.resourceGroupNone}
        />
        <QuietButton words={words.createGroup} onPress={onCreateGroup} />
      </div>
      <LevelField {...choosing} level="region" label={words.region} option={regionOption} none={words.regionNone} />
      <RegionFacts where={where} listings={listings} lists={store.lists} />
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
