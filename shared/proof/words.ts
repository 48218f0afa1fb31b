import type { ProofCode, ProofLine, ProofReason } from './contract';

/** A line of the proof in words. */
export interface ProofWords {
  /** What was seen, in one sentence. */
  readonly says: string;
  /** Why it may be so, or what follows from it. */
  readonly why?: string;
  /** The one thing to do. */
  readonly next?: string;
}

type Facts = ProofLine['facts'];
type Words = (facts: Facts) => string;
type Explain = (facts: Facts, code: ProofCode) => { readonly why: string; readonly next: string };

/** Puts a line of the proof into words: the same on the page and in a report. */
export function proofLineInWords({ code, result, reason, facts }: ProofLine): ProofWords {
  switch (result) {
    case 'passed':
      return good[code](facts);
    case 'noted':
      return worthKnowing[code]?.(facts) ?? good[code](facts);
    case 'skipped':
      return { says: notJudged[code], ...(reason ? reasons[reason](facts, code) : undefined) };
    case 'failed':
      return { says: bad[code](facts), ...(reason ? reasons[reason](facts, code) : unexplained) };
  }
}

const unexplained = { why: 'Latchkey does not know why.', next: 'Run the proof once more.' };

const good: Readonly<Record<ProofCode, (facts: Facts) => ProofWords>> = {
  reached: (facts) => ({ says: `Something takes connections at ${placeOf(facts)}.` }),
  tls: (facts) => ({ says: `${host(facts)} answers over ${text(facts, 'version', 'TLS')}.` }),
  certificate: (facts) => ({
    says: `It serves the certificate you chose, ${text(facts, 'name', 'without a name')}${aside(facts)}.`,
  }),
  name: (facts) => ({ says: `The certificate is for ${text(facts, 'hostName', 'this name')}.` }),
  chain: () => ({ says: 'The whole chain is sent: strict clients will accept it.' }),
  trust: (facts) => ({ says: trusted(facts) }),
  'no-key': () => ({ says: 'Without a key it answers 401.' }),
  'wrong-key': () => ({ says: 'With a wrong key it answers 401.' }),
  'primary-key': (facts) => ({ says: `With the primary key: ${answered(facts)}.` }),
  'secondary-key': (facts) => ({ says: `With the secondary key: ${answered(facts)}.` }),
  open: (facts) => ({ says: `Without a key: ${answered(facts)}.` }),
};

const worthKnowing: Readonly<Partial<Record<ProofCode, (facts: Facts) => ProofWords>>> = {
  tls: () => ({
    says: 'TLS is off.',
    why: 'Whoever listens on the way reads every request, every answer and the API key.',
    next: 'Turn TLS on before anybody else uses this service.',
  }),
  trust: (facts) => ({
    says: trusted(facts),
    why: 'Callers that were not given this certificate refuse the connection.',
    next:
      facts['by'] === 'development'
        ? 'Choose a certificate of a certificate authority before others use this service.'
        : 'Give callers the certificate file to trust: How to call it says how.',
  }),
  open: (facts) => ({
    says: `Anybody can call it. Without a key: ${answered(facts)}.`,
    why: 'Key authentication is off: whoever reaches the service can use the model.',
    next: 'Turn key authentication on, unless that is what you want.',
  }),
};

const bad: Readonly<Record<ProofCode, Words>> = {
  reached: (facts) => `Nothing answered at ${placeOf(facts)}.`,
  tls: (facts) => `${host(facts)} did not answer over TLS.`,
  certificate: () => 'Clients will not accept the certificate that it serves.',
  name: (facts) => `The certificate is not for ${text(facts, 'hostName', 'this name')}.`,
  chain: () => 'Strict clients will not accept the chain that it sends.',
  trust: () => 'Nobody is known to trust the certificate.',
  'no-key': (facts) => `Without a key ${instead(facts)}.`,
  'wrong-key': (facts) => `With a wrong key ${instead(facts)}.`,
  'primary-key': (facts) => `With the primary key there is no prediction${status(facts)}.`,
  'secondary-key': (facts) => `With the secondary key there is no prediction${status(facts)}.`,
  open: (facts) => `Without a key there is no prediction${status(facts)}.`,
};

const notJudged: Readonly<Record<ProofCode, string>> = {
  reached: 'Whether it takes connections was not tried.',
  tls: 'Whether it speaks TLS was not tried.',
  certificate: 'Which certificate it serves is not known.',
  name: 'Whether the certificate is for this name was not judged.',
  chain: 'Whether the whole chain is sent was not judged.',
  trust: 'Who trusts the certificate was not judged.',
  'no-key': 'It was not called without a key.',
  'wrong-key': 'It was not called with a wrong key.',
  'primary-key': 'The primary key was not sent.',
  'secondary-key': 'The secondary key was not sent.',
  open: 'It was not called.',
};

const reasons: Readonly<Record<ProofReason, Explain>> = {
  refused: () => ({
    why: 'The computer is there, and no program listens on this port.',
    next: 'Start the service, and look whether its port is the right one.',
  }),
  timeout: (_, code) =>
    code === 'reached'
      ? {
          why: 'No answer came in time; a firewall that drops what it does not know looks like this.',
          next: 'Let the firewall on the way pass this port.',
        }
      : {
          why: 'The connection is there, and no answer came in time.',
          next: 'Look whether the service is busy or still starting, and run the proof once more.',
        },
  unreachable: () => ({
    why: 'This computer finds no way there: it may be offline, or a VPN may be needed.',
    next: 'Connect to the network that the service is on.',
  }),
  'name-not-found': () => ({
    why: 'The name has no address in DNS yet, or this computer is offline.',
    next: 'Create the DNS record, wait until it is visible, and run the proof once more.',
  }),
  'plain-http': (_, code) =>
    code === 'primary-key' || code === 'secondary-key'
      ? {
          why: 'TLS is off, and on its way to another computer whoever listens would learn the key.',
          next: 'Turn TLS on.',
        }
      : {
          why: 'It answers plain HTTP on this port: TLS may be off, or this port may be another program’s.',
          next: 'Use the port that speaks TLS, or turn TLS on.',
        },
  'not-tls': () => ({
    why: 'What it answers is neither TLS nor HTTP: another program may have this port.',
    next: 'Look which program listens on this port, and choose another one for the service.',
  }),
  'not-http': () => ({
    why: 'What it answers is no HTTP: it may speak TLS, or be another program.',
    next: 'Look which program listens on this port, and choose another one for the service.',
  }),
  'tls-alert': () => ({
    why: 'It ended the handshake: it may know only versions or ciphers that clients no longer use, or lack a certificate.',
    next: 'Let it speak TLS 1.2 and 1.3 with the usual ciphers.',
  }),
  'other-certificate': (facts) => ({
    why: `It showed another certificate${facts['name'] === undefined ? '' : `, ${named(facts, 'without a name')}`}: an earlier one may still be in use, or this may be another server. No key was sent to it.`,
    next: 'Deploy the certificate you chose, or correct the address.',
  }),
  expired: (facts, code) => ({
    why: `${certificateOf(facts, code)} ended${on(facts, 'notAfter')}.`,
    next: 'Renew it.',
  }),
  'not-yet-valid': (facts, code) => ({
    why: `${certificateOf(facts, code)} is not valid before ${date(facts['notBefore']) ?? 'a later day'}.`,
    next: 'Wait until then, or look whether the clock of this computer is right.',
  }),
  'name-not-covered': () => ({
    why: 'Clients look for the name that they call among those in the certificate, and stop where it is missing.',
    next: 'Choose a certificate for this name.',
  }),
  'chain-incomplete': (facts) => ({
    why: `The certificate of ${text(facts, 'missing', 'the issuer')} is not sent. Browsers may fetch it by themselves; programs don’t.`,
    next: 'Add the missing certificate in the workshop, and deploy the whole chain.',
  }),
  'chain-disordered': () => ({
    why: 'All certificates are sent, in the wrong order. Some clients put that right, strict ones don’t.',
    next: 'Save the chain anew in the workshop, and deploy that.',
  }),
  'chain-refused': (facts) => ({
    why: `${named(facts, 'A certificate of the chain')} ${violations[text(facts, 'violation', '')] ?? 'breaks a rule of the chain'}.`,
    next: 'Ask the certificate authority for a certificate and a chain for a web server.',
  }),
  'not-trusted': (facts) => ({
    why: `It leads to ${named(facts, 'a root')}, which is neither a public authority nor one that you chose to trust.`,
    next: 'Choose a certificate of a public authority, or add the root of your own.',
  }),
  'not-refused': () => ({
    why: 'A request without a right key was not turned away: key authentication may be off, or something before the gateway answers.',
    next: 'Deploy the service once more with key authentication on.',
  }),
  'key-refused': (_, code) => ({
    why:
      code === 'open'
        ? 'It wants a key, and key authentication should be off.'
        : 'The service has other keys than Latchkey: they may have been changed since it was deployed.',
    next: 'Deploy the service once more.',
  }),
  'model-not-answering': () => ({
    why: 'The gateway took the request, and the model behind it did not answer.',
    next: 'Look whether the model is running, and run the proof once more.',
  }),
  'model-declined': (_, code) => ({
    why: `${code === 'open' ? 'The request arrived' : 'The key was accepted'}, and the model declined the request: it may expect other fields than the example has.`,
    next: 'Correct the example request.',
  }),
  'connection-cut': () => ({
    why: 'The connection was closed before an answer came: the service may have stopped, or something on the way may have cut it.',
    next: 'Look whether the service is running, and run the proof once more.',
  }),
};

/** By the code of the certificate finding. */
const violations: Readonly<Record<string, string>> = {
  'issuer-not-authority': 'signed another certificate and may not do so',
  'issuer-other-serial': 'names another certificate of its issuer than the one that was sent',
  'path-too-long': 'has more authorities below it than it allows',
  'name-constraints': 'may not vouch for this name',
  'wrong-purpose': 'is for other purposes than a web server',
  'critical-extension-unknown': 'has a critical extension that clients do not know',
  'chain-signature-unverified': 'has a signature of a kind that clients do not know',
};

function trusted(facts: Facts): string {
  if (facts['by'] === 'public') return 'Every usual client trusts it: a public authority issued it.';
  if (facts['by'] === 'development') return 'It is for development only: no client trusts it by itself.';
  return `Only clients that were told to trust ${text(facts, 'name', 'its authority')} accept it.`;
}

function instead(facts: Facts): string {
  const { status: code } = facts;
  return typeof code === 'number' ? `it answers ${code}, and not 401` : 'it gave no answer';
}

function answered(facts: Facts): string {
  const { status: code, milliseconds } = facts;
  const took = typeof milliseconds === 'number' ? ` in ${milliseconds} ms` : '';
  return typeof code === 'number' ? `${code}${took}` : 'it answers';
}

function status(facts: Facts): string {
  const { status: code } = facts;
  return typeof code === 'number' ? `: it answers ${code}` : '';
}

/** `20.50.1.2, port 443`; an IPv6 address is a name like any other here. */
function placeOf(facts: Facts): string {
  const { port } = facts;
  return `${text(facts, 'address', 'the address')}${port === undefined ? '' : `, port ${port}`}`;
}

function certificateOf(facts: Facts, code: ProofCode): string {
  return named(facts, code === 'chain' ? 'A certificate of the chain' : 'It');
}

/** `localhost (development only)`. */
function named(facts: Facts, otherwise: string): string {
  const name = text(facts, 'name', otherwise);
  return isDevelopmentOnly(facts) ? `${name} (development only)` : name;
}

/** ` (development only, ends 14 March 2027, in 12 days)`. */
function aside(facts: Facts): string {
  const end = date(facts['notAfter']);
  const parts = [
    ...(isDevelopmentOnly(facts) ? ['development only'] : []),
    ...(end === undefined ? [] : [`ends ${end}${inDays(facts['days'])}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function isDevelopmentOnly(facts: Facts): boolean {
  return facts['developmentOnly'] === true;
}

function inDays(days: Facts[string] | undefined): string {
  if (typeof days !== 'number') return '';
  return days < 1 ? ', in less than a day' : `, in ${days} ${days === 1 ? 'day' : 'days'}`;
}

function on(facts: Facts, name: string): string {
  const day = date(facts[name]);
  return day === undefined ? '' : ` on ${day}`;
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** `14 March 2027`, in the user's own time zone. */
function date(instant: Facts[string] | undefined): string | undefined {
  const parsed = typeof instant === 'string' ? new Date(instant) : undefined;
  return parsed && !Number.isNaN(parsed.getTime()) ? day.format(parsed) : undefined;
}

function host(facts: Facts): string {
  return text(facts, 'hostName', 'The service');
}

function text(facts: Facts, name: string, otherwise: string): string {
  const value = facts[name];
  return value === undefined || value === '' ? otherwise : String(value);
}
