import type { ReactNode } from 'react';
import type { HeldValue } from '../../../shared/deployments/held-value';
import { heldValueWords as words } from '../../text/held-values';
import { Card } from './Card';
import { HeldValueFields } from './HeldValueFields';
import type { Shown } from './state';
import styles from './steps.module.css';
import type { WizardStore } from './store';

/** What Azure does not give back, under its own heading: Next saves it. Nothing where nothing is asked for. */
export function HeldValuesCard(props: {
  readonly asks: readonly HeldValue[];
  readonly shown: Shown;
  readonly store: WizardStore;
}): ReactNode {
  const { asks, shown, store } = props;
  const { service, drafts, obstacle } = shown;
  const { given, files } = drafts.containerGroup;
  if (asks.length === 0) return null;
  return (
    <Card title={words.title}>
      <p className={styles.explains}>{words.explains}</p>
      <HeldValueFields
        {...{ asks, held: service.held, given, files, obstacle }}
        onChange={(next) => store.editContainerGroup({ given: next })}
        onPick={(id) => void store.pickFiles(id)}
      />
    </Card>
  );
}
