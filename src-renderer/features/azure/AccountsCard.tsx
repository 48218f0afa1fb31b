import { Button } from '@fluentui/react-components';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import type { ReactNode } from 'react';
import type { Account, SignInMethod, SignInState } from '../../../shared/sign-in/contract';
import { azureWords } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import { NamedButton } from '../../ui/NamedButton';
import { SessionWarning } from '../../ui/SessionWarning';
import own from './AzurePage.module.css';

const words = azureWords.accounts;

/** Who is signed in, and as whom everything is done. */
export function AccountsCard(props: {
  readonly signIn: SignInState;
  readonly onChoose: (accountId: string) => void;
  readonly onSignOut: (account: Account) => void;
  readonly onStart: (method: SignInMethod) => void;
}): ReactNode {
  const { signIn, onChoose, onSignOut, onStart } = props;
  return (
    <section className={styles.card} aria-labelledby="accounts-title">
      <h2 className={styles.title} id="accounts-title">
        {words.title}
      </h2>
      {signIn.keeping === 'session' && <SessionWarning says={azureWords.signIn.session} />}
      <ul className={own.accounts} aria-labelledby="accounts-title">
        {signIn.accounts.map((account) => (
          <li key={account.id} className={own.account} aria-current={account.id === signIn.current ? true : undefined}>
            <div className={own.who}>
              <p>{account.name === '' ? account.userName : account.name}</p>
              {account.name !== '' && <p>{account.userName}</p>}
            </div>
            {account.id === signIn.current ? (
              <span className={own.current}>
                <CheckmarkCircle20Regular /> {words.current}
              </span>
            ) : (
              <NamedButton verb={words.use} of={account.userName} onPress={() => onChoose(account.id)} />
            )}
            <NamedButton
              verb={words.signOut}
              of={account.userName}
              appearance="subtle"
              onPress={() => onSignOut(account)}
            />
          </li>
        ))}
      </ul>
      {signIn.pending === undefined && signIn.clientId !== '' && (
        <div className={styles.buttons}>
          <Button onClick={() => onStart('browser')}>{words.add}</Button>
          <Button appearance="subtle" onClick={() => onStart('device-code')}>
            {words.addByCode}
          </Button>
        </div>
      )}
    </section>
  );
}
