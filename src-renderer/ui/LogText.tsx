import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { en } from '../text/en';
import { logsWords as words } from '../text/logs';
import styles from './LogText.module.css';
import { useShortly } from './use-shortly';

/** How far from its end somebody still reads the end, in pixels. */
const NEARLY = 24;

/** Lines that came one after the other, to be read and copied. It is shown from its end, and stays there as long as nobody scrolls up. */
export function LogText(props: {
  readonly text: string;
  /** What the lines are, for who can't see them. */
  readonly label: string;
  /** What is said where there are none. */
  readonly empty: string;
  /** Answers whether it was copied. */
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { text, label, empty, onCopy } = props;
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  const [copied, showCopied] = useShortly();
  useEffect(() => {
    if (box.current !== null && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  });
  if (text === '') return <p>{empty}</p>;
  const copy = async (): Promise<void> => {
    if (await onCopy(text)) showCopied();
  };
  return (
    <>
      <pre
        ref={box}
        className={styles.text}
        role="region"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be scrolled by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          void (atEnd.current = scrollHeight - clientHeight - scrollTop <= NEARLY)
        }
      >
        {text}
      </pre>
      <div className={styles.copy}>
        <Button onClick={() => void copy()}>{words.copy}</Button>
        <span role="status">{copied ? en.copied : ''}</span>
      </div>
    </>
  );
}
