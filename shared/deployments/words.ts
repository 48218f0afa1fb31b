import { usualGatewayImage } from '../container-instances/usual-gateway-image';
import type { Facts } from '../problem';
import type { PartCode, Step, StepCode, StepPart } from './contract';

/** A step in words, in the three columns of a review; with spaces between them they are a sentence. */
export interface StepWords {
  /** What is done to it: `Start`. */
  readonly action: string;
  /** With what: `the sample model`. */
  readonly what: string;
  /** Where, or how: `inside Latchkey`. */
  readonly where: string;
}

/** Puts a step into words: the same in the review, while it runs, and in a report. */
export function stepInWords({ code, action, facts }: Step): StepWords {
  return { action: actions[action], ...words[code](facts) };
}

/** Puts one thing of several that a step does into words, in the same columns. */
export function partInWords({ code, action, facts }: StepPart): StepWords {
  return { action: actions[action], ...partWords[code](facts, action) };
}

/** What a step is at, in a few words: `pulling image, 2 of 2`. Empty where there is nothing to say. */
export function progressInWords({ code }: Step, progress: Facts): string {
  if (!code.startsWith('container-instances.')) return '';
  return phases[text(progress, 'phase', '')]?.(progress) ?? '';
}

const actions: Readonly<Record<Step['action'], string>> = {
  create: 'Create',
  change: 'Change',
  keep: 'Keep',
  start: 'Start',
  restart: 'Restart',
  stop: 'Stop',
  delete: 'Delete',
  store: 'Store',
  check: 'Check',
  wait: 'Wait for',
};

const words: Readonly<Record<StepCode, (facts: Facts) => Omit<StepWords, 'action'>>> = {
  'store-api-keys': ({ made, keeping }) => ({
    what: made === false ? 'the two API keys that it has' : 'two API keys',
    where: keeping === 'session' ? 'in memory, until Latchkey closes' : 'on this computer, protected by your login',
  }),
  'this-computer.start-model': () => ({ what: 'the sample model', where: 'inside Latchkey' }),
  'this-computer.call-model': (facts) => ({
    what: 'your model',
    where: `by calling ${text(facts, 'address', 'it')} once`,
  }),
  'this-computer.start-gateway': (facts) => ({ what: 'the gateway', where: gatewayWords(facts) }),
  'make-new-key': (facts) => ({
    what: `a new ${[text(facts, 'slot', ''), 'API key'].join(' ').trim()}`,
    where:
      facts['keeping'] === 'session' ? 'in memory, until Latchkey closes' : 'on this computer, protected by your login',
  }),
  'container-instances.register': (facts) => ({
    what: `the subscription ${text(facts, 'subscription', '')}`,
    where: 'so that it may use Azure Container Instances',
  }),
  'container-instances.create-group': (facts) => ({
    what: groupWords(facts),
    where: `in ${text(facts, 'resourceGroup', 'its resource group')}, ${text(facts, 'region', 'its region')}`,
  }),
  'container-instances.update-group': (facts) => ({
    what: groupWords(facts),
    where: 'all of its containers start again',
  }),
  'container-instances.delete-group': (facts) => ({ what: groupWords(facts), where: '' }),
  'container-instances.restart-group': (facts) => ({
    what: groupWords(facts),
    where: 'all of its containers start again',
  }),
  'container-instances.start-group': (facts) => ({ what: groupWords(facts), where: 'its address may be another one' }),
  'container-instances.stop-group': (facts) => ({
    what: groupWords(facts),
    where: 'nobody is answered until it is started',
  }),
  'container-instances.wait-group': (facts) => ({
    what: groupWords(facts),
    where: 'until every container runs and the gateway answers',
  }),
};

function groupWords(facts: Facts): string {
  return `container group ${text(facts, 'name', '')}`.trim();
}

const partWords: Readonly<Record<PartCode, (facts: Facts, action: Step['action']) => Omit<StepWords, 'action'>>> = {
  'container-instances.container': (facts) => ({
    what: `container ${text(facts, 'name', '')}`.trim(),
    where: [
      changed(facts, 'image', ''),
      changed(facts, 'cpu', ' CPU'),
      changed(facts, 'memoryGb', ' GB'),
      text(facts, 'gpu', ''),
    ]
      .filter((one) => one !== '')
      .join(', '),
  }),
  'container-instances.gateway': (facts) => {
    const tls = facts['tls'] === false ? 'no TLS' : `TLS for ${text(facts, 'hostName', 'the service')}`;
    const keys = facts['keyAuthentication'] === false ? 'open to everybody' : 'key required';
    const certificate = facts['tls'] === false ? '' : byCertificate(facts);
    // That it is the usual one goes without saying.
    const image = facts['image'] === usualGatewayImage ? '' : text(facts, 'image', '');
    const parts = [tls, certificate, keys, image];
    return { what: 'the gateway', where: parts.filter((one) => one !== '').join(', ') };
  },
  'container-instances.public-port': (facts, action) => ({
    what: `port ${text(facts, 'port', '')}`.trim(),
    where: action === 'delete' ? 'not public any more' : action === 'keep' ? 'public, as it is' : 'public',
  }),
  'container-instances.dns-label': (facts) => ({
    what: `DNS label ${text(facts, 'label', '')}`.trim(),
    where: 'Azure makes a name of it',
  }),
  'container-instances.rest': (facts, action) =>
    action === 'change'
      ? { what: text(facts, 'what', 'the rest'), where: 'Azure makes another one, which has none of its roles' }
      : { what: 'everything else', where: text(facts, 'what', '') },
  'container-instances.address': (facts, action) => ({
    what: `address ${text(facts, 'address', '')}`.trim(),
    // The name goes with the group; what only changes keeps it.
    where: action === 'delete' ? text(facts, 'azureName', '') : 'it may be another one afterwards',
  }),
};

/** `2 CPU (was 1)`. */
function changed(facts: Facts, name: string, unit: string): string {
  const is = text(facts, name, '');
  const was = text(facts, `${name}Was`, '');
  return is === '' ? '' : `${is}${unit}${was === '' ? '' : ` (was ${was})`}`;
}

/** What a container group is at, by `phase`. */
const phases: Readonly<Record<string, (progress: Facts) => string>> = {
  accepted: () => 'Azure has taken it',
  busy: () => 'waiting until Azure is done with the group',
  pulling: (progress) => {
    const count = Number(progress['done'] ?? 0) + 1;
    return `pulling image, ${count} of ${text(progress, 'of', String(count))}`;
  },
  starting: (progress) => `starting ${text(progress, 'container', 'the containers')}`,
  answering: () => 'asking the gateway',
};

function gatewayWords(facts: Facts): string {
  const parts = [
    `for ${text(facts, 'hostName', 'the service')} on port ${text(facts, 'port', 'of its own')}`,
    facts['tls'] === false ? 'without TLS' : `with TLS ${byCertificate(facts)}`.trim(),
    facts['keyAuthentication'] === false ? 'open to everybody' : 'key required',
  ];
  return parts.join(', ');
}

/** `by the certificate localhost (development only)`; empty where none is named. */
function byCertificate(facts: Facts): string {
  const name = text(facts, 'certificate', '');
  const flag = facts['developmentOnly'] === true ? ' (development only)' : '';
  return name === '' ? '' : `by the certificate ${name}${flag}`;
}

function text(facts: Facts, name: string, otherwise: string): string {
  const value = facts[name];
  return value === undefined || value === '' ? otherwise : String(value);
}
