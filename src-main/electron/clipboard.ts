import type { Clipboard } from 'electron';

/** The system's clipboard, as much of it as the use cases need. */
export interface TextClipboard {
  /** The text on it, empty when there is none. */
  readText(): Promise<string>;
  writeText(text: string): Promise<void>;
}

/** Makes the use cases' clipboard out of Electron's, which answered at once until version 44 and by a promise since. */
export function createClipboard(clipboard: Pick<Clipboard, 'readText' | 'writeText'>): TextClipboard {
  return {
    readText: async () => clipboard.readText(),
    writeText: async (text) => clipboard.writeText(text),
  };
}
