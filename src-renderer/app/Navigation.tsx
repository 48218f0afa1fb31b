import { Certificate20Regular } from '@fluentui/react-icons/svg/certificate';
import { Cloud20Regular } from '@fluentui/react-icons/svg/cloud';
import { DocumentSignature20Regular } from '@fluentui/react-icons/svg/document-signature';
import { Library20Regular } from '@fluentui/react-icons/svg/library';
import { Server20Regular } from '@fluentui/react-icons/svg/server';
import { Settings20Regular } from '@fluentui/react-icons/svg/settings';
import { ShieldKeyhole24Filled } from '@fluentui/react-icons/svg/shield-keyhole';
import { ShieldLock20Regular } from '@fluentui/react-icons/svg/shield-lock';
import type { ReactNode } from 'react';
import { en } from '../text/en';
import styles from './Navigation.module.css';
import type { Page, Place } from './store';

const pages = [
  { page: 'start', words: en.navigation.start, icon: <ShieldLock20Regular /> },
  { page: 'certificates', words: en.navigation.certificates, icon: <Certificate20Regular /> },
  { page: 'requests', words: en.navigation.requests, icon: <DocumentSignature20Regular /> },
  { page: 'library', words: en.navigation.library, icon: <Library20Regular /> },
  { page: 'services', words: en.navigation.services, icon: <Server20Regular /> },
  { page: 'azure', words: en.navigation.azure, icon: <Cloud20Regular /> },
  { page: 'settings', words: en.navigation.settings, icon: <Settings20Regular /> },
] as const;

/** The pages there are, and which one is open. */
export function Navigation(props: {
  readonly place: Place;
  /** Certificates of the library that are to be renewed. */
  readonly due: number;
  /** Services that run on this computer now. */
  readonly running: number;
  readonly onGo: (page: Page) => void;
}): ReactNode {
  const { place, due, running, onGo } = props;
  // The wizard is what the first page leads to, and the choice before it.
  const current = place.page === 'wizard' || place.page === 'choose-target' ? 'start' : place.page;
  return (
    <nav className={styles.navigation} aria-label={en.navigation.label}>
      <div className={styles.name}>
        <ShieldKeyhole24Filled className={styles.mark ?? ''} />
        {en.appName}
      </div>
      <ul className={styles.list}>
        {pages.map((entry) => (
          <li key={entry.page}>
            <button
              type="button"
              className={styles.item}
              aria-current={entry.page === current ? 'page' : undefined}
              onClick={() => onGo(entry.page)}
            >
              {entry.icon}
              {entry.words}
              {entry.page === 'library' && due > 0 && <span className={styles.more}>{en.navigation.due(due)}</span>}
              {entry.page === 'services' && running > 0 && (
                <span className={styles.more}>{en.navigation.running(running)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
