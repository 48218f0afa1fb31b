import type { Facts, ProblemCode } from '../../shared/problem';
import { fact, factAsNumber } from '../../shared/facts';
import type { ProblemWords } from './problems';
import { quantity } from './quantities';

type AzureCode = Extract<ProblemCode, `azure.${string}` | `cloud.${string}` | `sign-in.${string}`>;

/** What goes wrong between here and Azure, in words. */
export const azureProblemWords = {
  'cloud.address-unusable': (facts) => ({
    title:
      fact(facts, 'reason', '') === 'empty'
        ? `There is no address yet for ${fieldName(facts)} of the cloud.`
        : `${quoted(facts, 'address', 'An address')} can not be ${fieldName(facts)} of a cloud.`,
    causes: [addressReasons[fact(facts, 'reason', '')] ?? 'It is not an address as clouds have them.'],
    next: 'Copy the address from the description of your cloud, which its operator has.',
  }),
  'cloud.ca-file-unusable': (facts) => ({
    title: `${fact(facts, 'name', 'The file')} was not taken as the authority of your cloud.`,
    causes: [caReasons[fact(facts, 'reason', '')] ?? 'It is not a certificate of an authority.'],
    next: 'Choose the .pem or .crt file that the operator of your cloud gives out.',
  }),
  'cloud.not-described': (facts) => ({
    title: `${fact(facts, 'address', 'Resource Manager')} does not say ${fieldName(facts, 'missing')} of its cloud.`,
    causes: ['Some clouds leave that out of their description.'],
    next: 'Ask the operator of your cloud for it, and type it in.',
  }),
  'cloud.client-id-unusable': (facts) => ({
    title: `${quoted(facts, 'clientId', 'This')} is not a client id.`,
    causes: ['A client id has five groups of digits and letters from a to f, with hyphens between them.'],
    next: 'Copy the Application (client) ID from the page of the app registration in the Azure portal.',
  }),
  'sign-in.client-id-missing': () => ({
    title: 'Latchkey cannot sign in to this Azure yet: it has no client id there.',
    causes: ['Latchkey needs an app registration in Microsoft Entra ID, and this copy comes without one.'],
    next: 'Ask whoever looks after Microsoft Entra ID for an app registration for Latchkey, and put its client id in under Which Azure.',
  }),
  'sign-in.cloud-not-confirmed': (facts) => ({
    title: `Nobody was signed in, because ${fact(facts, 'authority', 'the address')} has not been confirmed.`,
    causes: ['Whoever runs that address gets the password that is typed there.'],
    next: 'Compare the address with the one that the operator of your cloud gave you, and confirm it.',
  }),
  'sign-in.needed': () => ({
    title: 'You are not signed in to Azure.',
    causes: ['You have signed out, or your organisation ended the session.'],
    next: 'Sign in.',
  }),
  'sign-in.running': () => ({
    title: 'A sign-in is waiting already.',
    causes: ['It may be behind this window, in the browser.'],
    next: 'Finish that one, or cancel it.',
  }),
  'sign-in.cancelled': () => ({
    title: 'The sign-in was cancelled.',
    causes: ['Nothing was done in Azure.'],
    next: 'Sign in when you are ready.',
  }),
  'sign-in.expired': () => ({
    title: 'The code was not used in time.',
    causes: ['A code is good for about 15 minutes.'],
    next: 'Get a new code.',
  }),
  'sign-in.declined': (facts) => ({
    title: 'Azure did not let you sign in.',
    ...whyDeclined(facts),
    ...azureReference(facts, 'entra'),
  }),
  'sign-in.browser-not-opened': () => ({
    title: 'Your browser was not opened.',
    causes: ['This computer may have no default browser.'],
    next: 'Sign in with a code instead: any browser will do, also on another device.',
  }),
  'sign-in.kept-not-opened': () => ({
    title: 'You have to sign in again.',
    causes: ['The keyring of this computer does not open what was kept: it was made anew, or under another login.'],
    next: 'Sign in.',
  }),
  'sign-in.not-kept': () => ({
    title: 'You are signed in, but only until Latchkey closes.',
    causes: ['The session could not be written: the drive may be full or write-protected.'],
    next: 'Free some space, and sign in again.',
  }),
  'azure.offline': (facts) => ({
    title: `${host(facts)} was not reached.`,
    causes: ['This computer may be offline.', 'A firewall or a VPN may be in the way.'],
    next: 'Check the connection, and try again.',
  }),
  'azure.timeout': (facts) => ({
    title: `${host(facts)} did not answer${within(facts)}.`,
    causes: ['The connection or Azure may be slow right now.'],
    next: 'Try again.',
  }),
  'azure.proxy-sign-in': (facts) => ({
    title: `${host(facts)} was not reached: the proxy of your network wants a name and password.`,
    causes: ['Latchkey uses the proxy settings of this computer, and does not sign in to proxies itself.'],
    next: 'Ask whoever runs your network to let Latchkey through to Azure without a sign-in.',
  }),
  'azure.tls-not-trusted': (facts) => ({
    title: `${host(facts)} was not trusted, and nothing was sent.`,
    causes: [
      tlsReasons[fact(facts, 'reason', 'other')] ?? 'Its certificate does not pass the checks of this computer.',
    ],
    next: tlsNext(facts),
  }),
  'azure.clock-wrong': (facts) => ({
    title: `The clock of this computer is ${off(facts)}.`,
    causes: ['Azure does not accept sign-ins from another time.'],
    next: 'Set the clock, or let the system set it, and try again.',
  }),
  'azure.throttled': (facts) => ({
    title: 'Azure gets too many requests from you or your organisation right now.',
    causes: ['Azure counts all programs together, and lets fewer requests through until it is calmer.'],
    next: `Wait ${waiting(facts)}, and try again.`,
  }),
  'azure.unavailable': (facts) => ({
    title: `${serviceNames[fact(facts, 'service', '')] ?? 'Azure'} has a difficulty of its own.`,
    causes: ['This is not about you or your service: most pass within minutes.'],
    next: 'Try again in a few minutes; azure.status.microsoft says what is known.',
  }),
  'azure.forbidden': (facts) => ({
    title: `${fact(facts, 'userName', 'Your account')} is not allowed to do that in ${scope(facts)}.`,
    causes: [
      `It takes the role ${fact(facts, 'role', 'Contributor')} there.`,
      'A role that was just given works after a few minutes.',
    ],
    next: `Ask an owner of ${scope(facts)} to give you the role ${fact(facts, 'role', 'Contributor')}.`,
    ...azureReference(facts, 'action'),
  }),
  'azure.not-found': (facts) => ({
    title: `${kind(facts)} ${fact(facts, 'name', '')} was not found.`.replaceAll(/ +/gu, ' '),
    causes: ['It may have been deleted or renamed.', 'Your account may not be allowed to see it.'],
    next: 'Choose another one, or ask its owner.',
  }),
  'azure.conflict': (facts) => ({
    title: `Azure is doing something else with ${fact(facts, 'name', 'it')} right now.`,
    causes: ['Somebody may be changing it, or it is still being deleted.'],
    next: 'Wait a minute, and try again.',
    ...azureReference(facts, 'azure'),
  }),
  'azure.group-busy': (facts) => ({
    title: `Azure is not done yet with the container group${named(facts, 'name')}.`,
    causes: ['It is still being started, stopped or changed.'],
    next: 'Wait a minute, and try again.',
  }),
  'azure.must-recreate': (facts) => ({
    title: `Azure did not change the container group${named(facts, 'name')}: it takes this change only in a new one.`,
    causes: [
      'Size, region, restart policy and network of a container group stay as they were made.',
      'A container group that was stopped is not changed either.',
    ],
    next: 'Have it deleted and made anew: it is away for some minutes, and its IP address changes.',
  }),
  'azure.dns-label-taken': (facts) => ({
    title: `${quoted(facts, 'label', 'The DNS name label')} is taken in this region of Azure.`,
    causes: ['Another container group, perhaps of somebody else, has that DNS name label.'],
    next: 'Choose another label.',
  }),
  'azure.image-not-available': (facts) => ({
    title: `Azure did not get the image${named(facts, 'image')}.`,
    causes: ['The image or its tag is not in the registry.', 'The registry does not let Azure have it.'],
    next: 'Check the image’s name and tag, and the credentials of the registry.',
  }),
  'azure.no-capacity': (facts) => ({
    title: `Azure has no room for this in ${fact(facts, 'region', 'this region')} right now.`,
    causes: ['Regions run full at times, for large sizes first.'],
    next: 'Choose a smaller size or another region.',
  }),
  'azure.quota-reached': (facts) => ({
    title: `Your subscription has used up ${quotaName(facts)} in ${fact(facts, 'region', 'this region')}.`,
    causes: [quotaCause(facts)],
    next: 'Choose a smaller size or another region, or remove something that is no longer used.',
  }),
  'azure.subscription-disabled': (facts) => ({
    title: `The subscription ${fact(facts, 'name', '')} is disabled.`.replaceAll(/ +/gu, ' '),
    causes: ['Its credit or its trial may be used up, or a payment is open.'],
    next: 'Choose another subscription, or ask its owner.',
  }),
  'azure.provider-not-registered': (facts) => ({
    title: `Your subscription does not use ${fact(facts, 'provider', 'this part of Azure')} yet.`,
    causes: ['Each part of Azure has to be registered once in a subscription.'],
    next: 'Ask an owner or contributor of the subscription to register it.',
  }),
  'azure.policy': (facts) => ({
    title: 'A policy of your organisation does not allow that.',
    causes: [`The policy${named(facts, 'policy')} limits what may be created, and where.`],
    next: 'Choose another region or resource group, or ask whoever looks after Azure in your organisation.',
  }),
  'azure.refused': (facts) => ({
    title: 'Azure declined that.',
    causes: ['Latchkey does not know this answer of Azure’s; its code is under Details.'],
    next: 'Try again. If it happens again, report it with that code.',
    ...azureReference(facts, 'azure'),
  }),
  'azure.not-understood': (facts) => ({
    title: `Something else than Azure answered in place of ${host(facts)}.`,
    causes: ['Networks of hotels and trains show a page of their own until one has agreed to it.'],
    next: 'Open any page in the browser, do what it asks for, and try again.',
  }),
  'azure.answer-too-large': (facts) => ({
    title: `${host(facts)} answers more than Latchkey takes.`,
    causes: ['That is not how Azure answers.'],
    next: 'Try from another network.',
  }),
  'azure.host-elsewhere': (facts) => ({
    title: `Azure pointed to ${fact(facts, 'host', 'another address')}, which is not part of this cloud.`,
    causes: ['Nothing was sent there.', 'The addresses of a custom cloud may be set wrongly.'],
    next: 'Check the addresses under Which Azure.',
  }),
  'azure.operation-failed': (facts) => ({
    title: `Azure began with ${fact(facts, 'name', 'this')} and did not finish.`,
    ...(operationReasons[fact(facts, 'reason', 'other')] ?? operationOtherwise),
    ...azureReference(facts, 'azure'),
  }),
  'azure.list-gone': () => ({
    title: 'The rest of this list is not there any more.',
    causes: ['It was left for too long, or another account was chosen.'],
    next: 'Load the list again.',
  }),
  'azure.group-name-unusable': (facts) => ({
    title: `${quoted(facts, 'name', 'This')} can not be the name of a resource group.`,
    causes: [groupReasons[fact(facts, 'reason', '')] ?? 'Azure has rules for these names.'],
    next: 'Type a name of letters, digits, hyphens, underscores, full stops and brackets, 90 at most.',
  }),
  'azure.group-elsewhere': (facts) => ({
    title: `The resource group ${fact(facts, 'name', '')} exists already, in another region.`.replaceAll(/ +/gu, ' '),
    causes: [`It is in ${fact(facts, 'existing', 'another region')}, and cannot be moved.`],
    next: 'Use it as it is, or type another name.',
  }),
  'azure.image-name-unusable': (facts) => ({
    title: `${quoted(facts, 'name', 'This')} is not the name of a container image.`,
    causes: [imageReasons[fact(facts, 'reason', '')] ?? 'It is not written as image names are.'],
    next: 'Type it as in contoso.azurecr.io/churn:12.',
  }),
  'azure.registry-elsewhere': (facts) => ({
    title:
      `The registry ${fact(facts, 'name', '')} was not asked, because its address is not one of this cloud.`.replaceAll(
        / +/gu,
        ' ',
      ),
    causes: [`It says that it is at ${fact(facts, 'host', 'another address')}.`],
    next: 'Check the registry’s domain in the settings of the cloud.',
  }),
  'azure.registry-without-user': (facts) => ({
    title: `Azure cannot fetch images from ${fact(facts, 'name', 'this registry')} yet.`,
    causes: ['The registry has no admin user, and no token was given for it.'],
    next: 'Switch the admin user on under Access keys of the registry in the Azure portal, or give a token of it.',
  }),
} satisfies Record<AzureCode, (facts: Facts) => ProblemWords>;

const fieldNames: Readonly<Record<string, string>> = {
  resourceManager: 'the Resource Manager',
  authority: 'the sign-in address',
  scope: 'the scope of tokens',
  registry: 'the domain of container registries',
  containerInstances: 'the domain of container instances',
  kubernetes: 'the domain of clusters',
};
const addressReasons: Readonly<Record<string, string>> = {
  empty: 'Everything else is asked for there.',
  'not-https': 'It does not begin with https://, so that tokens would travel unprotected.',
  'not-an-origin': 'There is more in it than the name of a server and a port.',
  'host-name': 'The name in it is not a name that a server can have.',
  elsewhere: 'It leads to another server than the cloud’s own.',
};
const caReasons: Readonly<Record<string, string>> = {
  'not-readable': 'It cannot be opened, or is too large.',
  'not-a-certificate': 'It holds no certificate in PEM form.',
  'not-an-authority': 'The certificate in it is that of a server, not that of an authority.',
};
interface Why {
  readonly causes: readonly string[];
  readonly next: string;
}
const declinedOtherwise: Why = {
  causes: ['Azure’s own page says why; its code is under Details.'],
  next: 'Try again, or give that code to whoever looks after Microsoft Entra ID in your organisation.',
};
const declinedReasons: Readonly<Record<string, Why>> = {
  declined: {
    causes: ['The request was declined on Azure’s page.'],
    next: 'Sign in again, and accept what Latchkey asks for.',
  },
  consent: {
    causes: ['Your organisation has not allowed Latchkey yet.'],
    next: 'Ask whoever looks after Microsoft Entra ID to grant Latchkey the permission to use Azure Resource Manager.',
  },
  'device-code': {
    causes: ['Many organisations do not allow signing in with a code.'],
    next: 'Sign in with the browser of this computer.',
  },
  application: {
    causes: ['The client id under Which Azure is not known there, or its registration lacks something.'],
    next: 'Compare the client id under Which Azure with the app registration in the Azure portal.',
  },
  account: {
    causes: ['This account does not belong to the tenant and is not a guest of it.'],
    next: 'Use another account, or ask the tenant’s administrator to invite this one.',
  },
  policy: {
    causes: [
      'A rule of your organisation asks for something: a managed computer, another network, or a second factor.',
    ],
    next: 'Ask whoever looks after Microsoft Entra ID what it takes to sign in from here.',
  },
};
const tlsReasons: Readonly<Record<string, string>> = {
  'unknown-authority':
    'Its certificate comes from an authority that this computer does not know, as where a company’s network inspects traffic.',
  name: 'Its certificate is for another name, as where a network shows a page of its own.',
  dates: 'Its certificate has ended or has not begun, which may be this computer’s clock.',
};
const serviceNames: Readonly<Record<string, string>> = {
  'sign-in': 'Azure’s sign-in',
  'resource-manager': 'Azure Resource Manager',
  registry: 'The container registry',
};
const scopeNames: Readonly<Record<string, string>> = {
  tenant: 'the tenant',
  subscription: 'the subscription',
  'resource-group': 'the resource group',
  registry: 'the registry',
  resource: 'the resource',
};
const kinds: Readonly<Record<string, string>> = {
  tenant: 'The tenant',
  subscription: 'The subscription',
  'resource-group': 'The resource group',
  'container-group': 'The container group',
  registry: 'The registry',
  repository: 'The repository',
};
const groupReasons: Readonly<Record<string, string>> = {
  empty: 'There is nothing in it.',
  length: 'It is longer than 90 characters.',
  characters: 'There is a character in it that Azure does not allow there.',
  dot: 'It ends with a full stop.',
};
const imageReasons: Readonly<Record<string, string>> = {
  empty: 'There is nothing in it.',
  registry: 'What stands before the first slash is not the name of a registry.',
  repository:
    'The name of a repository has small letters and digits, with single full stops, hyphens, underscores and slashes between them.',
  tag: 'A tag has letters, digits, full stops, hyphens and underscores, 128 at most.',
  digest: 'A digest is sha256: and 64 digits and letters from a to f.',
  length: 'It is longer than such names can be.',
};
const operationOtherwise: Why = {
  causes: ['Azure’s code for it is under Details.'],
  next: 'Look at what it says of the resource in the Azure portal, or try again.',
};
const operationReasons: Readonly<Record<string, Why>> = {
  'image-not-found': {
    causes: ['The image or its tag is not in the registry.'],
    next: 'Check the image’s name and tag, and try again.',
  },
  'image-not-allowed': {
    causes: ['The registry did not let Azure fetch the image.'],
    next: 'Check the credentials of the registry, and try again.',
  },
  'registry-busy': {
    causes: ['The registry lets only so many images be fetched from Azure, Docker Hub above all.'],
    next: 'Use a copy of the image in a registry of your own, or try again in some hours.',
  },
  'no-capacity': { causes: ['The region has no room right now.'], next: 'Choose a smaller size or another region.' },
  quota: {
    causes: ['A quota of the subscription is used up.'],
    next: 'Choose a smaller size or another region, or remove something that is no longer used.',
  },
  'container-ends': {
    causes: ['The program in the container ends by itself as soon as it has started.'],
    next: 'Read the last lines of the container, and show them to whoever made the image.',
  },
  timeout: { causes: ['It takes longer than such things take.'], next: 'Look into the Azure portal, and try again.' },
};

function whyDeclined(facts: Facts): Why {
  const reason = fact(facts, 'reason', 'other');
  if (reason !== 'other-account') return declinedReasons[reason] ?? declinedOtherwise;
  const who = fact(facts, 'userName', 'the account that Latchkey works with');
  return { causes: [`Somebody else signed in than ${who}.`], next: `Sign in as ${who}, or choose the other account.` };
}

function fieldName(facts: Facts, key = 'field'): string {
  return fieldNames[fact(facts, key, '')] ?? 'an address';
}

function host(facts: Facts): string {
  return fact(facts, 'host', 'Azure');
}

function quoted(facts: Facts, key: string, fallback: string): string {
  const value = fact(facts, key, '');
  return value === '' ? fallback : `“${value}”`;
}

function named(facts: Facts, key: string): string {
  const value = fact(facts, key, '');
  return value === '' ? '' : ` ${value}`;
}

function within(facts: Facts): string {
  const seconds = factAsNumber(facts, 'seconds');
  return seconds === undefined ? '' : ` within ${quantity(seconds, 'second')}`;
}

function waiting(facts: Facts): string {
  const seconds = factAsNumber(facts, 'seconds');
  if (seconds === undefined) return 'a few minutes';
  return seconds < 90
    ? quantity(Math.max(1, Math.ceil(seconds)), 'second')
    : quantity(Math.ceil(seconds / 60), 'minute');
}

function off(facts: Facts): string {
  const minutes = factAsNumber(facts, 'minutes');
  const direction = fact(facts, 'direction', '');
  if (minutes === undefined || direction === '') return 'wrong';
  return `${quantity(minutes, 'minute')} ${direction === 'ahead' ? 'fast' : 'slow'}`;
}

function scope(facts: Facts): string {
  return `${scopeNames[fact(facts, 'scope', '')] ?? 'this place'}${named(facts, 'name')}`;
}

function kind(facts: Facts): string {
  return kinds[fact(facts, 'what', '')] ?? 'The resource';
}

function quotaName(facts: Facts): string {
  const quota = fact(facts, 'quota', '');
  return quota === '' ? 'a quota' : `its quota of ${quota}`;
}

function quotaCause(facts: Facts): string {
  const most = factAsNumber(facts, 'limit');
  return most === undefined
    ? 'Azure limits how much a subscription may have in a region.'
    : `The limit there is ${most}.`;
}

function tlsNext(facts: Facts): string {
  return fact(facts, 'reason', '') === 'dates'
    ? 'Check the clock of this computer, and try again.'
    : 'Ask whoever runs your network to install its authority on this computer, or use another network.';
}

/** Azure's own words for it, under Details. */
function azureReference(facts: Facts, key: string): { readonly reference?: string } {
  const parts = [fact(facts, key, ''), fact(facts, 'correlation', '')].filter((part) => part !== '');
  return parts.length === 0 ? {} : { reference: parts.join(' ') };
}
