import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import type { Response } from '../../../shared/ipc/contract';
import { askForApiKey } from '../../../shared/services/api-key-variable';
import type { Snippet } from '../../../shared/services/contract';
import { en } from '../../text/en';
import { wizardWords } from '../../text/wizard';
import { CopyField } from '../../ui/CopyField';
import { Fact, Facts } from '../../ui/Facts';
import { useReturnFocus } from '../../ui/use-return-focus';
import { useShortly } from '../../ui/use-shortly';
import { WorkDialog } from '../../ui/WorkDialog';
import styles from './CallDialog.module.css';
import type { WizardStore } from './store';
import steps from './steps.module.css';

const words = wizardWords.call;

/** How to call the service from each language, ready to be copied. It closes itself, and stays mounted. */
export function CallDialog(props: {
  readonly hostName: string;
  readonly withKey: boolean;
  readonly store: WizardStore;
}): ReactNode {
  const { store } = props;
  const [open, setOpen] = useState(true);
  const [found, setFound] = useState<Response<'services.how-to-call'>>();
  const giveFocusBack = useReturnFocus();
  const close = (): void => {
    setOpen(false);
    giveFocusBack();
  };
  useEffect(() => {
    let wanted = true;
    void store.howToCall().then((answer) => {
      if (!wanted) return;
      setFound(answer);
      // What stood in the way is said on the page behind.
      if (answer === undefined) setOpen(false);
    });
    return () => void (wanted = false);
  }, [store]);
  return (
    <WorkDialog open={open} onClose={close} className={styles.surface}>
      <DialogBody>
        <DialogTitle>{words.title(props.hostName)}</DialogTitle>
        <DialogContent className={styles.content ?? ''}>
          {found === undefined ? (
            <p>{en.waiting}</p>
          ) : (
            <>
              <Snippets snippets={found.snippets} onCopy={store.copyText} />
              {props.withKey && <AskForKey onCopy={store.copyText} />}
              {found.trust !== undefined && (
                <div className={styles.trust}>
                  <p>{words.trustExplains(found.trust)}</p>
                  <Button
                    onClick={() => {
                      close();
                      void store.saveTrust();
                    }}
                  >
                    {words.trust}
                  </Button>
                </div>
              )}
            </>
          )}
        </DialogContent>
        <DialogActions>
          <Button appearance="primary" onClick={close}>
            {en.close}
          </Button>
        </DialogActions>
      </DialogBody>
    </WorkDialog>
  );
}

/** How the code gets the key that it takes from its environment. */
function AskForKey({ onCopy }: { readonly onCopy: (text: string) => Promise<boolean> }): ReactNode {
  return (
    <div className={styles.ask}>
      <p className={steps.explains}>{words.keyExplains}</p>
      <Facts>
        {Object.entries(askForApiKey).map(([system, line]) => (
          <Fact key={system} name={system}>
            <CopyField name={words.keyLine(system)} value={line} code onCopy={onCopy} />
          </Fact>
        ))}
      </Facts>
    </div>
  );
}

function Snippets(props: {
  readonly snippets: readonly Snippet[];
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { snippets, onCopy } = props;
  const [language, setLanguage] = useState<string | undefined>(snippets[0]?.language);
  const [copied, showCopied] = useShortly();
  const snippet = snippets.find((candidate) => candidate.language === language);
  const copy = async (code: string): Promise<void> => {
    if (await onCopy(code)) showCopied();
  };
  if (snippet === undefined) return null;
  return (
    <>
      <TabList
        aria-label={words.languages}
        className={styles.tabs ?? ''}
        selectedValue={language}
        onTabSelect={(_, data) => setLanguage(String(data.value))}
      >
        {snippets.map((candidate) => (
          <Tab key={candidate.language} value={candidate.language}>
            {candidate.language}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-label={words.code(snippet.language)} tabIndex={0}>
        {words.notes[snippet.language] !== undefined && <p className={styles.note}>{words.notes[snippet.language]}</p>}
        <pre className={steps.code}>{snippet.code}</pre>
        <div className={styles.copy}>
          <Button onClick={() => void copy(snippet.code)}>{words.copy}</Button>
          <span role="status">{copied ? en.copied : ''}</span>
        </div>
      </div>
    </>
  );
}
