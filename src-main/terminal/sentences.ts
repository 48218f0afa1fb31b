import { keyName } from '../certificates/checks/key-checks';
import type { Finding } from '../../shared/certificates/finding';
import { findingInWords } from '../../shared/certificates/finding-words';
import type { Problem, ProblemCode } from '../../shared/problem';
import { isDevelopmentOnly } from '../certificates/development/development-only';
import type { Certificate } from '../certificates/model';
import { displayName } from '../certificates/x509/names';
import type { ReadFile } from './read-files';

/** What did not happen, in one line for a terminal; the window says more. */
export function problemSentence({ code, facts }: Problem): string {
  const sentence = SENTENCES[code].replaceAll(/\{(\w+)\}/gu, (_, fact: string) => String(facts[fact] ?? '?'));
  return `${sentence} (${code})`;
}

/** What a finding says in one line: what is, why it matters, what to do, and its code. */
export function findingSentence(finding: Finding): string {
  const { what, why, fix } = findingInWords(finding, new Date());
  return [what, why, ...(fix === undefined ? [] : [fix]), `(${finding.code})`].join(' ');
}

/** What one file holds, a line for each thing in it. */
export function contentsLines({
  path,
  format,
  certificates,
  privateKeys,
  requests,
  problem,
}: ReadFile): readonly string[] {
  return [
    `${path}: ${format}`,
    ...certificates.map((certificate) => `  certificate  ${certificateLine(certificate)}`),
    ...privateKeys.map(
      ({ publicKey, encrypted }) => `  private key  ${keyName(publicKey)}${encrypted ? ', was encrypted' : ''}`,
    ),
    ...requests.map(({ subject, publicKey }) => `  request      ${displayName(subject)}, ${keyName(publicKey)}`),
    ...(problem ? [`  problem      ${problemSentence(problem)}`] : []),
  ];
}

function certificateLine(certificate: Certificate): string {
  const { subject, issuer, dnsNames, ipAddresses, notAfter, publicKey } = certificate;
  const names = [...dnsNames, ...ipAddresses].join(', ') || displayName(subject);
  const flag = isDevelopmentOnly(certificate) ? ', for development only' : '';
  return `${names}, issued by ${displayName(issuer)}, until ${notAfter.slice(0, 10)}, ${keyName(publicKey)}${flag}`;
}

const SENTENCES: Readonly<Record<ProblemCode, string>> = {
  unexpected: 'Something happened that Latchkey does not know.',
  'call.unknown': 'There is no such call.',
  'call.invalid': 'Line {line} of the list is not a JSON object with a "path".',
  'call.not-trusted': 'The call came from somewhere else.',
  'file.not-found': '{name} is not there.',
  'file.not-readable': '{name} may not be read by you.',
  'file.too-large': '{name} has {size} bytes; certificate files have less than {limit}.',
  'file.too-many': 'There are more than {limit} files.',
  'file.exists': '{names}: there already, and not replaced. Use --force, or another --name or --out.',
  'file.not-written': '{name} was not written ({reason}). Nothing is left of it.',
  'file.not-restored': '{name} was not put back; what it was before is {aside} in the same folder.',
  'file.written-differs': '{name} was written, but reads back differently; it was removed.',
  'folder.not-chosen': 'No folder was chosen.',
  'folder.not-searched':
    '{name} was not searched: it is a link to another folder, lies too deep, or is not open to you.',
  'clipboard.no-text': 'There is no text on the clipboard.',
  'certificate.password-needed': '{name} is protected by a password. Give it with --password-file.',
  'certificate.wrong-password':
    '{name} was not opened: the password is not the one it was made with. It is case-sensitive.',
  'certificate.unsupported-encryption': '{name} is encrypted in a way that Latchkey does not know: {algorithm}.',
  'certificate.unsupported-key': '{name} holds a private key of a kind that Latchkey does not know: {algorithm}.',
  'certificate.too-many-iterations': '{name} asks for {iterations} iterations to open; Latchkey does up to {limit}.',
  'certificate.too-much-memory':
    '{name} needs more memory than it may have: name the certificate that you need and its key, each in a file of its own.',
  'certificate.damaged': '{name} is damaged or was cut short ({what}). Get it again from where it came from.',
  'certificate.empty-file': '{name} is empty.',
  'certificate.other-kind': '{name} holds no certificate, private key or request. It is: {kind}.',
  'certificate.nothing-found': '{name} holds no certificate, private key or request.',
  'certificate.reading-stopped': 'The reading of {name} was stopped.',
  'certificate.gone': 'That is not there any more.',
  'certificate.not-ready': '{name} would be refused by Azure: {finding}.',
  'certificate.none-to-convert': 'There is no certificate for a server in these files.',
  'certificate.several-to-convert':
    'There are several certificates in these files: {names}. Convert them one at a time, or leave out --name.',
  'certificate.zip-encrypted':
    '{name} is a ZIP whose files are encrypted: unpack it with its password, and name the files.',
  'certificate.zip-method': '{name} is a ZIP packed in an unusual way: unpack it, and name the files.',
  'certificate.zip-too-large': '{name} is a ZIP with too much in it: unpack it, and name the certificate files.',
  'certificate.zip-too-many':
    '{name} is a ZIP with more than {limit} files in it: unpack it, and name the certificate files.',
  'host-name.invalid': '"{hostName}" is no host name ({reason}).',
  'issuer.not-downloaded': 'Nothing was downloaded from {address} ({reason}).',
  'issuer.not-a-certificate': 'What {address} sends is no certificate.',
  'issuer.does-not-fit': 'The certificate at {address} is {name}, and did not sign this one.',
  'output.key-missing': '{name} was not written: the private key is not among the files.',
  'output.password-missing': 'This form is encrypted: name a file with its new password.',
  'request.gone': 'This request is not there any more.',
  'request.no-host-names': 'A request needs a host name.',
  'request.too-many-host-names': 'A certificate is made for at most {limit} host names.',
  'request.country-invalid': '"{country}" is no country of two letters.',
  'library.gone': 'This is not in the library any more.',
  'library.entry-damaged': '{fileName} could not be understood, and was moved aside.',
  'library.entry-newer': '{fileName} was written by a newer version, and was left as it is.',
  'library.entry-not-readable': '{fileName} could not be read, and was left as it is.',
  'library.key-not-opened': 'The keyring does not open the private key of {name}.',
  'library.folder-not-readable': 'What is kept in {folder} could not be read.',
  'library.not-deleted': '{name} was not deleted.',
  'library.not-saved': '{name} was not kept.',
  'library.not-protected': '{name} was not kept: the keyring did not protect its keys.',
  'development.authority-exists': 'There is a development authority already.',
  'development.no-authority': 'There is no development authority.',
  'batch.same-folder': 'The two folders are the same one.',
  'batch.running': 'A folder is being converted already.',
  'batch.nothing': 'There is no file in {folder}.',
  'gateway.port-taken': 'Another program listens on port {port}.',
  'gateway.port-not-allowed': 'This system keeps port {port} for programs of its own.',
  'gateway.ended': 'The gateway of {hostName} ended.',
  'service.gone': 'This service is not there any more.',
  'service.not-complete': 'The service is not complete: {missing} is missing.',
  'service.not-deployed': 'The service was not deployed yet.',
  'service.certificate-gone': 'The library has the certificate of {hostName} no more: deploy another one first.',
  'service.place-fixed':
    'The service stays in the container group {name}: delete it from Azure first, or secure a new service.',
  'service.model-address-invalid': '{address} is no address of a model on this computer ({reason}).',
  'service.model-not-answering': 'The model at {address} did not answer ({reason}).',
  'service.example-invalid': 'The example is not JSON.',
  'service.origin-invalid': '{origin} is no origin such as https://app.contoso.com.',
  'service.host-name-blocked': 'A service cannot have the host name {hostName} ({finding}).',
  'deployment.plan-gone': 'The service changed since the plan was shown.',
  'deployment.not-confirmed': 'The host name {hostName} was not typed to confirm.',
  'deployment.running': 'A deployment of {hostName} is under way.',
  'deployment.gone': 'This deployment is not there any more.',
  'deployment.change-not-offered': 'The service can not be changed in that way ({change}).',
  'deployment.values-missing': 'Values that only you know are missing: {count}.',
  'service.value-unusable': '{name} was not kept ({reason}).',
  'service.api-key-unusable': 'The {slot} API key is not one that Latchkey makes.',
  'container-group.setting-unusable': 'Azure does not take the {setting} of the container group ({reason}).',
  'container-group.gone': 'The container group {name} is not there any more.',
  'container-group.not-securable': 'The container group {name} can not get a gateway ({reason}).',
  'container-group.size-not-offered': 'There is no container group with {cpu} CPU and {memoryGb} GB in {region}.',
  'container-group.stopped': 'The container group {name} is stopped: start it first.',
  'container-group.name-taken': 'Another container group in {resourceGroup} is called {name}.',
  'container-group.not-ready': 'The container {container} of {name} does not run ({reason}).',
  'container-group.gateway-silent': 'The gateway of {name} does not answer at {address}.',
  'gateway.setting-unusable': 'The gateway was not started: its {setting} can not be used.',
  'gateway.certificate-unusable': 'The gateway does not load this certificate with this private key.',
  'cloud.address-unusable': '"{address}" can not be the {field} of a cloud ({reason}).',
  'cloud.ca-file-unusable': '{name} holds no certificate of an authority that can be used ({reason}).',
  'cloud.not-described': '{address} does not say what its cloud is: {missing} is missing.',
  'cloud.client-id-unusable': '"{clientId}" is no client id: those look like 04b07795-8ddb-461a-bbee-02f9e1bf7b46.',
  'sign-in.client-id-missing': 'Nobody can sign in before a client id is set.',
  'sign-in.cloud-not-confirmed': 'Signing in at {authority} was not confirmed.',
  'sign-in.needed': 'Nobody is signed in to Azure.',
  'sign-in.running': 'Somebody is signing in already.',
  'sign-in.cancelled': 'Signing in was cancelled.',
  'sign-in.expired': 'The code was not used in time.',
  'sign-in.declined': 'Azure did not let you sign in ({reason}, {entra}).',
  'sign-in.browser-not-opened': 'The browser was not opened.',
  'sign-in.kept-not-opened': 'The keyring does not open the sessions that were kept: sign in again.',
  'sign-in.not-kept': 'You are signed in until Latchkey closes: the session was not kept ({reason}).',
  'azure.offline': '{host} was not reached.',
  'azure.timeout': '{host} did not answer within {seconds} seconds.',
  'azure.proxy-sign-in': 'The proxy on the way to {host} wants a name and password.',
  'azure.tls-not-trusted': 'The certificate of {host} is not trusted on this computer ({reason}).',
  'azure.clock-wrong': 'The clock of this computer is {minutes} minutes {direction}.',
  'azure.throttled': 'Azure gets too many requests and asks to wait.',
  'azure.unavailable': 'Azure has a difficulty of its own ({service}, {status}).',
  'azure.forbidden': '{userName} may not do that on the {scope} {name}: it takes the role {role}.',
  'azure.not-found': 'There is no {what} {name}, or you may not see it.',
  'azure.conflict': 'Azure is doing something else with {name} ({azure}).',
  'azure.group-busy': 'The container group {name} is still being started, stopped or changed.',
  'azure.must-recreate': 'Azure changes the container group {name} that way only when it is deleted and made anew.',
  'azure.dns-label-taken': 'The DNS name label {label} is taken in this region.',
  'azure.image-not-available': 'Azure does not get the image {image}: it is not there, or the registry says no.',
  'azure.no-capacity': 'Azure has no room in {region} now: choose a smaller size or another region.',
  'azure.quota-reached':
    'The quota {quota} of the subscription is used up in {region}: choose a smaller size or another region.',
  'azure.subscription-disabled': 'The subscription {name} is disabled.',
  'azure.provider-not-registered': 'The subscription is not registered for {provider}.',
  'azure.policy': 'A policy of the organisation forbids that.',
  'azure.refused': 'Azure declined that ({azure}).',
  'azure.not-understood': 'What answers at {host} is not Azure.',
  'azure.answer-too-large': '{host} answers more than Latchkey takes.',
  'azure.host-elsewhere': 'Azure named {host}, which is none of its own: nothing was sent there.',
  'azure.operation-failed': 'Azure began with {name} and did not finish ({reason}, {azure}).',
  'azure.list-gone': 'The rest of the list is gone: start again.',
  'azure.group-name-unusable': '"{name}" can not be the name of a resource group ({reason}).',
  'azure.group-elsewhere': 'The resource group {name} exists in {existing}.',
  'azure.image-name-unusable': '"{name}" is no name of an image ({reason}).',
  'azure.registry-elsewhere': 'The registry {name} is at {host}, which is not in this cloud.',
  'azure.registry-without-user': 'The registry {name} has no user of its own.',
};
