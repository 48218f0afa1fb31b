import type { Target } from '../../shared/certificates/finding';
import type { Model, Service, WizardStep } from '../../shared/services/contract';
import { dateInWords } from './dates';

/** The words of the first page and of the Services page: what is said of a service. */
export const serviceWords = {
  title: 'Services',
  explains: 'The web services that you secured with Latchkey, and those that are still being set up.',
  none: 'There is none yet. Once you have secured one, you see here what it is at and until when its certificate is valid, and copy its API keys.',
  secure: 'Secure a web service…',
  session:
    'This computer has no keyring that Latchkey can use. Services and their API keys last until you close Latchkey.',
  unnamed: 'New service',
  targets: {
    'this-computer': 'This computer',
    'container-instances': 'Azure Container Instances',
    kubernetes: 'Azure Kubernetes Service',
    fpga: 'Azure FPGA',
  } satisfies Record<Target, string>,
  states: {
    draft: 'Being set up',
    stopped: 'Stopped',
    starting: 'Starting',
    running: 'Running',
    failed: 'Not running',
  },
  next: {
    domain: 'its host name comes next',
    certificate: 'its certificate comes next',
    deploy: 'it can be started next',
    dns: 'its DNS record comes next',
  } satisfies Record<WizardStep, string>,

  address: 'Address',
  target: 'Runs on',
  model: 'Model',
  certificate: 'Certificate',
  sample: 'the sample model of Latchkey',
  noCertificate: 'none',
  withoutTls: 'without TLS',
  certificateGone: 'deleted from the library',
  endsSoon: 'Its certificate ends soon. Put the next one into the library, then choose it here, in the second step.',
  hasEnded:
    'Its certificate has ended: clients refuse it. Put a new one into the library, then choose it here, in the second step.',
  renew: 'Renew…',
  renewHint: 'Goes to the library',
  draftNext: (next: string) => `Nothing of it runs yet: ${next}.`,

  open: 'Open',
  resume: 'Continue',
  check: 'Check it and call it',
  checkHint: 'Calls it as its users do, and shows how to call it from six languages',
  start: 'Start',
  stop: 'Stop',
  keys: { primary: 'Copy primary key', secondary: 'Copy secondary key' },
  copied: (slot: 'primary' | 'secondary', name: string, seconds: number) =>
    `The ${slot} API key of ${name} is on the clipboard for ${seconds} seconds.`,
  startsWithLatchkey: 'Starts with Latchkey',
  startsWithLatchkeyNamed: (name: string) => `Starts with Latchkey: ${name}`,
  remove: 'Remove…',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeExplains:
    'Its gateway stops, and its API keys are deleted for good: whoever calls it gets no answer any more. Its certificate stays in the library.',
  removeDraftExplains: 'What was chosen for it so far is deleted. Nothing runs yet, and no certificate is deleted.',
  removeConfirm: 'Remove',
} as const;

/** What a service is called: its host name, once it has one. */
export function serviceName(service: Pick<Service, 'hostName'>): string {
  return service.hostName ?? serviceWords.unnamed;
}

/** What a service is at. */
export function serviceState(service: Service): keyof typeof serviceWords.states {
  return service.deployed === undefined ? 'draft' : service.running.state;
}

/** The step at which setting up goes on: `its certificate comes next`. */
export function nextStep({ complete }: Pick<Service, 'complete'>): string {
  const steps = Object.keys(serviceWords.next) as WizardStep[];
  return serviceWords.next[steps.find((step) => !complete.includes(step)) ?? 'dns'];
}

/** The same as part of a line: `certificate valid until 14 March 2027 (in 3 months)`. */
export function certificateInLine(service: Pick<Service, 'certificate' | 'tls'>, now: Date): string {
  return service.tls ? `certificate ${certificateEnd(service, now)}` : serviceWords.withoutTls;
}

/** Until when its certificate is valid, or why that can't be said. */
export function certificateEnd({ certificate }: Pick<Service, 'certificate'>, now: Date): string {
  if (certificate === undefined) return serviceWords.noCertificate;
  const { leaf } = certificate;
  if (leaf === undefined) return serviceWords.certificateGone;
  const date = dateInWords(leaf.notAfter, now);
  return Date.parse(leaf.notAfter) < now.getTime() ? `ended on ${date}` : `valid until ${date}`;
}

/** What answers behind the gateway. */
export function modelInWords(model: Model): string {
  return model.kind === 'sample' ? serviceWords.sample : model.address;
}
