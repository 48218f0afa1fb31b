import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useEffect, useId } from 'react';
import type { ModelHere } from '../../../shared/services/contract';
import { sampleExample } from '../../../shared/services/sample';
import { thisComputerWords as words } from '../../text/wizard';
import { markAt, messageAt } from './obstacle';
import { OwnModel } from './OwnModel';
import type { DeploymentDraft, Obstacle, PlaceAt } from './state';
import styles from './steps.module.css';
import type { WizardStore } from './store';

/** What this computer wants to know: the model, and the port of the gateway. */
export function DeployThisComputer(props: {
  readonly draft: DeploymentDraft;
  readonly place: PlaceAt<'deploy'>;
  readonly obstacle: Obstacle | undefined;
  readonly store: WizardStore;
  /** What every gateway has to be told. */
  readonly children: ReactNode;
}): ReactNode {
  const { draft, place, obstacle, store } = props;
  const id = useId();
  useEffect(() => void store.proposePort(), [store]);
  return (
    <>
      <section className={styles.card} aria-labelledby={`${id}-model`}>
        <h2 className={styles.title} id={`${id}-model`}>
          {words.model}
        </h2>
        <ModelChoice model={draft.model} labelledBy={`${id}-model`} onChoose={store.editDeployment} />
        {draft.model === 'address' && <OwnModel draft={draft} trial={place.trial} obstacle={obstacle} store={store} />}
      </section>
      <section className={styles.card} aria-labelledby={`${id}-gateway`}>
        <h2 className={styles.title} id={`${id}-gateway`}>
          {words.gateway}
        </h2>
        <Field
          className={styles.field ?? ''}
          label={words.port}
          hint={
            place.portWished === undefined ? words.portHint : words.portProposed(place.portWished, Number(draft.port))
          }
          {...messageAt('port', obstacle)}
        >
          <Input
            {...markAt('port', obstacle)}
            className={styles.short ?? ''}
            inputMode="numeric"
            maxLength={5}
            value={draft.port}
            onChange={(_, data) => store.editDeployment({ port: data.value })}
          />
        </Field>
        {props.children}
      </section>
    </>
  );
}

function ModelChoice(props: {
  readonly model: ModelHere['kind'];
  readonly labelledBy: string;
  readonly onChoose: (change: Pick<DeploymentDraft, 'model'>) => void;
}): ReactNode {
  const { model, labelledBy, onChoose } = props;
  const id = useId();
  return (
    <RadioGroup
      className={styles.choices ?? ''}
      aria-labelledby={labelledBy}
      value={model}
      onChange={(_, data) => onChoose({ model: data.value as ModelHere['kind'] })}
    >
      <div className={styles.plainChoice}>
        <Radio
          value="sample"
          label={<span className={styles.choiceName}>{words.sample}</span>}
          aria-describedby={`${id}-sample`}
        />
        <div className={styles.more} id={`${id}-sample`}>
          <p>{words.sampleExplains}</p>
          {model === 'sample' && (
            <p>
              {words.sampleInput} <code className={styles.code}>{sampleExample}</code>
            </p>
          )}
        </div>
      </div>
      <div className={styles.plainChoice}>
        <Radio
          value="address"
          label={<span className={styles.choiceName}>{words.address}</span>}
          aria-describedby={`${id}-own`}
        />
        <p className={styles.more} id={`${id}-own`}>
          {words.addressExplains}
        </p>
      </div>
    </RadioGroup>
  );
}
