import type { Facts } from '../problem';
import type { Step, StepCode } from './contract';

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

const actions: Readonly<Record<Step['action'], string>> = {
  create: 'Create',
  change: 'Change',
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
};

function gatewayWords(facts: Facts): string {
  const certificate = text(facts, 'certificate', '');
  const withCertificate = certificate === '' ? 'with TLS' : `with TLS by the certificate ${certificate}`;
  const parts = [
    `for ${text(facts, 'hostName', 'the service')} on port ${text(facts, 'port', 'of its own')}`,
    facts['tls'] === false ? 'without TLS' : withCertificate,
    facts['keyAuthentication'] === false ? 'open to everybody' : 'key required',
  ];
  return parts.join(', ');
}

function text(facts: Facts, name: string, otherwise: string): string {
  const value = facts[name];
  return value === undefined || value === '' ? otherwise : String(value);
}
