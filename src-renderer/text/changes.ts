import type { Target } from '../../shared/certificates/finding';
import type { Change, Deployment, Plan, PlanWarning, Step } from '../../shared/deployments/contract';
import { stepInWords } from '../../shared/deployments/words';
import type { ApiKeySlot } from '../../shared/services/api-key-slot';
import { duration } from './quantities';
import { targetWords, wizardWords } from './wizard';

/** What is said of a change of a service, in its review and while it runs. */
export interface ChangeWords {
  /** Over its review. */
  readonly title: string;
  /** What follows from it for those who call; empty where its steps say all. */
  readonly explains: string;
  /** On the button that starts it. */
  readonly start: (place: readonly string[]) => string;
  /** Over its steps, by how it stands. */
  readonly run: Readonly<Record<Deployment['state'], string>>;
}

/** A change in words; the target says how deploying to it is called. */
export function changeInWords(change: Change, target: Target): ChangeWords {
  switch (change.kind) {
    case 'deploy': {
      const { start, runTitles } = targetWords[target];
      return { title: wizardWords.review.title, explains: '', start, run: runTitles };
    }
    case 'rotate-key':
      return rotation(change.slot);
    case 'restart':
      return restart;
    case 'stop':
      return stop;
    case 'start':
      return start;
    case 'delete':
      return deletion;
  }
}

/** What a review says loudly, and what follows from it. */
export function warningInWords(warning: PlanWarning, { interruption }: Pick<Plan, 'interruption'>): string {
  if (warning !== 'recreate' || interruption === undefined) return wizardWords.review.warnings[warning];
  return `What runs is deleted and created again: callers get no answer for about ${seconds(interruption)}, and its address may change.`;
}

/** How long callers get no answer. */
export function interruptionInWords(interruption: number): string {
  return `Callers get no answer for about ${seconds(interruption)}`;
}

/** What typing the host name confirms. */
export function confirmationInWords(warnings: readonly PlanWarning[]): string {
  return confirmed.flatMap(([warning, words]) => (warnings.includes(warning) ? [words] : [])).join(' ');
}

/** What is to be done where the host name was not typed: a development certificate can be exchanged for another. */
export function confirmationMissing(hostName: string, warnings: readonly PlanWarning[]): string {
  const otherwise = warnings.includes('development-certificate') ? ' and choose another certificate' : '';
  return `Type ${hostName} here, or go back${otherwise}.`;
}

/** What steps that were done leave behind, in words: `two API keys`, `container group churn-model (deleted)`. */
export function leftInWords(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => {
    const { action } = step;
    if (action === 'check' || action === 'wait' || action === 'keep') return [];
    const past = undone[action];
    const { what } = stepInWords(step);
    return past === undefined ? [what] : [`${what} (${past})`];
  });
}

const undone: Readonly<Partial<Record<Step['action'], string>>> = {
  delete: 'deleted',
  stop: 'stopped',
  restart: 'restarted',
};

const confirmed: readonly (readonly [PlanWarning, string])[] = [
  [
    'development-certificate',
    'Its certificate is for development only. Others would be warned off, or not get through at all.',
  ],
  ['recreate', 'What runs is deleted before it is created again, and its address may not come back.'],
  ['delete', 'What runs on Azure is deleted, and its address is given up. Nothing brings it back.'],
];

function seconds(count: number): string {
  return duration(count * 1000);
}

function rotation(slot: ApiKeySlot): ChangeWords {
  const other = slot === 'primary' ? 'secondary' : 'primary';
  return {
    title: `Replace the ${slot} key`,
    explains: `Callers that use the ${slot} key are refused from then on, until they have the new one. The ${other} key goes on working.`,
    start: () => `Replace the ${slot} key`,
    run: {
      running: `Replacing the ${slot} key`,
      done: `The ${slot} key is replaced`,
      failed: `The ${slot} key is not replaced yet`,
      cancelled: `Replacing the ${slot} key was cancelled`,
      interrupted: `Replacing the ${slot} key was interrupted`,
    },
  };
}

const restart: ChangeWords = {
  title: 'Restart it on Azure',
  explains: '',
  start: () => 'Restart',
  run: {
    running: 'Restarting',
    done: 'Restarted',
    failed: 'It is not restarted yet',
    cancelled: 'The restart was cancelled',
    interrupted: 'The restart was interrupted',
  },
};

const stop: ChangeWords = {
  title: 'Stop it on Azure',
  explains:
    'Callers get no answer until it is started again, and it costs nothing meanwhile. Its address may be another one then.',
  start: () => 'Stop',
  run: {
    running: 'Stopping',
    done: 'Stopped',
    failed: 'It is not stopped yet',
    cancelled: 'Stopping was cancelled',
    interrupted: 'Stopping was interrupted',
  },
};

const start: ChangeWords = {
  title: 'Start it on Azure',
  explains: 'It costs what its containers cost from then on.',
  start: () => 'Start',
  run: {
    running: 'Starting on Azure',
    done: 'Started on Azure',
    failed: 'It is not started yet',
    cancelled: 'The start was cancelled',
    interrupted: 'The start was interrupted',
  },
};

const deletion: ChangeWords = {
  title: 'Delete it from Azure',
  explains: 'What you chose for it and its API keys stay in Latchkey: it can be deployed again.',
  start: (place) => `Delete from ${place[0] ?? 'Azure'}`,
  run: {
    running: 'Deleting from Azure',
    done: 'Deleted from Azure',
    failed: 'It is not deleted yet',
    cancelled: 'The deletion was cancelled',
    interrupted: 'The deletion was interrupted',
  },
};
