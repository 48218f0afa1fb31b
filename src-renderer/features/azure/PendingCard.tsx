import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PendingSignIn } from '../../../shared/sign-in/contract';
import { azureWords, timeLeft } from '../../text/azure';
import { CopyField } from '../../ui/CopyField';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
import { Spinner } from '../../ui/Spinner';
import own from './AzurePage.module.css';

const words = azureWords.pending;

/** A sign-in that waits for the user: what to do, and the way out. */
export function PendingCard(props: {
  readonly pending: PendingSignIn;
  /** Answers whether it was copied. */
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onCancel: () => void;
}): ReactNode {
  const { pending, onCopy, onCancel } = props;
  const card = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' });
    // The button that was pressed is gone; who is elsewhere is left there.
    if (document.activeElement === document.body) title.current?.focus();
  }, []);
  const isAgain = pending.why === 'again';
  const isBrowser = pending.method === 'browser';
  return (
    <section className={styles.card} aria-labelledby="pending-title" ref={card}>
      <div role="status">
        <h2 className={styles.title} id="pending-title" ref={title} tabIndex={-1}>
          {isAgain ? words.againTitle : isBrowser ? words.browserTitle : words.codeTitle}
        </h2>
        {isAgain && <p className={styles.explains}>{words.again}</p>}
        <p className={styles.explains}>{isBrowser ? words.browser : words.code}</p>
      </div>
      {!isBrowser && <DeviceCode device={pending.device} onCopy={onCopy} />}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{words.cancel}</Button>
        {isBrowser && <Spinner />}
      </div>
    </section>
  );
}

function DeviceCode(props: {
  readonly device: Extract<PendingSignIn, { method: 'device-code' }>['device'];
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { device, onCopy } = props;
  if (device === undefined) {
    return (
      <p className={own.progress}>
        <Spinner /> {words.codeFetching}
      </p>
    );
  }
  return (
    <>
      <div className={own.code}>
        <CopyField name={words.theCode} value={device.code} onCopy={onCopy} />
      </div>
      <Facts>
        <Fact name={words.address}>
          <div className={own.copied}>
            <CopyField name={words.theAddress} value={device.address} code onCopy={onCopy} />
          </div>
        </Fact>
        <Fact name={words.left}>
          <TimeLeft expires={device.expires} />
        </Fact>
      </Facts>
    </>
  );
}

/** Counts down each second. A timer is not read out by itself. */
function TimeLeft({ expires }: { readonly expires: string }): ReactNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = Date.parse(expires) - now;
  return <span role="timer">{left > 0 ? timeLeft(left) : words.over}</span>;
}
