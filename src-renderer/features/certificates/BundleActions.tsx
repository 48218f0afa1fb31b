import { Button } from '@fluentui/react-components';
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { type ReactNode, useState } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import { en } from '../../text/en';
import { useShortly } from '../../ui/use-shortly';
import { Refusal } from '../../ui/Refusal';
import styles from './BundleCard.module.css';
import { type UseBundle, UseButton } from './UseButton';

/** What can be done with a certificate. Saving is never greyed out: `refused` says why it does not go on. */
export function BundleActions(props: {
  readonly bundle: Bundle;
  readonly title: string;
  /** What the service is called that a certificate is being looked for: using this one is then what matters. */
  readonly choosing: string | undefined;
  readonly onUse: UseBundle;
  readonly detailed: boolean;
  readonly refused: string | undefined;
  readonly onSave: () => void;
  readonly onSaveAs: () => void;
  readonly onKeep: () => void;
  /** Answers how many certificates were copied. */
  readonly onCopyChain: () => Promise<number | undefined>;
  readonly onDetails: () => void;
}): ReactNode {
  const { bundle, title, detailed, refused, choosing, onUse } = props;
  const use = bundle.ready && <UseButton {...{ bundle, title, choosing, onUse }} />;
  const [copied, setCopied] = useState(0);
  const [shown, show] = useShortly();
  const copy = async (): Promise<void> => {
    const count = await props.onCopyChain();
    if (count === undefined) return;
    setCopied(count);
    show();
  };
  return (
    <div className={styles.actions}>
      {refused !== undefined && <Refusal>{refused}</Refusal>}
      {choosing !== undefined && use}
      <Button
        id={`save-${bundle.id}`}
        appearance={choosing !== undefined && bundle.ready ? 'secondary' : 'primary'}
        aria-label={en.bundle.saveNamed(title)}
        onClick={props.onSave}
      >
        {en.bundle.save}
      </Button>
      <Button aria-label={en.bundle.saveAsNamed(title)} onClick={props.onSaveAs}>
        {en.bundle.saveAs}
      </Button>
      {choosing === undefined && use}
      <Button
        disabledFocusable={bundle.inLibrary === 'whole'}
        {...(bundle.inLibrary === 'whole' ? { icon: <CheckmarkCircle16Regular /> } : {})}
        onClick={props.onKeep}
      >
        {en.bundle.keep[bundle.inLibrary ?? 'not']}
      </Button>
      <Button onClick={() => void copy()}>{en.bundle.copyChain}</Button>
      <Button
        appearance="subtle"
        iconPosition="after"
        icon={<ChevronDown20Regular className={styles.chevron ?? ''} data-open={detailed} />}
        aria-expanded={detailed}
        aria-controls={detailed ? `details-${bundle.id}` : undefined}
        onClick={props.onDetails}
      >
        {en.bundle.details}
      </Button>
      <span role="status" className={styles.said}>
        {shown ? en.bundle.chainCopied(copied) : ''}
      </span>
    </div>
  );
}
