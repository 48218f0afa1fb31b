import type { NamedCertificate } from '../../shared/certificates/contract';
import type { Target } from '../../shared/certificates/finding';
import type { Model, Service, WizardStep } from '../../shared/services/contract';
import { dateInWords } from '../../shared/dates';

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
    deployed: 'Deployed on Azure',
    failed: 'Not running',
  },
  next: {
    domain: 'its host name comes next',
    certificate: 'its certificate comes next',
    deploy: 'it can be started next',
    dns: 'its DNS record comes next',
  } satisfies Record<WizardStep, string>,
  deployNext: 'deploying it comes next',

  address: 'Address',
  target: 'Runs on',
  where: 'Where',
  group: 'Container group',
  model: 'Model',
  certificate: 'Certificate',
  sample: 'the sample model of Latchkey',
  noCertificate: 'none',
  withoutTls: 'without TLS',
  certificateGone: 'deleted from the library',
  endsSoon: 'Its certificate ends soon. Choose the next one, then deploy it.',
  hasEnded: 'Its certificate has ended: clients refuse it. Choose a new one, then deploy it.',
  renew: 'Renew…',
  renewHint: 'Chooses another certificate, then deploys it',
  changed: 'Not everything that you chose is deployed: it is as it was deployed last.',
  reviewChanges: 'Review changes…',
  reviewChangesHint: 'Shows what would happen, before anything does',
  discardChanges: 'Discard changes',
  discardChangesHint: 'Goes back to what is deployed',
  discarded: (name: string) => `What you chose for ${name} and did not deploy is discarded.`,
  draftNext: (next: string) => `Nothing of it runs yet: ${next}.`,
  unfinished:
    'It is not deployed yet. If a deployment of it did not finish, what was made until then is on Azure and costs money.',

  open: 'Open',
  resume: 'Continue',
  check: 'Check it and call it',
  checkHint: 'Calls it as its users do, and shows how to call it from six languages',
  start: 'Start',
  stop: 'Stop',
  keys: { primary: 'Copy primary key', secondary: 'Copy secondary key' },
  copied: (slot: 'primary' | 'secondary', name: string, seconds: number) =>
    `The ${slot} API key of ${name} is on the clipboard for ${seconds} seconds.`,
  change: 'Change…',
  changeHint: 'The model, who may call it and how: then deploys again',
  startOnAzure: 'Start…',
  more: 'More',
  menu: {
    replace: { primary: 'Replace primary key…', secondary: 'Replace secondary key…' },
    renew: 'Renew certificate…',
    logs: 'Show logs…',
    requests: 'Show requests…',
    restart: 'Restart…',
    stop: 'Stop…',
    start: 'Start…',
    delete: 'Delete from Azure…',
    remove: 'Remove…',
  },
  deleteHint: 'Shows what a deployment that did not finish left there, and deletes it',
  startsWithLatchkey: 'Starts with Latchkey',
  startsWithLatchkeyNamed: (name: string) => `Starts with Latchkey: ${name}`,
  remove: 'Remove…',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeExplains:
    'Its gateway stops, and its API keys are deleted for good: whoever calls it gets no answer any more. Its certificate stays in the library.',
  removeDeployedExplains: (group: string) =>
    `Its record and its API keys are deleted in Latchkey, and nothing on Azure: ${group} goes on running there, and costs money. To be rid of it, choose Delete from Azure first; later, only the Azure portal can delete it.`,
  removeDraftExplains: 'What was chosen for it so far is deleted. Nothing runs yet, and no certificate is deleted.',
  removeUnfinishedExplains: (group: string) =>
    `What was chosen for it is deleted in Latchkey, and nothing on Azure. If a deployment did not finish, ${group} may be there and cost money: choose Delete from Azure first. No certificate is deleted.`,
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

/** Whether it runs on Azure, or can be started there: what is done with it is then a change with a review. */
export function isOnAzure({ target, deployed }: Pick<Service, 'target' | 'deployed'>): boolean {
  return target !== 'this-computer' && deployed !== undefined;
}

/** Whether it was deployed and nothing answers until it is started. */
export function isStopped({ deployed, running: { state } }: Pick<Service, 'deployed' | 'running'>): boolean {
  return deployed !== undefined && (state === 'stopped' || state === 'failed');
}

/** Whether something of it may be on Azure though it is not deployed: a first deployment may have stopped halfway. */
export function mayBeOnAzure({ containerGroup, deployed }: Pick<Service, 'containerGroup' | 'deployed'>): boolean {
  return containerGroup !== undefined && deployed === undefined;
}

/** Where on Azure it is: `Contoso production, rg-analytics, West Europe`. */
export function placeInWords({ containerGroup }: Pick<Service, 'containerGroup'>): string {
  if (containerGroup === undefined) return '';
  const { subscriptionName, resourceGroup, regionName } = containerGroup.place;
  return [subscriptionName, resourceGroup, regionName].join(', ');
}

/** What removing it takes away, and what stays. */
export function removalInWords(service: Service): string {
  const { containerGroup, deployed } = service;
  const group = containerGroup === undefined ? 'its container group' : `the container group ${containerGroup.name}`;
  if (deployed !== undefined) {
    return isOnAzure(service) ? serviceWords.removeDeployedExplains(group) : serviceWords.removeExplains;
  }
  return mayBeOnAzure(service) ? serviceWords.removeUnfinishedExplains(group) : serviceWords.removeDraftExplains;
}

/** The step at which setting up goes on: `its certificate comes next`. */
export function nextStep({ complete, target }: Pick<Service, 'complete' | 'target'>): string {
  const steps = Object.keys(serviceWords.next) as WizardStep[];
  const next = steps.find((step) => !complete.includes(step)) ?? 'dns';
  return next === 'deploy' && target !== 'this-computer' ? serviceWords.deployNext : serviceWords.next[next];
}

/** The same as part of a line: `certificate valid until 14 March 2027 (in 3 months)`. */
export function certificateInLine(service: Pick<Service, 'certificate' | 'tls'>, now: Date): string {
  return service.tls ? `certificate ${certificateEnd(service, now)}` : serviceWords.withoutTls;
}

/** Until when its certificate is valid, and whether the library has it no more. */
export function certificateEnd({ certificate }: Pick<Service, 'certificate'>, now: Date): string {
  if (certificate === undefined) return serviceWords.noCertificate;
  const { leaf, isKept } = certificate;
  const end = leaf === undefined ? [] : [endInWords(leaf, now)];
  return [...end, ...(isKept ? [] : [serviceWords.certificateGone])].join(', ');
}

function endInWords({ notAfter }: NamedCertificate, now: Date): string {
  const date = dateInWords(notAfter, now);
  return Date.parse(notAfter) < now.getTime() ? `ended on ${date}` : `valid until ${date}`;
}

/** What answers behind the gateway. */
export function modelInWords(model: Model): string {
  switch (model.kind) {
    case 'sample':
      return serviceWords.sample;
    case 'address':
      return model.address;
    case 'container':
      return model.image;
  }
}
