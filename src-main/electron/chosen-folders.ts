import type { Dialogs } from './dialogs';

/**
 * The folders that the user picked since the start.
 * SECURITY: a page that was taken over could name any path; files go only where the user pointed in the system's own dialog.
 */
export interface ChosenFolders {
  /** Lets the user pick one; undefined when the picker was cancelled. */
  choose(): Promise<string | undefined>;
  has(folder: string): boolean;
}

/** Makes the list, empty. */
export function createChosenFolders(dialogs: Pick<Dialogs, 'chooseFolder'>): ChosenFolders {
  const chosen = new Set<string>();
  return {
    choose: async () => {
      const folder = await dialogs.chooseFolder();
      if (folder !== undefined) chosen.add(folder);
      return folder;
    },
    has: (folder) => chosen.has(folder),
  };
}
