import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Cloud } from '../../../shared/sign-in/contract';
import { azureWords } from '../../text/azure';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';

const words = azureWords.confirm;

/** SECURITY: shows who gets the password, before anybody is sent there. */
export function ConfirmCloudCard(props: { readonly cloud: Cloud; readonly onConfirm: () => void }): ReactNode {
  const { cloud, onConfirm } = props;
  return (
    <section className={styles.card} aria-labelledby="confirm-title">
      <h2 className={styles.title} id="confirm-title">
        {words.title}
      </h2>
      <p className={styles.explains}>{words.explains}</p>
      <Facts>
        <Fact name={words.authority}>
          <strong className={styles.code}>{cloud.authority}</strong>
        </Fact>
        <Fact name={words.resourceManager}>
          <span className={styles.code}>{cloud.resourceManager}</span>
        </Fact>
        {cloud.caFile && (
          <>
            <Fact name={words.ca}>{`${cloud.caFile.subject} (${cloud.caFile.name})`}</Fact>
            <Fact name={words.fingerprint}>
              <span className={styles.code}>{cloud.caFile.sha256}</span>
            </Fact>
          </>
        )}
      </Facts>
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={onConfirm}>
          {words.yes}
        </Button>
      </div>
    </section>
  );
}
