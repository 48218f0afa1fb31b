import { Switch } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { wizardWords } from '../../text/wizard';
import styles from './steps.module.css';
import type { DeploymentDraft } from './state';
import { WarningBox } from './WarningBox';

const words = wizardWords.deploy;

/** TLS and API keys: two switches, and what follows from turning one off. */
export function Protection(props: {
  readonly draft: DeploymentDraft;
  readonly onEdit: (change: Partial<DeploymentDraft>) => void;
}): ReactNode {
  const { draft, onEdit } = props;
  const { tls, keyAuthentication } = draft;
  return (
    <>
      <div className={styles.warnings}>
        <Choice label={words.tls} explains={words.tlsExplains} on={tls} onTurn={(on) => onEdit({ tls: on })} />
        {!tls && <WarningBox says={words.tlsOff} />}
        {!tls && keyAuthentication && <WarningBox says={words.keysInTheClear} loud />}
      </div>
      <div className={styles.warnings}>
        <Choice
          label={words.keys}
          explains={words.keysExplains}
          on={keyAuthentication}
          onTurn={(on) => onEdit({ keyAuthentication: on })}
        />
        {!keyAuthentication && <WarningBox says={words.keysOff} />}
      </div>
    </>
  );
}

function Choice(props: {
  readonly label: string;
  readonly explains: string;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.switch}>
      <Switch
        label={<span className={styles.choiceName}>{props.label}</span>}
        checked={props.on}
        aria-describedby={id}
        onChange={(_, data) => props.onTurn(data.checked)}
      />
      <p className={styles.switchExplains} id={id}>
        {props.explains}
      </p>
    </div>
  );
}
