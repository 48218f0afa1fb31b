import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { wizardWords } from '../../text/wizard';
import { Spinner } from '../../ui/Spinner';
import { Refusal } from '../../ui/Refusal';
import { CandidateChoice } from './CandidateChoice';
import { markAt } from './obstacle';
import { chosenOf, type Drafts, type PlaceAt, type Shown } from './state';
import styles from './steps.module.css';

const words = wizardWords.certificate;
const MAKE = 'make';

/** Asks for the certificate: one of the library, one that is made now, or the way to others. */
export function CertificateStep(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'certificate'>;
  readonly onChoose: (certificate: Drafts['certificate']) => void;
  readonly onOther: () => void;
}): ReactNode {
  const { shown, place, onChoose, onOther } = props;
  const { drafts, obstacle, service } = shown;
  const [now] = useState(() => new Date());
  const { hostName = drafts.hostName, certificate } = chosenOf(service);
  const chosen = drafts.certificate === 'make' ? MAKE : (drafts.certificate?.libraryId ?? '');
  const refused = obstacle?.field === 'certificate';
  if (place.candidates === undefined) {
    return (
      <p role="status" className={styles.busy}>
        {shown.problem === undefined && <Spinner />} {shown.problem === undefined && words.fetching}
      </p>
    );
  }
  return (
    <>
      <p className={styles.explains}>{words.explains(hostName)}</p>
      {certificate?.isKept === false && <p className={styles.refused}>{words.gone}</p>}
      {place.candidates.length === 0 && <p>{words.none}</p>}
      <div {...markAt('certificate', obstacle)} tabIndex={-1}>
        <RadioGroup
          className={styles.choices ?? ''}
          aria-label={words.label}
          value={chosen}
          onChange={(_, data) => onChoose(data.value === MAKE ? MAKE : { libraryId: data.value })}
        >
          {place.candidates.map((candidate) => (
            <CandidateChoice
              key={candidate.libraryId}
              candidate={candidate}
              chosen={candidate.libraryId === chosen}
              now={now}
            />
          ))}
          <div className={styles.choice} data-chosen={chosen === MAKE}>
            <Radio
              value={MAKE}
              label={<span className={styles.choiceName}>{words.make}</span>}
              aria-describedby="make-explains"
            />
            <p className={styles.more} id="make-explains">
              {words.makeExplains(hostName)}
            </p>
          </div>
        </RadioGroup>
      </div>
      {refused && <Refusal>{obstacle.says}</Refusal>}
      <div className={styles.buttons}>
        <Button onClick={onOther}>{words.other}</Button>
      </div>
    </>
  );
}
