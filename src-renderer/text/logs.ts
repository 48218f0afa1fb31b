import type { GroupStanding } from '../../shared/container-instances/contract';
import { dateAndTime } from '../../shared/dates';
import { quantity } from './quantities';

/** The words for what containers write, and for how they are. */
export const logsWords = {
  title: (name: string) => `Logs of ${name}`,
  containers: 'Containers',
  lines: (container: string) => `Last lines of ${container}`,
  empty: 'It has not written anything since it was started.',
  fetching: 'Fetching them from Azure',
  again: 'Fetch again',
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
