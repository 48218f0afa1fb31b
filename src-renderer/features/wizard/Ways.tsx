import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { targetWords, wizardWords as words } from '../../text/wizard';
import { pageBefore } from './places';
import type { Shown } from './state';
import type { WizardStore } from './store';
import styles from './WizardPage.module.css';

/** The ways back and on, new ones for each state, so that no button becomes another under the finger. None is ever greyed out: pressed too early, the page says what is missing. */
export function Ways({ shown, store }: { readonly shown: Shown; readonly store: WizardStore }): ReactNode {
  const { place, deployment } = shown;
  const ran = place.page === 'run' ? deployment?.state : undefined;
  if (ran === 'running') {
    return (
      <div key="running" className={styles.ways}>
        <Button onClick={() => void store.cancel()}>{words.run.cancel}</Button>
      </div>
    );
  }
  return (
    <div key="still" className={styles.ways}>
      {pageBefore(shown) && <Button onClick={store.back}>{words.back}</Button>}
      {ran === 'interrupted' || ran === 'cancelled' ? (
        <Button appearance="primary" onClick={() => void store.resume()}>
          {words.run.goOn}
        </Button>
      ) : (
        // A step that was not done has its own button.
        ran !== 'failed' && (
          <Button appearance="primary" type="submit">
            {onward(shown)}
          </Button>
        )
      )}
    </div>
  );
}

function onward({ place, service, problem }: Shown): string {
  if (place.page === 'review' && place.plan === undefined && problem !== undefined) return words.review.again;
  if (place.page === 'review') return targetWords[service.target].start(place.plan?.place ?? []);
  return place.page === 'dns' ? words.done : words.next;
}
