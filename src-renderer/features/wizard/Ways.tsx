import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { changeInWords } from '../../text/changes';
import { heldValueWords } from '../../text/held-values';
import { wizardWords as words } from '../../text/wizard';
import { asksFirst, isOver, pageBefore } from './places';
import type { Shown } from './state';
import type { WizardStore } from './store';
import styles from './WizardPage.module.css';

/** The ways back and on, new ones for each state, so that no button becomes another under the finger. None is ever greyed out: pressed too early, the page says what is missing. */
export function Ways(props: {
  readonly shown: Shown;
  readonly store: WizardStore;
  readonly onLeave: () => void;
}): ReactNode {
  const { shown, store } = props;
  const { place, deployment } = shown;
  const ran = place.page === 'run' ? deployment?.state : undefined;
  const before = pageBefore(shown);
  if (ran === 'running') {
    return (
      <div key="running" className={styles.ways}>
        <Button onClick={() => void store.cancel()}>{words.run.cancel}</Button>
      </div>
    );
  }
  return (
    <div key={asksFirst(place) ? 'asks' : 'still'} className={styles.ways}>
      {before !== undefined && (
        <Button onClick={before === 'services' ? props.onLeave : store.back}>{words.back}</Button>
      )}
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

function onward(shown: Shown): string {
  const { place, service, problem } = shown;
  if (place.page === 'review' && place.plan === undefined && problem !== undefined) return words.review.again;
  if (asksFirst(place)) return heldValueWords.save;
  if (place.page === 'review') return changeInWords(place.change, service.target).start(place.plan?.place ?? []);
  return isOver(shown) ? words.done : words.next;
}
