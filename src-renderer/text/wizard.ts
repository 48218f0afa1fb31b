import type { Target } from '../../shared/certificates/finding';
import type { Deployment, PlanWarning, StepState } from '../../shared/deployments/contract';
import type { ProofLine } from '../../shared/proof/contract';
import type { Snippet, WizardStep } from '../../shared/services/contract';
import { listed, quantity } from './quantities';

/** The words of the wizard that are the same wherever a service runs. */
export const wizardWords = {
  steps: { domain: 'Domain', certificate: 'Certificate', deploy: 'Deploy', dns: 'DNS' } satisfies Record<
    WizardStep,
    string
  >,
  rail: 'Steps',
  unnamed: 'New service',
  back: 'Back',
  next: 'Next',
  done: 'Done',
  fetching: 'Opening the service',
  states: {
    now: 'Now',
    done: 'Done',
    todo: 'To do',
    running: 'Under way',
    problem: 'Needs you',
  },

  domain: {
    title: 'Which name do callers use?',
    label: 'Host name',
    missing: 'Type the host name of the service.',
    blocked: 'This name cannot be used. The finding below says why.',
    again: 'Read what was found. If the name is right, press Next again.',
    checking: 'Looking the name up',
    findings: 'What was found',
  },

  certificate: {
    title: 'Which certificate does it use?',
    explains: (hostName: string) =>
      `With a certificate, callers know that they reached ${hostName}, and nobody on the way can read along.`,
    label: 'Certificate',
    fits: 'Fits',
    fitsWithWarnings: (count: number) => `Fits, with ${quantity(count, 'warning')}`,
    fitsNot: 'Does not fit',
    until: (date: string) => `Valid until ${date}`,
    ended: (date: string) => `Ended on ${date}`,
    none: 'There is no certificate in the library yet.',
    make: 'Make a development certificate now',
    makeExplains: (hostName: string) =>
      `Latchkey makes one for ${hostName} and keeps it in the library. It is for trying out: nobody else trusts it.`,
    other: 'From files or a request…',
    gone: 'The certificate that was chosen is not in the library any more. Choose another.',
    missing: 'Choose a certificate, make one, or add the files of one.',
    notReady: 'This certificate does not fit yet. Its findings say what to do.',
    making: 'Making the certificate',
    fetching: 'Looking through the library',
  },

  deploy: {
    title: 'What runs, and who may call it?',
    tls: 'TLS',
    tlsExplains: 'Encrypts what is sent, and proves to callers that they reached your service.',
    tlsOff: 'Without TLS, whoever is on the way between a caller and the service can read and change everything.',
    keys: 'API keys',
    keysExplains: 'Callers have to send one of two keys. Latchkey makes them.',
    keysOff: 'Without keys, everybody who reaches the service can call it.',
    keysInTheClear:
      'The keys travel unencrypted: whoever listens on the way learns them, and can call the service from then on. Turn TLS on.',
    more: 'More',
    origins: 'Web pages that may call it, one origin a line',
    originsExplains:
      'Only needed where JavaScript in a browser calls the service, such as https://app.contoso.com. Programs can always call it.',
    saving: 'Saving',
  },

  review: {
    title: 'This will happen',
    nothingElse: 'Nothing else is changed.',
    planning: 'Working out what will happen',
    first: 'Read what will happen first, then press again.',
    again: 'Look again',
    about: (time: string) => `Takes about ${time}`,
    confirm: (hostName: string) => `Type ${hostName} to confirm`,
    starting: 'Starting',
    warnings: {
      'tls-off': 'TLS is off: whoever is on the way between a caller and the service can read and change everything.',
      'key-authentication-off': 'API keys are off: everybody who reaches the service can call it.',
      'keys-over-plain-http':
        'The API keys travel unencrypted: whoever listens on the way learns them. Go back and turn TLS on.',
      'development-certificate': 'The certificate is for development only: nobody else trusts it.',
      recreate: 'What runs is deleted and created again: callers get no answer meanwhile, and its address may change.',
      delete: 'What runs is deleted: callers get no answer from then on.',
      'new-api-keys':
        'The API keys that callers use now are not known here: new ones take their place, and callers have to be given them.',
    } satisfies Record<PlanWarning, string>,
  },

  run: {
    steps: 'Steps',
    states: {
      waiting: 'Waiting',
      running: 'Running',
      done: 'Done',
      failed: 'Not done',
      interrupted: 'Interrupted',
      cancelled: 'Cancelled',
    } satisfies Record<StepState['state'], string>,
    silent: (time: string) => `Callers had no answer for ${time}.`,
    said: (step: number, steps: number, what: string) => `Step ${step} of ${steps}: ${what}.`,
    cancel: 'Cancel',
    cancelling: 'It stops as soon as the step that runs allows it.',
    staysNothing: 'If you cancel now, nothing stays behind.',
    stays: (what: readonly string[]) => `If you cancel now, this stays: ${listed(what)}. You can go on from there.`,
    stayed: (what: readonly string[]) =>
      what.length === 0 ? 'Nothing was left behind.' : `This stays as it is: ${listed(what)}.`,
    interrupted: 'Latchkey ended while this ran. What was done is kept, and going on does nothing twice.',
    again: 'Try this step again',
    goOn: 'Go on',
    saveReport: 'Save report…',
    saved: (names: readonly string[], folder: string) => `${listed(names)} saved in ${folder}.`,
  },

  dns: {
    title: 'Does it work?',
    records: 'DNS',
    nothingToCreate: 'Nothing has to be created in DNS: only this computer has to find the service.',
    recordsExplain:
      'For others to find a service, its name needs one record in DNS. You create it where you rent the domain, with one of these:',
    line: 'the line for the hosts file',
    learn: 'What a name of your own would need',
    kind: 'Type',
    name: 'Name',
    value: 'Value',
    proof: 'Proof',
    address: 'Address',
    theAddress: 'the address',
    proving: 'Calling the service as its users do',
    loading: 'The gateway answers, and the model does not yet. It may still be loading: this looks again by itself.',
    passed: 'All of it works.',
    notPassed: (count: number) =>
      count === 1
        ? 'One thing does not work yet. It says what to do.'
        : `${count} things do not work yet. Each says what to do.`,
    results: {
      passed: 'Passed',
      failed: 'Not passed',
      noted: 'Note',
      skipped: 'Not looked at',
    } satisfies Record<ProofLine['result'], string>,
    stopped: 'It is stopped: callers get no answer until it is started.',
    start: 'Start it',
    starting: 'Starting it',
    startOnAzure: 'Start…',
    changed: 'What you chose since is not deployed yet: what you see here is as it was deployed last.',
    reviewChanges: 'Review changes…',
    answer: 'What the model answered',
    again: 'Check again',
    copyPrimary: 'Copy primary key',
    copySecondary: 'Copy secondary key',
    keyCopied: (seconds: number) => `Copied. It is cleared from the clipboard in ${quantity(seconds, 'second')}.`,
    call: 'How to call it',
    nameOf: (type: string) => `the name of the ${type} record`,
    valueOf: (type: string) => `the value of the ${type} record`,
  },

  call: {
    title: (hostName: string) => `How to call ${hostName}`,
    languages: 'Language',
    keyExplains:
      'The code takes the API key from the environment variable LATCHKEY_API_KEY, so that it stands in no file that others see. Set it in the same window before you run the code: this line waits until you paste the key and press Enter.',
    keyLine: (system: string) => `the line for ${system}`,
    notes: {
      curl: 'For a terminal of macOS or Linux. On Windows, take PowerShell.',
    } satisfies Partial<Record<Snippet['language'], string>> as Partial<Record<Snippet['language'], string>>,
    trustExplains: (name: string) =>
      `No public authority vouches for the certificate, so callers have to be told to trust ${name}. The code says where.`,
    code: (language: string) => `Code in ${language}`,
    copy: 'Copy code',
    trust: 'Save the certificate to trust…',
  },
} as const;

/** A DNS record as it is typed in at a domain registrar. */
export interface RecordWords {
  readonly type: string;
  readonly name: string;
  readonly value: string;
  readonly use: string;
}

/** What is said differently depending on where a service runs. */
interface TargetWords {
  /** What the host name most likely is; empty where nobody can know. */
  readonly usualHostName: string;
  /** What a host name is, in one sentence. */
  readonly hostNameExplains: string;
  /** A certificate made on the spot is a fair first choice. */
  readonly isForTrying: boolean;
  readonly start: (place: readonly string[]) => string;
  readonly place: (place: readonly string[]) => string;
  readonly runTitles: Readonly<Record<Deployment['state'], string>>;
}

/** What the records of a service on Azure look like. */
export const exampleRecords: readonly RecordWords[] = [
  {
    type: 'CNAME',
    name: 'score.contoso.com',
    value: 'churn-model.westeurope.azurecontainer.io',
    use: 'The place it runs at has a name. It keeps working when the address changes.',
  },
  {
    type: 'A',
    name: 'score.contoso.com',
    value: '203.0.113.10',
    use: 'There is only an address, and it never changes.',
  },
];

const azure: TargetWords = {
  usualHostName: '',
  hostNameExplains:
    'A host name is what callers type and what the certificate is issued for, such as score.contoso.com, below a domain that you own.',
  isForTrying: false,
  start: (place) => `Deploy to ${place[0] ?? 'Azure'}`,
  place: (place) => `In ${place.join(', ')}`,
  runTitles: {
    running: 'Deploying',
    done: 'Deployed',
    failed: 'It is not deployed yet',
    cancelled: 'The deployment was cancelled',
    interrupted: 'The deployment was interrupted',
  },
};

/** The words for each place that services run at. */
export const targetWords: Readonly<Record<Target, TargetWords>> = {
  'this-computer': {
    usualHostName: 'localhost',
    hostNameExplains: 'A host name is what callers type, such as localhost, and what the certificate is made for.',
    isForTrying: true,
    start: () => 'Start on this computer',
    place: (place) => (place[0] === undefined ? 'On this computer' : `On this computer, ${place[0]}`),
    runTitles: {
      running: 'Starting on this computer',
      done: 'Started on this computer',
      failed: 'It is not started yet',
      cancelled: 'The start was cancelled',
      interrupted: 'The start was interrupted',
    },
  },
  'container-instances': azure,
  kubernetes: azure,
  fpga: azure,
};

/** The words of the form for this computer. */
export const thisComputerWords = {
  model: 'Model',
  sample: 'The sample model of Latchkey',
  sampleExplains:
    'Tells how many miles a car of 1974 goes with a gallon, from its weight in thousands of pounds and its horsepower. It learned that from 32 real cars.',
  sampleInput: 'It is sent',
  address: 'A model that runs on this computer',
  addressExplains: 'Anything that answers JSON over plain http, such as a container that you started.',
  addressLabel: 'Address of the model',
  addressHint: 'With the path that scores, such as http://127.0.0.1:5001/score',
  addressMissing: 'Type the address that the model listens on.',
  example: 'Example request',
  exampleHint: 'JSON that the model is known to answer. The proof sends it, and the code for callers shows it.',
  exampleMissing: 'Paste a request that the model is known to answer.',
  try: 'Try it',
  trying: 'Calling the model',
  answered: (status: number, time: string) => `It answered with status ${status} in ${time}:`,
  empty: '(nothing)',
  gateway: 'Gateway',
  port: 'Port',
  portHint: 'Callers reach the gateway here. It is part of the address.',
  portProposed: (wished: number, port: number) => `${wished} is in use or not allowed here, so this is ${port}.`,
  portMissing: 'Type a port: a whole number from 1 to 65535, best above 1024.',
} as const;
