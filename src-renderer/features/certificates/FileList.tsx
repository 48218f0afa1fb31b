import { Button, Checkbox } from '@fluentui/react-components';
import { type ReactNode, useDeferredValue, useRef, useState } from 'react';
import type { WorkshopFile } from '../../../shared/certificates/contract';
import { en } from '../../text/en';
import { QuietButton } from '../../ui/QuietButton';
import { useParts } from '../../ui/use-parts';
import styles from './FileList.module.css';
import { FileRow } from './FileRow';
import type { WorkshopStore } from './store';
import { useFileFocus } from './use-file-focus';

/** From here on the list scrolls by itself and can be narrowed. */
const LONG = 8;

/** Rows are cheap, and a folder has thousands of files: this many are drawn before the user asks for more. */
const AT_ONCE = 30;

const NONE: readonly WorkshopFile[] = [];

/** The files the user gave, and what became of each. */
export function FileList(props: { readonly files: readonly WorkshopFile[]; readonly store: WorkshopStore }): ReactNode {
  const { store } = props;
  // Drawn in steps between which the page answers.
  const files = useDeferredValue(props.files, NONE);
  const list = useRef<HTMLUListElement>(null);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const focus = useFileFocus(files, list);
  const [actions] = useState(() => ({
    unlock: (file: WorkshopFile, password: string) => {
      focus.follow(file.id);
      void store.unlock(file.id, password);
    },
    stop: (file: WorkshopFile) => {
      focus.follow(file.id);
      void store.stopReading(file.id);
    },
    remove: (file: WorkshopFile) => {
      focus.leave(file.id);
      void store.remove(file.id, file.name);
    },
  }));

  const open = files.filter(needsUser);
  const long = files.length > LONG;
  const narrowed = long && onlyOpen && open.length > 0;
  const { shown, next, showMore } = useParts(narrowed ? open : files, list, { size: AT_ONCE });
  return (
    <section className={styles.section} aria-labelledby="files-title">
      <div className={styles.header}>
        <h2 className={styles.title} id="files-title">
          {en.files.title}
        </h2>
        <p className={styles.summary}>{files.length > 1 ? summary(files) : ''}</p>
        {long && open.length > 0 && open.length < files.length && (
          <Checkbox
            label={en.files.onlyOpen(open.length)}
            checked={onlyOpen}
            onChange={(_, data) => setOnlyOpen(data.checked === true)}
          />
        )}
        <QuietButton words={en.files.clear} onPress={() => void store.clear()} />
      </div>
      <ul ref={list} className={long ? `${styles.list} ${styles.long}` : styles.list} aria-labelledby="files-title">
        {shown.map((file) => (
          <FileRow key={file.id} file={file} actions={actions} />
        ))}
      </ul>
      {next > 0 && (
        <Button className={styles.more ?? ''} onClick={showMore}>
          {en.files.showMore(next)}
        </Button>
      )}
    </section>
  );
}

function needsUser(file: WorkshopFile): boolean {
  return file.status === 'needs-password' || file.status === 'problem';
}

function summary(files: readonly WorkshopFile[]): string {
  const count = (status: WorkshopFile['status']): number => files.filter((file) => file.status === status).length;
  return en.files.summary(files.length, count('read'), count('needs-password'), count('reading'), count('problem'));
}
