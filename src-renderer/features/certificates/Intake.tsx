import { Button } from '@fluentui/react-components';
import { ClipboardPaste20Regular } from '@fluentui/react-icons/svg/clipboard-paste';
import { DocumentAdd20Regular, DocumentAdd48Regular } from '@fluentui/react-icons/svg/document-add';
import { type ReactNode, useEffect, useRef } from 'react';
import { en } from '../../text/en';
import { fluentRef } from '../../ui/fluent-ref';
import styles from './Intake.module.css';

/** The ways in: drop, choose, paste. Large while there is nothing else to see, a bar afterwards. */
export function Intake(props: {
  readonly empty: boolean;
  readonly onChoose: () => void;
  readonly onPaste: () => void;
  readonly onBatch: () => void;
}): ReactNode {
  const { empty, onChoose, onPaste } = props;
  const choose = useRef<HTMLButtonElement>(null);
  const wasEmpty = useRef(empty);
  useEffect(() => {
    // The last file went, and with it the button that had the focus.
    if (empty && !wasEmpty.current) choose.current?.focus();
    wasEmpty.current = empty;
  }, [empty]);

  const buttons = (
    <div className={styles.buttons}>
      <Button
        ref={fluentRef(choose)}
        appearance={empty ? 'primary' : 'secondary'}
        icon={<DocumentAdd20Regular />}
        onClick={onChoose}
      >
        {en.intake.choose}
      </Button>
      <Button icon={<ClipboardPaste20Regular />} title={en.intake.pasteHint} onClick={onPaste}>
        {en.intake.paste}
      </Button>
      <Button appearance="subtle" onClick={props.onBatch}>
        {en.intake.batch}
      </Button>
    </div>
  );

  if (!empty) {
    return (
      <section className={styles.bar} aria-label={en.intake.label}>
        <p>{en.intake.barTitle}</p>
        {buttons}
      </section>
    );
  }
  return (
    <section className={styles.empty} aria-label={en.intake.label}>
      <DocumentAdd48Regular className={styles.icon ?? ''} />
      <p className={styles.title}>{en.intake.emptyTitle}</p>
      <p className={styles.explains}>{en.intake.emptyExplains}</p>
      {buttons}
      <p className={styles.formats}>{en.intake.emptyFormats}</p>
    </section>
  );
}
