import type { Facts, ProblemCode } from '../../shared/problem';
import { fact, factAsNumber } from '../../shared/facts';
import type { ProblemWords } from './problems';
import { quantity } from './quantities';

type Code = Extract<ProblemCode, `container-group.${string}`>;

/** What goes wrong with container groups on Azure, in words. */
export const containerGroupProblemWords = {
  'container-group.setting-unusable': (facts) => {
    const { title, next } = settings[fact(facts, 'setting', '')] ?? otherSetting;
    const said =
      reasons[`${fact(facts, 'setting', '')}/${fact(facts, 'reason', '')}`] ?? reasons[fact(facts, 'reason', '')];
    return { title: title(fact(facts, 'name', '')), causes: said === undefined ? [] : [said], next };
  },
  'container-group.gone': (facts) => ({
    title: `The container group ${fact(facts, 'name', 'of this service')} is not there any more.`,
    causes: ['It was deleted, in the Azure portal or from another computer.'],
    next: 'Choose another container group for this service, or let Latchkey make a new one.',
  }),
  'container-group.not-securable': (facts) => ({
    title: `Latchkey can not put a gateway into the container group ${fact(facts, 'name', '')}.`,
    causes: [obstacles[fact(facts, 'reason', '')] ?? 'It is of a kind that takes none.'],
    next: 'Choose another container group, or let Latchkey make a new one.',
  }),
  'container-group.size-not-offered': (facts) => ({
    title: `Azure has no container group of this size in ${fact(facts, 'region', 'this region')}.`,
    causes: [sizeCause(facts)],
    next: 'Choose a smaller size, or another region.',
  }),
  'container-group.stopped': (facts) => ({
    title: `The container group ${fact(facts, 'name', 'of this service')} is stopped, and Azure changes none that is.`,
    causes: ['Somebody stopped it, here or in the Azure portal.'],
    next: 'Start it, and try again.',
  }),
  'container-group.name-taken': (facts) => ({
    title: `There is a container group ${fact(facts, 'name', 'of this name')} in ${fact(facts, 'resourceGroup', 'this resource group')} already, and it is not of this service.`,
    causes: ['Somebody else made it, or another service of Latchkey did.'],
    next: 'Choose another name, or choose that container group as one that exists.',
  }),
  'container-group.not-ready': notReady,
  'container-group.gateway-silent': (facts) => ({
    title: `Everything runs in ${fact(facts, 'name', 'the container group')}, but the gateway does not answer at ${fact(facts, 'address', 'its address')}.`,
    causes: [
      'A network between here and Azure lets nothing through to that address.',
      'The gateway’s image is not an nginx that Latchkey knows.',
    ],
    next: 'Try this step again, from another network if you can.',
  }),
} satisfies Record<Code, (facts: Facts) => ProblemWords>;

const obstacles: Readonly<Record<string, string>> = {
  windows: 'Its containers run Windows, and the gateway needs Linux.',
  'private-network': 'It has no public address: it is in a virtual network, and Azure gives such a group none.',
  spot: 'It has no public address: it is a Spot group, and Azure gives those none.',
  confidential: 'It is confidential, and its policy names its containers: with one more it would not start.',
};

function notReady(facts: Facts): ProblemWords {
  const code = factAsNumber(facts, 'exitCode');
  return (whyNotReady[fact(facts, 'reason', '')] ?? notReadyYet)({
    container: `container ${fact(facts, 'container', '')}`.trim(),
    exit: code === undefined ? '' : `, with exit code ${code}`,
    isGateway: facts['isGateway'] === true,
  });
}

interface LateContainer {
  readonly container: string;
  readonly exit: string;
  readonly isGateway: boolean;
}

const notReadyYet = ({ container }: LateContainer): ProblemWords => ({
  title: `The ${container} is not ready yet.`,
  causes: ['Its image is large, or Azure takes long today.', 'Azure asks whether it is well, and it does not answer.'],
  next: 'Try this step again: it goes on waiting.',
});

const whyNotReady: Readonly<Record<string, (late: LateContainer) => ProblemWords>> = {
  'out-of-memory': ({ container }) => ({
    title: `The ${container} was ended because it needed more memory than it has.`,
    causes: ['What it loads is larger than the memory that was chosen for it.'],
    next: 'Choose more memory for it, and deploy again.',
  }),
  image: ({ container }) => ({
    title: `Azure did not get the image of the ${container}.`,
    causes: [
      'The image or its tag is not in the registry.',
      'The registry does not let Azure have it.',
      'The registry has too many requests.',
    ],
    next: 'Check the image’s name and tag and the login of its registry, and try this step again.',
  }),
  configuration: ({ container, exit, isGateway }) => ({
    title: `The ${container} could not be begun${exit}.`,
    causes: isGateway
      ? ['The gateway’s image is not an nginx that Latchkey knows.']
      : ['Its command is not in its image.', 'A volume of it could not be mounted.'],
    next: isGateway ? 'Choose the usual image for the gateway.' : 'Check its command and its volumes.',
  }),
  crash: ({ container, exit, isGateway }) => ({
    title: `The ${container} ends again and again${exit}.`,
    causes: isGateway
      ? ['nginx does not take the configuration: its last lines say why.']
      : ['Its last lines say what it misses: an environment variable, a file, another service.'],
    next: 'Read its last lines, mend what they name, and try this step again.',
  }),
};

function sizeCause(facts: Facts): string {
  if (fact(facts, 'gpu', '') !== '') {
    const offered = fact(facts, 'gpus', '');
    const instead = offered === '' ? 'It has no GPUs.' : `It has ${offered}.`;
    return `The region has no ${fact(facts, 'gpu', '')} for container groups. ${instead}`;
  }
  const wanted = `${fact(facts, 'cpu', 'more')} CPU and ${fact(facts, 'memoryGb', 'more')} GB, the gateway included`;
  const most = factAsNumber(facts, 'largestCpu');
  const largest =
    most === undefined ? '' : `: the largest has ${most} CPU and ${fact(facts, 'largestMemoryGb', '')} GB`;
  return `It would need ${wanted}${largest}.`;
}

interface SettingWords {
  readonly title: (name: string) => string;
  readonly next: string;
}

const otherSetting: SettingWords = {
  title: () => 'Azure does not take what was chosen for the container group.',
  next: 'Go back and choose something else.',
};

/** @param what With its article, as in the middle of a sentence. */
const quoted = (what: string) => (name: string) =>
  name === '' ? `${what.charAt(0).toUpperCase()}${what.slice(1)} is missing.` : `“${name}” can not be ${what}.`;

const settings: Readonly<Record<string, SettingWords>> = {
  name: { title: quoted('the name of a container group'), next: 'Choose another name.' },
  dnsLabel: { title: quoted('a DNS label'), next: 'Choose another DNS label.' },
  image: { title: quoted('the image of the model'), next: 'Check the image’s name.' },
  gatewayImage: { title: quoted('the image of the gateway'), next: 'Check the image’s name, or take the usual one.' },
  port: {
    title: (name) =>
      name === ''
        ? 'The container group would have too many public ports.'
        : `The model can not listen on port ${name}.`,
    next: 'Let the model listen on another port, such as 5001.',
  },
  size: { title: () => 'Azure has no container of this size.', next: 'Choose another size.' },
  environment: { title: quoted('the name of an environment variable'), next: 'Give it another name.' },
  command: {
    title: () => 'The command begins with nothing.',
    next: 'Type the program first, or leave the command empty.',
  },
  probePath: { title: quoted('the path that Azure asks'), next: 'Type a path such as /health.' },
  container: {
    title: (name) =>
      name === '' ? 'The container group would have too many parts.' : `The container ${name} is in the way.`,
    next: 'Choose another container, or another container group.',
  },
  tags: {
    title: () => 'The container group has too many tags.',
    next: 'Take some of its tags away in the Azure portal.',
  },
};

/** By reason, or by setting and reason where that says more. */
const reasons: Readonly<Record<string, string>> = {
  empty: 'Nothing was typed.',
  'name/length': 'It may have up to 63 characters.',
  'name/characters': 'It may consist of small letters, digits and hyphens, and begins and ends with a letter or digit.',
  hyphens: 'It may not have two hyphens side by side.',
  'dnsLabel/length': 'It may have 5 to 63 characters.',
  'dnsLabel/characters':
    'It may consist of small letters, digits and hyphens, begins with a letter, and ends with a letter or digit.',
  length: 'It is too long.',
  characters: 'It has characters that Azure does not take there.',
  twice: 'There are two of that name.',
  steps: 'Azure counts processors in hundredths, and memory in tenths of a GB.',
  'size/too-small': 'A container group needs at least 1 CPU and 1 GB, the gateway included.',
  'port/too-many': 'Azure gives one address at most 5 ports.',
  'container/too-many': `Azure gives one group at most ${quantity(60, 'container')} and ${quantity(20, 'volume')}.`,
  'tags/too-many': 'Azure gives one resource at most 50, and Latchkey needs six of them.',
  reserved: 'Azure keeps that port for itself.',
  'port/gateway': 'The gateway listens on that port, and the containers of a group share their ports.',
  'container/gateway': 'It is the gateway, not the model.',
  'container/missing': 'There is no container of that name in the group any more.',
  'container/port-used': 'It uses the port that the gateway needs, and the containers of a group share their ports.',
  registry: 'The name of its registry is not one.',
  repository: 'What follows the registry is no name of an image.',
  tag: 'What follows the colon is no tag.',
  digest: 'What follows @ is no digest.',
};
