import { gatewayPort } from '../../shared/container-instances/gateway-port';
import type { ContainerSize, DescribedGroup, Pull } from '../../shared/container-instances/contract';
import { figure, listed, quantity } from './quantities';

/** The words of the form for Azure Container Instances. */
export const containerGroupWords = {
  origin: {
    title: 'Container group',
    new: 'A new container group',
    newExplains: 'Latchkey makes one of two containers: your model, and the gateway in front of it.',
    existing: 'One that runs already',
    existingExplains: 'Latchkey adds its gateway to it. What else it has stays as it is.',
  },

  place: {
    title: 'Where it is',
    fixed: 'Where it runs is settled: somewhere else, it would be another service.',
    subscription: 'Subscription',
    resourceGroup: 'Resource group',
    region: 'Region',
    group: 'Container group',
  },

  image: {
    title: 'Model',
    from: 'Image',
    fromRegistry: 'From the subscription’s registries',
    fromName: 'By its name, from any registry',
    name: 'Name of the image',
    nameHint: 'As docker pull takes it, such as nginx or contoso.azurecr.io/churn:12.',
    chosen: 'Image',
  },

  pull: {
    title: 'How Azure may pull it',
    kinds: {
      anonymous: 'It is public',
      'admin-user': 'As the admin user of the registry',
      password: 'With a user name and a password, or a token',
      identity: 'As a managed identity',
    } satisfies Record<Pull['kind'], string>,
    adminUserExplains: 'Azure tells its password when it is needed. Latchkey keeps it nowhere.',
    userName: 'User name',
    userNameHint: 'The name of the token, or of the user.',
    identity: 'Resource id of the identity',
    identityHint:
      'Found under Properties of the identity in the Azure portal. It begins with /subscriptions/, and has to have the role AcrPull.',
  },

  model: {
    port: 'Port of the model',
    portHint: 'Where it listens inside its container: the Dockerfile says it after EXPOSE.',
    portOf: (ports: readonly number[]) =>
      ports.length === 0 ? 'Its container names none.' : `Its container names ${listed(ports.map(String))}.`,
    path: 'Path that scores',
    pathHint: 'What comes after the host name in the address that callers use, such as /score.',
    example: 'Example request',
    exampleHint: 'JSON that the model is known to answer. The proof sends it, and the code for callers shows it.',
  },

  names: {
    title: 'Name and size',
    name: 'Name of the container group',
    nameHint: 'Lower case letters, digits and hyphens, 63 at the most.',
    dnsLabel: 'DNS label',
    dnsLabelHint:
      'Azure’s own name for it begins with this. That name leads to the service also after its address has changed.',
  },

  size: {
    cpu: 'Processors',
    memory: 'Memory in GB',
    offer: (cpu: number, memoryGb: number) =>
      `The region gives a group up to ${quantity(cpu, 'processor')} and ${figure(memoryGb)} GB. The gateway takes a little of it.`,
    gpu: 'GPU',
    noGpu: 'None',
    gpus: 'How many',
    other: 'Another size for the model',
    otherHint: 'Left empty, it stays as it is.',
  },

  more: {
    title: 'More',
    command: 'Command, one argument a line',
    commandHint: 'Left empty, the image says what runs.',
    environment: 'Environment variables',
    variable: (row: number) => `Variable ${row}`,
    name: 'Name',
    value: 'Value',
    secure: 'Secret',
    secureHint: 'Azure shows the value of a secret one to nobody.',
    kept: 'Kept',
    add: 'Add a variable',
    remove: (name: string) => (name === '' ? 'Remove this variable' : `Remove ${name}`),
    restart: 'When the model ends',
    restartPolicies: { Always: 'Start it again', OnFailure: 'Start it again if it ended badly', Never: 'Leave it' },
    probePath: 'Path that says it is well',
    probePathHint: 'It answers 200 as long as the model is well, such as /health. Left empty, Azure does not look.',
    gatewayImage: 'Image of the gateway',
    gatewayImageHint: 'An nginx. Another is only needed where Azure can’t reach this one.',
  },

  existing: {
    title: 'Which one',
    asking: 'Asking Azure about it',
    again: 'Ask again',
    containers: 'Which of its containers is the model?',
    size: ({ cpu, memoryGb, gpu }: ContainerSize) =>
      `${quantity(cpu, 'processor')}, ${figure(memoryGb)} GB${gpu === undefined ? '' : `, ${figure(gpu.count)} × ${gpu.sku}`}`,
    gateway: 'a gateway already',
    ports: (ports: readonly number[]) => (ports.length === 0 ? '' : portsInWords(ports)),
    public: 'Open to the internet now',
    publicPorts: (ports: readonly number[]) => (ports.length === 0 ? 'Nothing' : portsInWords(ports, 'Port')),
    address: 'Address',
    secured: (hostName: string) => `Latchkey has secured it already, for ${hostName}.`,
    obstacles: {
      windows: 'It runs Windows, and a gateway can only be put in front of Linux containers. Choose another.',
      'private-network':
        'It is in a private network and has no public address, so that callers would not reach a gateway. Choose another.',
      spot: 'It is a Spot group. Azure gives those no public address, so that callers would not reach a gateway. Choose another.',
      confidential:
        'It is confidential, and its policy names its containers: with a gateway among them it would not start. Choose another.',
    } satisfies Record<NonNullable<DescribedGroup['obstacle']>, string>,
  },

  apiKeys: {
    title: 'Its API keys',
    explains: 'Callers have two keys that this service does not know yet.',
    new: 'Make new ones',
    newExplains: 'Callers have to get them: the ones that they have stop working.',
    known: 'I have them',
    knownExplains: 'Callers notice nothing.',
    primary: 'Primary key',
    secondary: 'Secondary key',
  },

  missing: {
    place: 'Sign in, then choose a subscription, a resource group and a region.',
    subscription: 'Sign in, then choose the subscription that it is in.',
    group: 'Choose the container group.',
    container: 'Choose the container that is the model.',
    image: 'Choose an image, or type the name of one.',
    userName: 'Type the name of the token, or of the user.',
    identity: 'Paste the resource id of the identity.',
    port: 'Type the port that the model listens on: a whole number from 1 to 65535.',
    path: 'Type the path that scores. It begins with a slash and has no spaces.',
    example: 'Paste a request that the model is known to answer.',
    name: 'Type a name for the container group.',
    dnsLabel: 'Type a DNS label.',
    size: 'Type how many processors and how much memory it gets: numbers above 0.',
    variableName: 'One of the variables has a value and no name.',
    variableTwice: (name: string) => `There are two variables called ${name}. Remove one.`,
    secureValue: (name: string) => `Type the value of ${name}.`,
    gatewayImage: 'Type the name of an nginx image.',
    apiKeys: 'Paste both keys, or have new ones made.',
  },
} as const;

/** What happens to a group that is there: `Latchkey adds its gateway. Port 443 is opened, and port 80 is closed.` */
export function existingInWords(
  group: DescribedGroup,
  { container, port }: { readonly container: string; readonly port: string },
  tls: boolean,
): string {
  const opened = gatewayPort({ tls });
  const own = [Number(port), ...(group.containers.find(({ name }) => name === container)?.ports ?? [])];
  const closed = group.publicPorts.filter((candidate) => candidate !== opened && own.includes(candidate));
  const isThere = group.latchkey !== undefined && group.containers.some(({ isGateway }) => isGateway);
  const gateway = isThere ? 'Its gateway is made anew' : 'Latchkey adds its gateway';
  const open = group.publicPorts.includes(opened)
    ? `Port ${opened} stays open, and leads to the gateway`
    : `Port ${opened} is opened`;
  const close = closed.length === 0 ? '' : `, and ${portsInWords(closed)} ${closed.length === 1 ? 'is' : 'are'} closed`;
  return `${gateway}. ${open}${close}. All of its containers start anew.`;
}

function portsInWords(ports: readonly number[], port: 'port' | 'Port' = 'port'): string {
  return `${port}${ports.length === 1 ? '' : 's'} ${listed(ports.map(String))}`;
}
