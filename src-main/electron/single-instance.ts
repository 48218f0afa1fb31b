import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'electron';

/**
 * What the user typed after the program: flags of Chromium and, when started as `electron <folder>`, that folder left out.
 * The flags of a terminal command stay, because they come after its name.
 */
export function userArguments(argv: readonly string[], startedByElectron: boolean): readonly string[] {
  const rest = argv.slice(1);
  const skipFlags = (from: readonly string[]): readonly string[] => {
    const first = from.findIndex((argument) => !argument.startsWith('-'));
    return first === -1 ? [] : from.slice(first);
  };
  return startedByElectron ? skipFlags(skipFlags(rest).slice(1)) : skipFlags(rest);
}

/** The files among the user's arguments, as absolute paths: what "Open with" passes on Windows and Linux. */
export function filesToOpen(args: readonly string[], folder: string): readonly string[] {
  return args.filter((argument) => !argument.startsWith('-')).flatMap((argument) => asPath(argument, folder) ?? []);
}

/**
 * Makes this the one running Latchkey, and answers false when another already is: that one gets the files and shows itself.
 * `open` is called with the files of later starts, and with those that macOS asks for.
 */
export function beTheOnlyInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  files: readonly string[],
  open: (files: readonly string[]) => void,
): boolean {
  if (!app.requestSingleInstanceLock({ files })) return false;
  app.on('second-instance', (_event, _argv, _folder, additionalData) => open(filesIn(additionalData)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  return true;
}

/** SECURITY: any program of this user can start a second instance; what it passes is looked at before it is believed. */
function filesIn(additionalData: unknown): readonly string[] {
  if (typeof additionalData !== 'object' || additionalData === null || !('files' in additionalData)) return [];
  const { files } = additionalData;
  return Array.isArray(files) ? files.filter((file) => typeof file === 'string' && isAbsolute(file)) : [];
}

function asPath(argument: string, folder: string): string | undefined {
  try {
    return argument.startsWith('file:') ? fileURLToPath(argument) : resolve(folder, argument);
  } catch {
    return undefined;
  }
}
