import type { Target } from '../../../shared/certificates/finding';
import type { Deployment, PlanWarning, StepState } from '../../../shared/deployments/contract';
import type { Problem } from '../../../shared/problem';
import type { ProofLine } from '../../../shared/proof/contract';

/** What a report calls the places. */
export const targetNames: Readonly<Record<Target, string>> = {
  'this-computer': 'This computer',
  'container-instances': 'Azure Container Instances',
  kubernetes: 'Azure Kubernetes Service',
  fpga: 'FPGA on Azure',
};

/** What became of a deployment. */
export const deploymentStates: Readonly<Record<Deployment['state'], string>> = {
  running: 'Under way',
  done: 'Done',
  failed: 'Not done: one step did not succeed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted: Latchkey ended while it ran',
};

/** What the review said loudly. */
export const warningWords: Readonly<Record<PlanWarning, string>> = {
  'tls-off': 'TLS is off: whoever is on the way to the service can read and change everything.',
  'key-authentication-off': 'API keys are off: everybody who reaches the service can call it.',
  'keys-over-plain-http': 'The API keys travel unencrypted: whoever listens on the way learns them.',
  'development-certificate': 'The certificate is for development only: nobody else trusts it. This was confirmed.',
  recreate:
    'What ran was deleted and made anew: nobody was answered meanwhile, and its address may be another one. This was confirmed.',
  delete: 'What ran was deleted, with its address. This was confirmed.',
  'new-api-keys': 'It had API keys that were not known here: new ones took their place.',
};

/** How a line of the proof ended. */
export const proofResults: Readonly<Record<ProofLine['result'], string>> = {
  passed: 'Passed',
  failed: 'Not passed',
  noted: 'Worth knowing',
  skipped: 'Not judged',
};

/** What became of a step: `Done in 1.2 s`. */
export function stepStateInWords(at: StepState, explain: (problem: Problem) => string): string {
  switch (at.state) {
    case 'waiting':
      return 'Not begun';
    case 'running':
      return 'Under way';
    case 'done':
      return `Done in ${duration(at.milliseconds)}`;
    case 'failed':
      return `Not done, after ${duration(at.milliseconds)}. ${explain(at.problem)}`;
    case 'interrupted':
      return 'Interrupted: whether it was done is not known';
    case 'cancelled':
      return `Cancelled after ${duration(at.milliseconds)}`;
  }
}

/** `84 ms`, `1.2 s`, `3 min 5 s`. */
function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const instant = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `14 March 2027 at 09:26 UTC`: whoever reads a report may be elsewhere. */
export function instantInWords(at: string): string {
  return formatted(at, (date) => `${instant.format(date)} UTC`);
}

/** `14 March 2027`. */
export function dayInWords(at: string): string {
  return formatted(at, (date) => day.format(date));
}

function formatted(at: string, format: (date: Date) => string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : format(date);
}
