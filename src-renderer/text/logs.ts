import type { GroupStanding } from '../../shared/container-instances/contract';
import type { ServedRequest } from '../../shared/services/contract';
import { dateAndTime, momentInWords } from '../../shared/dates';
import { quantity } from './quantities';

/** The words for what containers write, and for how they are. */
export const logsWords = {
  title: (name: string) => `Logs of ${name}`,
  containers: 'Containers',
  lines: (container: string) => `Last lines of ${container}`,
  empty: 'It has not written anything since it was started.',
  fetching: 'Fetching them from Azure',
  again: 'Look again',
  copy: 'Copy the lines',
  follow: 'Follow',
  followExplains: 'Looks every 3 seconds while this is open.',
  none: 'It has no container.',
  gone: 'The container group is not there any more.',
  events: 'What Azure says of it',
  noEvents: 'Azure says nothing of it.',
} as const;

type Container = GroupStanding['containers'][number];

/** How a container is: `Running, restarted 2 times`, `Waiting (CrashLoopBackOff), restarted 5 times, ended with code 1`. */
export function containerInWords({ state, detail, restarts, exitCode }: Container): string {
  const standing = state === '' ? 'Azure does not say how it is' : state;
  return [
    detail === '' ? standing : `${standing} (${detail})`,
    restarts === 0 ? '' : `restarted ${quantity(restarts, 'time')}`,
    exitCode === undefined ? '' : `ended with code ${exitCode}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** An event as a line: when, what, how often. */
export function eventInWords({ name, message, count, at }: Container['events'][number]): string {
  const when = at === '' ? '' : `${dateAndTime(at)}: `;
  const often = count > 1 ? ` (${count} times)` : '';
  return `${when}${message === '' ? name : message}${often}`;
}

/** The words for the requests that a service on this computer answered. */
export const requestsWords = {
  title: (name: string) => `Requests to ${name}`,
  explains:
    'The last 200 since Latchkey was started, and which key each came with. What callers sent, their keys and what follows a question mark in the address are not kept.',
  lines: (name: string) => `Last requests to ${name}`,
  none: 'Nobody has called it since Latchkey was started.',
  keys: { primary: 'primary key', secondary: 'secondary key' },
  noKey: 'no right key',
} as const;

/** A request as a line: `25 Nov, 14:03:21  POST /score  200  12 ms  primary key`. */
export function requestInWords({ time, method, path, status, milliseconds, keySlot }: ServedRequest): string {
  const key = keySlot === undefined ? requestsWords.noKey : requestsWords.keys[keySlot];
  return [momentInWords(time), `${method} ${path}`, status, `${milliseconds} ms`, key].join('  ');
}
