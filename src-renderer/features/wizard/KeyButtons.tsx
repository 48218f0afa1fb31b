import { Button } from '@fluentui/react-components';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { type ReactNode, useEffect, useState } from 'react';
import { type ApiKeySlot, keySlotSchema } from '../../../shared/services/api-key-slot';
import { wizardWords } from '../../text/wizard';
import styles from './ProofSection.module.css';

const words = wizardWords.dns;
const labels = { primary: words.copyPrimary, secondary: words.copySecondary } as const;

/**
 * Copies an API key, and says so for as long as it is on the clipboard.
 * SECURITY: main copies it: the key never passes the page.
 */
export function KeyButtons(props: {
  /** Answers after how many seconds the clipboard is cleared; undefined where nothing was copied. */
  readonly onCopy: (slot: ApiKeySlot) => Promise<number | undefined>;
}): ReactNode {
  const [copied, setCopied] = useState<{ readonly seconds: number }>();
  useEffect(() => {
    if (copied === undefined) return undefined;
    const timer = setTimeout(() => setCopied(undefined), copied.seconds * 1000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (slot: ApiKeySlot): Promise<void> => {
    const seconds = await props.onCopy(slot);
    setCopied(seconds === undefined ? undefined : { seconds });
  };
  return (
    <>
      {keySlotSchema.options.map((slot) => (
        <Button key={slot} icon={<Key20Regular />} onClick={() => void copy(slot)}>
          {labels[slot]}
        </Button>
      ))}
      <span role="status" className={styles.copied}>
        {copied === undefined ? '' : words.keyCopied(copied.seconds)}
      </span>
    </>
  );
}
