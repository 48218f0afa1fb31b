import type { ReactNode } from 'react';
import { en } from '../text/en';
import { ConfirmDialog } from './ConfirmDialog';
import type { ReplaceQuestion } from './write-into-folder';

/** Asks before files are written over; drawn anew for each question. */
export function ReplaceDialog({ question }: { readonly question: ReplaceQuestion }): ReactNode {
  const { turn, names, folder, replace } = question;
  return (
    <ConfirmDialog
      key={turn}
      title={en.save.replaceTitle(names)}
      explains={en.save.replaceExplains(folder, names.length)}
      confirm={en.save.replace}
      onConfirm={() => void replace()}
      onClose={() => undefined}
    />
  );
}
