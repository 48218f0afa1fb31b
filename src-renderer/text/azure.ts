import type { AzureSubscription, ImageTag, Quota, Region, RegionOffer } from '../../shared/azure/contract';
import type { CloudName, SignInState } from '../../shared/sign-in/contract';
import { dateInWords } from '../../shared/dates';
import { figure, listed, quantity } from './quantities';

/** The words of the Azure page. */
export const azureWords = {
  title: 'Azure',

  context: {
    label: 'Where you work',
    account: 'Account',
    tenant: 'Tenant',
    subscription: 'Subscription',
    cloud: 'Cloud',
    nobody: 'Nobody is signed in',
    open: 'Not chosen yet',
    loading: 'One moment',
  },

  clouds: {
    public: 'Azure',
    'us-government': 'Azure US Government',
    china: 'Azure China',
    custom: 'Custom',
  } satisfies Record<CloudName, string>,

  signIn: {
    title: 'Sign in',
    explains:
      'Azure’s own page asks for your password, and gives Latchkey a session with the rights that you have. Latchkey never sees the password.',
    kept: 'The session is kept on this computer, encrypted by your login, until you sign out.',
    session:
      'This computer has no keyring that Latchkey can use. You stay signed in until Latchkey closes; nothing is written to the disk.',
    browser: 'Sign in with your browser',
    code: 'Sign in with a code instead',
    signedIn: (userName: string) => (userName === '' ? 'Signed in.' : `Signed in as ${userName}.`),
    signedOut: (userName: string) => `${userName} is signed out.`,
    cancelled: 'The sign-in was cancelled.',
  },

  noClientId: {
    title: 'One thing is missing before anybody can sign in',
    explains:
      'Latchkey signs in as an app registration of your organisation, and none is set for this Azure. Whoever looks after Microsoft Entra ID can make one in a few minutes; docs/azure-app-registration.md, which comes with Latchkey, says how.',
    next: 'Once you have its client id, put it in here.',
    set: 'Set the client id…',
  },

  pending: {
    browserTitle: 'Sign in on Azure’s page',
    browser: 'Your browser shows it. Sign in there, then come back here.',
    codeTitle: 'Sign in with this code',
    code: 'Open the address in a browser, on this computer or another device, and type the code.',
    codeFetching: 'Asking Azure for a code',
    theCode: 'the code',
    theAddress: 'the address',
    address: 'Address',
    left: 'Good for another',
    over: 'The code is not good any more.',
    againTitle: 'Azure asks you to sign in again',
    again: 'Your organisation wants it before this goes on. What was under way goes on by itself afterwards.',
    cancel: 'Cancel',
  },

  accounts: {
    title: 'Accounts',
    current: 'In use',
    use: 'Use',
    signOut: 'Sign out…',
    add: 'Add an account with your browser',
    addByCode: 'Add one with a code',
    signOutTitle: (userName: string) => `Sign out ${userName}?`,
    signOutExplains:
      'Its session is removed from this computer, and so is what was last chosen with it. Nothing changes in Azure.',
    signOutConfirm: 'Sign out',
  },

  confirm: {
    title: 'Is this where your cloud signs people in?',
    explains:
      'Whoever runs this address gets the password that is typed there. Compare it with what the operator of your cloud gave you.',
    authority: 'Sign-in address',
    resourceManager: 'Resource Manager',
    ca: 'Trusts the authority',
    fingerprint: 'Fingerprint SHA-256',
    yes: 'Yes, this is the address',
  },

  which: {
    title: 'Which Azure',
    change: 'Which Azure…',
    submit: 'Use it',
    working: 'Looking at the cloud',
    label: 'Cloud',
    explains: {
      public: 'The one that nearly everybody uses.',
      'us-government': 'For agencies of the United States and their partners.',
      china: 'Run by 21Vianet.',
      custom: 'One whose addresses you type in, such as Azure Stack.',
    } satisfies Record<CloudName, string>,
    resourceManager: 'Address of Resource Manager',
    resourceManagerHint: 'Such as https://management.local.azurestack.external. The rest is asked for there.',
    caFile: 'Authority of its certificates',
    caFileHint: 'Only needed where this computer does not trust it already.',
    caFileNone: 'Those that this computer trusts',
    chooseCaFile: 'Choose a file…',
    forgetCaFile: 'Use none',
    more: 'More',
    authority: 'Sign-in address',
    scope: 'Scope of tokens',
    leftEmpty: 'Left empty, the cloud says it.',
    registry: 'Domain of container registries',
    containerInstances: 'Domain of container instances',
    kubernetes: 'Domain of clusters',
    clientId: 'Client id',
    clientIdHint: 'The Application (client) ID of the app registration that Latchkey signs in as.',
    clientIdElsewhereHint: 'The Application (client) ID of the app registration there. Left empty, it stays as it was.',
  },

  where: {
    title: 'Where',
    explains: 'Remembered: a new service on Azure begins with it. Each can go elsewhere.',
    as: (userName: string, cloud: string) =>
      `Signed in as ${userName}, in ${cloud}. Another account or cloud is chosen on the page Azure.`,
    soFar: (count: number) => (count === 0 ? 'Loading' : `${figure(count)} so far`),
    shown: (shown: number, of: number) => `The first ${shown} of ${figure(of)}. Type to find others.`,
    nothing: (query: string) => `Nothing here is called ${query}.`,
    again: 'Try again',
    reload: (label: string) => `Load again: ${label}`,
    gone: (name: string) => `${name}, chosen last time, cannot be chosen any more.`,
    tenant: 'Tenant',
    tenantNone: 'This account is in no tenant.',
    guest: 'guest',
    subscription: 'Subscription',
    subscriptionNone: 'This account sees no subscription in this tenant. Ask an owner of one for a role in it.',
    subscriptionStates: {
      enabled: '',
      warned: 'a payment is open',
      disabled: 'disabled: nothing can be created in it',
    } satisfies Record<AzureSubscription['state'], string>,
    resourceGroup: 'Resource group',
    resourceGroupNone: 'There is none yet.',
    createGroup: 'Create a resource group…',
    region: 'Region',
    regionNone: 'This subscription has no region.',
    notOffered: 'without Azure Container Instances',
  },

  containerGroups: {
    label: 'Container group',
    none: 'This subscription has no container group.',
    latchkey: (hostName: string) => `Latchkey: ${hostName}`,
    notSecurable: 'runs Windows: no gateway can be put in front of it',
  },

  createGroup: {
    title: 'Create a resource group',
    explains: (subscription: string) =>
      `It is created in ${subscription}, now. It costs nothing, and what is put into it can be deleted together.`,
    name: 'Name',
    nameMissing: 'Type a name for it.',
    region: 'Region of the group',
    regionMissing: 'Choose a region.',
    submit: 'Create it',
    working: 'Creating it',
  },

  region: {
    title: (region: string) => `Azure Container Instances in ${region}`,
    notOffered: (region: string) =>
      `Azure Container Instances is not offered in ${region}. Choose another region for it.`,
    notRegistered: 'This subscription has not used Azure Container Instances yet. It is registered for it once.',
    asking: 'Asking what it offers',
    quotas: 'Quotas',
  },

  image: {
    title: 'Images',
    explains:
      'See which container images are within reach. The registry is remembered; which image runs is asked for each service.',
    from: 'Look',
    fromRegistry: 'in the subscription’s registries',
    fromName: 'by an image’s name, in any registry',
    registry: 'Container registry',
    registryNone: 'This subscription has no registry.',
    adminUserOff: 'admin user off',
    repository: 'Repository',
    repositoryNone: 'Nothing was pushed to this registry yet.',
    tag: 'Tag',
    tagNone: 'This repository has no tag.',
    whole: 'Whole name',
    name: 'Name of the image',
    nameHint: 'As docker pull takes it, such as nginx or contoso.azurecr.io/churn:12.',
    read: 'Take it apart',
    facts: { registry: 'Registry', repository: 'Repository', tag: 'Tag', digest: 'Digest' },
    notAsked: 'This is how the name is understood. Whether there is such an image was not asked.',
  },
} as const;

/** What a cloud is called in a sentence: a custom one by its address. */
export function cloudInWords({ name, resourceManager }: SignInState['cloud']): string {
  return name === 'custom' ? new URL(resourceManager).host : azureWords.clouds[name];
}

/** Where a region is, and what it lacks: `Europe`, `Europe, without Azure Container Instances`. */
export function regionInWords({ geography, offered }: Region): string {
  return joined([geography, offered ? '' : azureWords.where.notOffered]);
}

/** What a container group can be in a region. */
export function offerInWords({ largest, gpus }: RegionOffer): string {
  const size =
    largest === undefined
      ? 'Azure does not say how large a container group can be there.'
      : `A container group has up to ${quantity(largest.cpu, 'processor')} and ${figure(largest.memoryGb)} GB of memory.`;
  return gpus.length === 0 ? size : `${size} There are GPUs of the kind ${listed(gpus)}.`;
}

/** A quota as a line: `Standard Cores: 4 of 10 used`; `none` where the subscription may have none of it. */
export function quotaInWords({ displayName, name, used, limit }: Quota): string {
  const what = displayName === '' ? name : displayName;
  return limit === 0 ? `${what}: none` : `${what}: ${figure(used)} of ${figure(limit)} used`;
}

/** When a tag was last pushed. */
export function tagInWords({ updated }: ImageTag, now: Date): string {
  return updated === '' ? '' : `pushed ${dateInWords(updated, now)}`;
}

/** How long a code is still good: `14:05`. */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Parts of a line, without the empty ones. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
