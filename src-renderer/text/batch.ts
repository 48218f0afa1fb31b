import { quantity } from './quantities';

/** The words of the conversion of a folder. */
export const batchWords = {
  title: 'Convert a folder',
  explains: 'Every certificate in one folder is written into another. What is there already stays as it is.',
  from: 'Folder to read',
  to: 'Folder to write into',
  choose: 'Choose…',
  notChosen: 'not chosen yet',
  fromMissing: 'Choose the folder that the certificates are in.',
  toMissing: 'Choose the folder to write into.',
  password: 'Password of the files, if they have one',
  start: 'Convert',
  cancel: 'Stop',
  stopping: 'Stopping… The file at hand is finished first.',
  cancelHint: 'Files that are written stay; the report says what was not looked at.',
  reading: (done: number, total: number, name: string) => `Reading ${done} of ${total}: ${name}`,
  writing: (done: number, total: number, name: string) => `Writing ${done} of ${total}: ${name}`,
  starting: 'Looking through the folder',
  doneTitle: 'Converted',
  stoppedTitle: 'Stopped',
  counts: (converted: number, files: number, written: number) =>
    `${converted} of ${quantity(files, 'file')} converted, ${quantity(written, 'file')} written.`,
  blocked: (count: number, report: string | undefined) =>
    `${count} of them will not work as ${count === 1 ? 'it is' : 'they are'}${report === undefined ? '' : `; ${report} says why`}.`,
  locked: (count: number) => `${quantity(count, 'file')} could not be opened with this password.`,
  leftOut: (count: number) => `${count} left out: no certificates.`,
  notConverted: (count: number) => `${count} not converted.`,
  notSearched: (count: number) => `${quantity(count, 'folder')} not searched.`,
  report: (name: string) => `${name} says what became of each file.`,
} as const;
