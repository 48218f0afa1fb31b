import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Appearance } from '../../../shared/app/contract';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import styles from './SettingsPage.module.css';
import { createSettingsStore } from './store';

const appearances = ['system', 'light', 'dark'] as const satisfies readonly Appearance[];

/** What can be set: how Latchkey looks. And the way to its version. */
export function SettingsPage(props: {
  readonly call: CallMain;
  readonly takeFocus: boolean;
  readonly onShowAbout: () => void;
}): ReactNode {
  const [store] = useState(() => createSettingsStore(props.call));
  const state = useStore(store.state);
  useEffect(() => void store.open(), [store]);
  return (
    <>
      <PageHeading takeFocus={props.takeFocus}>{en.settings.title}</PageHeading>
      <div className={styles.sections}>
        <section className={styles.section} aria-labelledby="appearance-title">
          <h2 className={styles.title} id="appearance-title">
            {en.settings.appearance}
          </h2>
          {state.phase === 'shown' && (
            <RadioGroup
              className={styles.choices ?? ''}
              aria-labelledby="appearance-title"
              value={state.appearance}
              onChange={(_, data) => void store.setAppearance(data.value as Appearance)}
            >
              {appearances.map((appearance) => (
                <Radio key={appearance} value={appearance} label={en.settings.appearances[appearance]} />
              ))}
            </RadioGroup>
          )}
          {state.phase !== 'fetching' && state.problem !== undefined && (
            <ProblemMessage problem={state.problem} alert />
          )}
        </section>
        {state.phase === 'shown' && (
          <section className={styles.section} aria-labelledby="remembered-title">
            <h2 className={styles.title} id="remembered-title">
              {en.settings.remembered}
            </h2>
            <p className={styles.explains}>{en.settings.rememberedExplains(state.remembered)}</p>
            {state.remembered > 0 && (
              <Button onClick={() => void store.forgetRemembered()}>{en.settings.forget}</Button>
            )}
          </section>
        )}
        <section className={styles.section} aria-labelledby="about-title">
          <h2 className={styles.title} id="about-title">
            {en.settings.about}
          </h2>
          <p className={styles.explains}>{en.settings.aboutExplains}</p>
          <Button onClick={props.onShowAbout}>{en.settings.aboutOpen}</Button>
        </section>
      </div>
    </>
  );
}
