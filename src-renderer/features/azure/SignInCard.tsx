import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SignInMethod, SignInState } from '../../../shared/sign-in/contract';
import { azureWords } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import { SessionWarning } from '../../ui/SessionWarning';

const words = azureWords.signIn;

/** What happens when one signs in, where the session is kept, and the two ways. */
export function SignInCard(props: {
  readonly signIn: SignInState;
  readonly onStart: (method: SignInMethod) => void;
  readonly onSetClientId: () => void;
}): ReactNode {
  const { signIn, onStart } = props;
  if (signIn.clientId === '') return <NoClientId onSet={props.onSetClientId} />;
  return (
    <section className={styles.card} aria-labelledby="sign-in-title">
      <h2 className={styles.title} id="sign-in-title">
        {words.title}
      </h2>
      <p className={styles.explains}>{words.explains}</p>
      {signIn.keeping === 'session' ? (
        <SessionWarning says={words.session} />
      ) : (
        <p className={styles.explains}>{words.kept}</p>
      )}
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={() => onStart('browser')}>
          {words.browser}
        </Button>
        <Button appearance="subtle" onClick={() => onStart('device-code')}>
          {words.code}
        </Button>
      </div>
    </section>
  );
}

function NoClientId({ onSet }: { readonly onSet: () => void }): ReactNode {
  const { title, explains, next, set } = azureWords.noClientId;
  return (
    <section className={styles.card} aria-labelledby="sign-in-title">
      <h2 className={styles.title} id="sign-in-title">
        {title}
      </h2>
      <p className={styles.explains}>{explains}</p>
      <p className={styles.explains}>{next}</p>
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={onSet}>
          {set}
        </Button>
      </div>
    </section>
  );
}
