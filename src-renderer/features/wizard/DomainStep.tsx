import { Field, Input } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { domainFindingInWords } from '../../text/domain';
import { targetWords, wizardWords } from '../../text/wizard';
import { Findings } from '../../ui/FindingList';
import { Refusal } from '../../ui/Refusal';
import { markAt, messageAt } from './obstacle';
import type { PlaceAt, Shown } from './state';
import styles from './steps.module.css';

const words = wizardWords.domain;

/** Asks for the host name, and shows what is to be said of it. */
export function DomainStep(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'domain'>;
  readonly onEdit: (hostName: string) => void;
}): ReactNode {
  const { shown, place, onEdit } = props;
  const { drafts, obstacle, service } = shown;
  const checked = place.checked?.hostName === drafts.hostName.trim() ? place.checked : undefined;
  const blocked = obstacle?.field === 'domain-findings';
  return (
    <>
      <p className={styles.explains}>{targetWords[service.target].hostNameExplains}</p>
      <Field className={styles.field ?? ''} label={words.label} {...messageAt('hostName', obstacle)}>
        <Input
          {...markAt('hostName', obstacle)}
          value={drafts.hostName}
          maxLength={300}
          spellCheck={false}
          onChange={(_, data) => onEdit(data.value)}
        />
      </Field>
      {blocked && <Refusal>{obstacle.says}</Refusal>}
      {checked && checked.domain.findings.length > 0 && (
        <div {...markAt('domain-findings', obstacle)} tabIndex={-1}>
          <Findings label={words.findings} findings={checked.domain.findings} inWords={domainFindingInWords} />
        </div>
      )}
    </>
  );
}
