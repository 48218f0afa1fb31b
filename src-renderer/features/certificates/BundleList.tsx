import { Button } from '@fluentui/react-components';
import { lazy, type ReactNode, Suspense, useDeferredValue, useRef, useState } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { useParts } from '../../ui/use-parts';
import { useQuestion } from '../../ui/use-question';
import { BundleCard } from './BundleCard';
import styles from './CertificatesPage.module.css';
import type { WorkshopStore } from './store';
import type { UseBundle } from './UseButton';

const SaveDialog = lazy(() => import('./SaveDialog').then((module) => ({ default: module.SaveDialog })));

/** Cards are rich; this many are drawn before the user asks for more. */
const AT_ONCE = 10;

/** A card for every certificate a server can use. */
export function BundleList(props: {
  readonly bundles: readonly Bundle[];
  readonly store: WorkshopStore;
  readonly call: CallMain;
  readonly choosing: string | undefined;
  readonly onUse: UseBundle;
}): ReactNode {
  const { bundles, store, call, choosing, onUse } = props;
  const [saving, ask] = useQuestion<{ readonly bundle: Bundle; readonly picksFormat: boolean }>();
  const list = useRef<HTMLDivElement>(null);
  // Drawn in steps between which the page answers.
  const { shown, next, showMore } = useParts(useDeferredValue(bundles, []), list, { size: AT_ONCE, step: 2 });
  const [now] = useState(() => new Date());
  const [save] = useState(() => (bundle: Bundle, picksFormat: boolean) => ask({ bundle, picksFormat }));
  return (
    <div ref={list} className={styles.cards} role="group" aria-label={en.bundle.listLabel}>
      {shown.map((bundle) => (
        <BundleCard key={bundle.id} onSave={save} {...{ bundle, now, store, call, choosing, onUse }} />
      ))}
      {next > 0 && (
        <Button className={styles.more ?? ''} onClick={showMore}>
          {en.bundle.showMore(next)}
        </Button>
      )}
      {saving !== undefined && (
        <Suspense fallback={null}>
          <SaveDialog
            key={saving.turn}
            bundle={saving.question.bundle}
            picksFormat={saving.question.picksFormat}
            call={call}
          />
        </Suspense>
      )}
    </div>
  );
}
