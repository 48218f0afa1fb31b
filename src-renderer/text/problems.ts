import type { Facts, Problem, ProblemCode } from '../../shared/problem';
import { azureProblemWords } from './azure-problems';
import { containerGroupProblemWords } from './container-group-problems';
import { fact, factAsNumber } from '../../shared/facts';
import { formatWords, otherKindWords, type OtherKindWords } from './formats';
import { figure, listed, quantity, size } from './quantities';

/** A problem in words: what did not happen, what may be behind it, and one thing to do next. */
export interface ProblemWords {
  readonly title: string;
  readonly causes: readonly string[];
  readonly next: string;
  /** Said under Details, copyable, never in the first sentence. */
  readonly reference?: string;
}

/** Turns a problem's code and facts into sentences; `about` is the name of the file it is about, which the title then says. */
export function problemInWords(problem: Problem, about?: string): ProblemWords {
  if (about === undefined) return words[problem.code](problem.facts);
  const said = words[problem.code]({ name: about, ...problem.facts });
  return said.title.includes(about) ? said : { ...said, title: `${about}: ${said.title}` };
}

/** Where a gateway could listen instead, where main found a place. */
function freePort(facts: Facts): string {
  return facts['free'] === undefined ? '' : `: ${fact(facts, 'free', '')} is free`;
}

/** What a damaged file leaves to be done, by the kind of its record. */
const afterDamage: Readonly<Record<string, string>> = {
  certificate: 'Add the certificate’s own files again.',
  request: 'The private key of the request is lost with it: make a new request.',
  authority: 'Make a new development authority.',
  service: 'Set the service up again.',
};

const notSearched: Readonly<Record<string, string>> = {
  link: 'It is a link to another folder, and Latchkey does not follow those.',
  access: 'Your account may not look into it.',
};

type Words = (facts: Facts) => ProblemWords;

const words = {
  unexpected: (facts) => ({
    title: 'That did not work, for a reason Latchkey does not know.',
    causes: ['Latchkey’s log has the details, under the reference below.'],
    next: 'Try it once more. If it happens again, report it with that reference.',
    reference: fact(facts, 'reference', 'none'),
  }),
  'call.unknown': () => ({ title: 'This window asked for something that Latchkey does not do.', ...restart }),
  'call.invalid': () => ({ title: 'This window asked for something in a way that was not understood.', ...restart }),
  'call.not-trusted': () => ({
    title: 'Latchkey did not answer, because the request came from elsewhere.',
    ...restart,
  }),
  'file.not-found': (facts) => ({
    title: `${name(facts)} is not there any more.`,
    causes: ['It was moved, renamed or deleted, or its drive was disconnected.'],
    next: 'Find it and add it again.',
  }),
  'file.not-readable': (facts) => ({
    title: `${name(facts)} was not opened.`,
    causes: ['Your account may not be allowed to read it, or another program keeps it locked.'],
    next: 'Copy it to your Documents folder and add the copy.',
  }),
  'file.too-large': (facts) => ({
    title: `${name(facts)} was not opened, because it is too large${sizes(facts)}.`,
    causes: ['Certificates are small; this is probably something else.'],
    next: 'Add the certificate file itself.',
  }),
  'file.too-many': (facts) => ({
    title: `Not all files were added: ${limit(facts)} fit at a time.`,
    causes: ['A folder with many other files may have been dropped.'],
    next: 'Add only the files that came with the certificate.',
  }),
  'file.exists': (facts) => ({
    title: `${names(facts, 'A file of that name')} already exists in this folder.`,
    causes: ['Nothing was written.'],
    next: 'Replace what is there, or choose another name or folder.',
  }),
  'file.not-written': (facts) => ({ title: `${name(facts)} was not written.`, ...notWritten(facts) }),
  'file.not-restored': (facts) => ({
    title: `${name(facts)} was not saved, and not put back as it was.`,
    causes: ['Another program may have it open.'],
    next: `What it was before is in the same folder under the name ${fact(facts, 'aside', 'of a hidden file')}. Close the other program, then rename that file back.`,
  }),
  'file.written-differs': (facts) => ({
    title: `${name(facts)} was written, but reads back differently.`,
    causes: ['The drive may be full or faulty, or another program changed the file at once.'],
    next: 'Save it into another folder, on another drive if there is one.',
  }),
  'folder.not-searched': (facts) => ({
    title: `The folder ${name(facts)} was not searched.`,
    causes: [notSearched[fact(facts, 'because', '')] ?? 'It lies more than eight folders deep.'],
    next: 'If certificates are in it, add that folder itself.',
  }),
  'folder.not-chosen': () => ({
    title: 'Nothing was saved, because no folder was chosen.',
    causes: ['Files go only into a folder that you chose yourself.'],
    next: 'Choose the folder again.',
  }),
  'clipboard.no-text': () => ({
    title: 'There is no text on the clipboard.',
    causes: ['A file or a picture may be on it instead.'],
    next: 'Copy the certificate’s text, with its BEGIN and END lines, and paste again. Files can be dropped here.',
  }),
  'certificate.password-needed': (facts) => ({
    title: `${name(facts)} is protected by a password.`,
    causes: ['It was set by whoever made the file.'],
    next: 'Type the password, or ask the person who sent the file for it.',
  }),
  'certificate.wrong-password': (facts) => ({
    title: `${name(facts)} was not opened.`,
    causes: ['The password is not the one this file was made with, or the file was made with another keyboard layout.'],
    next: 'Type it again; it is case-sensitive.',
  }),
  'certificate.unsupported-encryption': (facts) => ({
    title: `${name(facts)} was not opened.`,
    causes: [`It is encrypted with ${fact(facts, 'algorithm', 'a method')}, which Latchkey does not know.`],
    next: 'Ask for the file again, exported as PFX with AES-256.',
  }),
  'certificate.unsupported-key': (facts) => ({
    title: `The private key in ${name(facts, 'this file')} cannot be used.`,
    causes: [`It is of a kind that Latchkey does not know: ${fact(facts, 'algorithm', 'not named in the file')}.`],
    next: 'Ask for a certificate with an RSA or EC key.',
  }),
  'certificate.too-many-iterations': (facts) => ({
    title: `${name(facts)} was not opened.`,
    causes: [
      `Its password protection takes ${rounds(facts, 'iterations', 'too many rounds')} of work; at most ${rounds(facts, 'limit', 'a tenth of that')} are done here, so that no file can keep this computer busy for hours.`,
    ],
    next: 'Ask for the file again, exported with the usual settings.',
  }),
  'certificate.too-much-memory': (facts) => ({
    title: `${name(facts, 'What is on the list')} needs more memory than it may have.`,
    causes: ['It holds far more than certificates do, or was made to fill the memory of whatever opens it.'],
    next: 'Add only the certificate that you need and its key, each in a file of its own.',
  }),
  'certificate.damaged': (facts) => ({
    title: `${name(facts)} is damaged${damagedPart(facts)}.`,
    causes: ['It was cut short or changed on its way, as mail programs and text editors do.'],
    next: 'Ask for it again, packed as a ZIP, or download it once more.',
  }),
  'certificate.empty-file': (facts) => ({
    title: `${name(facts)} is empty.`,
    causes: ['The download or the copy did not finish.'],
    next: 'Download or copy it again.',
  }),
  'certificate.other-kind': (facts) => otherKind(facts),
  'certificate.nothing-found': (facts) => ({
    title: `${name(facts)} contains no certificate and no private key.`,
    causes: ['It may be a note or a settings file that came along.'],
    next: 'Leave it out.',
  }),
  'certificate.reading-stopped': (facts) => ({
    title: `${name(facts)} was not read, because you stopped it.`,
    causes: [],
    next: 'Add it again to read it.',
  }),
  'certificate.gone': (facts) => ({
    title: `${name(facts, 'This certificate')} is not on the list any more.`,
    causes: ['Its file was removed from the list.'],
    next: 'Add the file again.',
  }),
  'certificate.not-ready': (facts) => ({
    title: `${name(facts, 'This certificate')} was not saved, because it would not work on Azure.`,
    causes: ['A finding on its card blocks it.'],
    next: 'Do what the finding says, then save again.',
  }),
  'certificate.none-to-convert': () => ({
    title: 'There is no certificate for a server among these files.',
    causes: ['They hold only keys, requests or certificates of authorities.'],
    next: 'Add the certificate that was issued for your host name.',
  }),
  'certificate.several-to-convert': (facts) => ({
    title: `These files hold more than one certificate for a server: ${names(facts, 'several')}.`,
    causes: ['Only one can be saved at a time.'],
    next: 'Choose one of them.',
  }),
  'certificate.zip-encrypted': (facts) => ({
    title: `${name(facts)} was not opened: the files in it are encrypted.`,
    causes: ['Whoever packed it set a password for the ZIP itself.'],
    next: 'Unpack it with its password, then drop the folder here.',
  }),
  'certificate.zip-method': (facts) => ({
    title: `${name(facts)} was not opened: it is packed in an unusual way.`,
    causes: ['Latchkey reads the method that nearly every program uses, and this ZIP was made with another.'],
    next: 'Unpack it with the program that made it, then drop the folder here.',
  }),
  'certificate.zip-too-large': (facts) => ({
    title: `${name(facts)} was not opened: there is too much in it.`,
    causes: ['Certificates are small; most of it is something else.'],
    next: 'Unpack it, and drop the certificate files here.',
  }),
  'certificate.zip-too-many': (facts) => ({
    title: `${name(facts)} was not opened: there are too many files in it.`,
    causes: [`Latchkey opens ${limit(facts)} of a ZIP. Certificates come in a few; most of these are something else.`],
    next: 'Unpack it, and drop the certificate files here.',
  }),
  'host-name.invalid': (facts) => ({
    title: `${hostName(facts)} is not a host name.`,
    causes: [hostNameReasons[fact(facts, 'reason', '')] ?? 'It has characters that host names cannot have.'],
    next: 'Type it like api.contoso.com, *.contoso.com or 10.0.0.7.',
  }),
  'issuer.not-downloaded': (facts) => ({
    title: `Nothing was downloaded from ${fact(facts, 'address', 'this address')}.`,
    causes: [downloadReasons[fact(facts, 'reason', '')] ?? 'The server did not answer as it should.'],
    next: 'Try again later, or get the file from the certificate authority and add it here.',
  }),
  'issuer.not-a-certificate': (facts) => ({
    title: `What ${fact(facts, 'address', 'this address')} sends is not a certificate.`,
    causes: ['A sign-in page of the network may have answered in its place.'],
    next: 'Get the file from the certificate authority and add it here.',
  }),
  'issuer.does-not-fit': (facts) => ({
    title: `The certificate at ${fact(facts, 'address', 'this address')} is not the one that is missing.`,
    causes: [`It is ${fact(facts, 'name', 'another one')}, and its key did not sign yours. It was not used.`],
    next: 'Ask the certificate authority for the right one.',
  }),
  'output.key-missing': (facts) => ({
    title: `${name(facts)} was not written, because its private key is not here.`,
    causes: ['This form holds the private key.'],
    next: 'Add the file with the private key, or save the certificate alone.',
  }),
  'output.password-missing': () => ({
    title: 'Nothing was written, because this form needs a password.',
    causes: ['It is encrypted with a password that you choose.'],
    next: 'Type a password.',
  }),
  'request.gone': () => ({
    title: 'This request is not here any more.',
    causes: ['It was deleted.'],
    next: 'Make a new one.',
  }),
  'request.no-host-names': () => ({
    title: 'There is no host name yet.',
    causes: ['A certificate is made for the names of a server.'],
    next: 'Type the host name of your service.',
  }),
  'request.too-many-host-names': (facts) => ({
    title: `These are too many host names: at most ${figure(factAsNumber(facts, 'limit') ?? 100)} names go into a certificate here.`,
    causes: ['Many authorities take no more.'],
    next: 'Keep some of them here, and make another one for the rest.',
  }),
  'request.country-invalid': (facts) => ({
    title: `${fact(facts, 'country', 'This')} is not a country code.`,
    causes: ['Authorities want two letters, such as DE, GB or US.'],
    next: 'Type the two letters, or leave it empty.',
  }),
  'library.gone': () => ({
    title: 'This is not in the library any more.',
    causes: ['It was deleted.'],
    next: 'Add its files on the Certificates page again.',
  }),
  'library.entry-damaged': (facts) => ({
    title: `${fact(facts, 'fileName', 'A file of the library')} could not be understood.`,
    causes: ['It was changed by another program or by a faulty drive.'],
    next: `${afterDamage[fact(facts, 'kind', '')] ?? afterDamage['certificate']} The file was ${facts['stays'] === true ? 'left where it is' : 'set aside, not deleted'}, and is named here until you delete it from its folder.`,
  }),
  'library.entry-newer': (facts) => ({
    title: `${fact(facts, 'fileName', 'A file of the library')} was written by a newer Latchkey.`,
    causes: ['This Latchkey is older than the one that kept it.'],
    next: 'It was left as it is. Install the newer version again to use it.',
  }),
  'library.entry-not-readable': (facts) => ({
    title: `${fact(facts, 'fileName', 'A file of the library')} could not be read.`,
    causes: ['Its permissions were changed, or it belongs to another user.'],
    next: 'It was left as it is. Restore your access to it, then start Latchkey again.',
  }),
  'library.key-not-opened': (facts) => ({
    title: `The private key of ${name(facts)} was not opened.`,
    causes: [
      'This computer’s keyring is locked or missing.',
      'It is another keyring: that of another login, or one that was made anew.',
    ],
    next: 'Sign in as before, or add the file with the private key again.',
  }),
  'library.folder-not-readable': (facts) => ({
    title: 'What Latchkey keeps could not be read.',
    causes: [`Your account may not open ${fact(facts, 'folder', 'its folder')}, or another program changed it.`],
    next: 'Nothing was changed. Restore your access to the folder, then open this page again.',
  }),
  'library.not-deleted': (facts) => ({
    title: `${name(facts)} was not deleted.`,
    causes: ['The drive may be write-protected, or your account may not change the folder that it is in.'],
    next: 'It is still there. Restore your access, then delete it again.',
  }),
  'library.not-saved': (facts) => ({
    title: `${name(facts)} was not kept.`,
    causes: ['The drive may be full or write-protected.'],
    next: 'Free some space, then keep it again. Nothing was lost.',
  }),
  'library.not-protected': (facts) => ({
    title: `${name(facts)} was not kept.`,
    causes: ['This computer’s keyring did not protect the keys that belong to it: it may be locked or missing.'],
    next: 'Unlock the keyring, start Latchkey again, and repeat it. What was kept before is unchanged.',
  }),
  'development.authority-exists': () => ({
    title: 'There is a development authority already.',
    causes: [],
    next: 'Use it, or delete it first.',
  }),
  'development.no-authority': () => ({
    title: 'There is no development authority yet.',
    causes: ['It was deleted, or it has ended.'],
    next: 'Make one on the Library page.',
  }),
  'batch.same-folder': () => ({
    title: 'The two folders are the same one.',
    causes: ['What is written would stand among what is read.'],
    next: 'Choose another folder to write into.',
  }),
  'batch.running': () => ({
    title: 'A folder is being converted already.',
    causes: [],
    next: 'Wait until it is done, or cancel it.',
  }),
  'batch.nothing': (facts) => ({
    title: `There is no file in ${fact(facts, 'folder', 'this folder')}.`,
    causes: [],
    next: 'Choose the folder that the certificates are in.',
  }),
  'gateway.setting-unusable': (facts) => ({
    title: `The gateway was not started: its ${gatewaySettings[fact(facts, 'setting', '')] ?? 'settings'} can’t be used.`,
    causes: ['They have characters or a size that no gateway takes.'],
    next: 'Change them, and start again.',
  }),
  'gateway.port-taken': (facts) => ({
    title: `The gateway can't listen on port ${fact(facts, 'port', 'it needs')}: it is in use.`,
    causes: ['Another program listens there, or another service of Latchkey.'],
    next: `Choose another port${freePort(facts)}, or close what listens there.`,
  }),
  'gateway.port-not-allowed': (facts) => ({
    title: `The gateway can't listen on port ${fact(facts, 'port', 'it needs')}: this computer does not let it.`,
    causes: ['Many systems keep ports below 1024 for administrators.'],
    next: `Choose a port above 1024${freePort(facts)}.`,
  }),
  'gateway.certificate-unusable': () => ({
    title: 'The gateway does not load this certificate with this private key.',
    causes: ['The two may not belong together, or the key is of a kind that this computer’s gateway does not serve.'],
    next: 'Open the certificate in the workshop: its findings say what does not fit.',
  }),
  'gateway.ended': (facts) => ({
    title: `The gateway of ${fact(facts, 'hostName', 'this service')} ended by itself.`,
    causes: ['This computer may have run out of memory.'],
    next: 'Start the service again.',
  }),
  'service.gone': () => ({
    title: 'This service is not there any more.',
    causes: ['It was removed meanwhile.'],
    next: 'Open Services to see what is there.',
  }),
  'service.not-complete': (facts) => ({
    title: `The service cannot be deployed yet: ${missingPart(facts)} is missing.`,
    causes: [],
    next: 'Complete that step first.',
  }),
  'service.not-deployed': () => ({
    title: 'This service was not deployed yet.',
    causes: [],
    next: 'Go on with setting it up.',
  }),
  'service.certificate-gone': (facts) => ({
    title: `This was not done: the certificate of ${fact(facts, 'hostName', 'this service')} is not in the library any more.`,
    causes: ['It was deleted from there, and this cannot be done without it.'],
    next:
      facts['waits'] === true
        ? 'Deploy what you chose since first: “Review changes…” on the Services page leads there.'
        : 'Choose another certificate and deploy it first: “Renew certificate…” under More on the Services page leads there.',
  }),
  'service.place-fixed': (facts) => ({
    title: `This service was not moved out of the container group ${fact(facts, 'name', 'that it is in')}.`,
    causes: ['Azure has it there, or is to have it there again.'],
    next: 'Delete it from Azure first, or secure a new service.',
  }),
  'service.model-address-invalid': (facts) => ({
    title: `${fact(facts, 'address', 'This')} is no address of a model on this computer.`,
    causes: [modelAddressReasons[fact(facts, 'reason', '')] ?? 'It is not understood.'],
    next: 'Type the address that the model itself listens on, such as http://127.0.0.1:5001/score.',
  }),
  'service.model-not-answering': (facts) => ({
    title: `The model at ${fact(facts, 'address', 'this address')} did not answer the example.`,
    causes: [modelSilence(facts)],
    next: 'Start the model, or correct its address or the example. Then try again.',
  }),
  'service.example-invalid': () => ({
    title: 'The example is not JSON.',
    causes: ['A quotation mark or a bracket may be missing.'],
    next: 'Correct it, or paste a request that the model is known to answer.',
  }),
  'service.origin-invalid': (facts) => ({
    title: `${fact(facts, 'origin', 'This')} is no origin of web pages.`,
    causes: ['An origin is scheme and host, without a path.'],
    next: 'Type it as in https://app.contoso.com.',
  }),
  'service.value-unusable': (facts) => ({
    title: `${fact(facts, 'name', 'This value')} was not kept.`,
    causes: [valueReasons[fact(facts, 'reason', '')] ?? 'It can not be what is asked for.'],
    next: 'Copy it again from where it was first made, and give it whole.',
  }),
  'service.api-key-unusable': (facts) => ({
    title: `The API keys were not taken over, because of the ${fact(facts, 'slot', 'second')} one.`,
    causes: ['A key has 32 to 128 letters and digits, nothing else, and the two are not the same.'],
    next: 'Copy both keys again from the Latchkey that made them.',
  }),
  'service.host-name-blocked': (facts) => ({
    title: `A service cannot have the host name ${fact(facts, 'hostName', 'that was typed')}.`,
    causes: ['The finding beside it says why.'],
    next: 'Type another host name.',
  }),
  'deployment.plan-gone': () => ({
    title: 'Nothing was started, because the service changed since this plan was shown.',
    causes: [],
    next: 'Read the plan again, then start it.',
  }),
  'deployment.not-confirmed': (facts) => ({
    title: 'Nothing was started, because it was not confirmed.',
    causes: ['The review says above why this has to be confirmed.'],
    next: `Type ${fact(facts, 'hostName', 'the host name')} to confirm that you want it all the same, or go back.`,
  }),
  'deployment.running': (facts) => ({
    title: `Nothing was started, because a deployment of ${fact(facts, 'hostName', 'this service')} is under way.`,
    causes: [],
    next: 'Wait until it is done, or cancel it.',
  }),
  'deployment.gone': () => ({
    title: 'This deployment is not there any more.',
    causes: ['Its service was removed meanwhile.'],
    next: 'Open Services to see what is there.',
  }),
  'deployment.change-not-offered': (facts) => ({
    title: `Nothing was done, because this service cannot be ${changed[fact(facts, 'change', '')] ?? 'changed'} in that way.`,
    causes: ['A service on this computer is started and stopped at once; one elsewhere takes a deployment for it.'],
    next: 'Open Services and use the buttons of the service itself.',
  }),
  'deployment.values-missing': (facts) => ({
    title: `Nothing was started, because ${missingValues(facts)} missing.`,
    causes: ['Azure does not give passwords and keys back, so they have to be given again with every change.'],
    next: 'Give what the plan asks for, then read the plan again.',
  }),
  ...azureProblemWords,
  ...containerGroupProblemWords,
} satisfies Record<ProblemCode, Words>;

const missingParts: Readonly<Record<string, string>> = {
  domain: 'its host name',
  certificate: 'its certificate',
  deploy: 'what is to be deployed',
};

function missingPart(facts: Facts): string {
  return missingParts[fact(facts, 'missing', '')] ?? 'something';
}

function missingValues(facts: Facts): string {
  const count = factAsNumber(facts, 'count') ?? 1;
  return count === 1 ? 'a value is' : `${figure(count)} values are`;
}

const changed: Readonly<Record<string, string>> = {
  start: 'started',
  stop: 'stopped',
  restart: 'restarted',
  delete: 'deleted',
  'rotate-key': 'given a new API key',
};

const valueReasons: Readonly<Record<string, string>> = {
  empty: 'There is nothing in it.',
  json: 'It is not JSON: a quotation mark or a bracket may be missing.',
  characters: 'There is a character in it that no such value has.',
  'too-large': 'It is too large: 100 files with a megabyte in all are the most.',
};

const modelAddressReasons: Readonly<Record<string, string>> = {
  'not-http': 'A model behind the gateway speaks plain HTTP: its address begins with http://.',
  'not-this-computer': 'The gateway reaches models on this computer only: 127.0.0.1 or localhost.',
  path: 'The address has a user name, a query or a fragment in it.',
  gateway: 'It is the address of a gateway, not of a model.',
  'health-path': 'The gateway answers this path itself, so that the model would not hear of it.',
};

function modelSilence(facts: Facts): string {
  const silences: Readonly<Record<string, string>> = {
    refused: 'Nothing listens there.',
    timeout: 'It took too long.',
    cut: 'It closed the connection in the middle of its answer.',
    status: `It answered with status ${fact(facts, 'status', 'unknown')}.`,
  };
  return silences[fact(facts, 'reason', '')] ?? 'It may not run.';
}

const gatewaySettings: Readonly<Record<string, string>> = {
  apiKeys: 'API keys',
  healthPath: 'health path',
  allowedOrigins: 'allowed origins',
  hostNames: 'host names',
  port: 'port',
  model: 'model’s port',
  limits: 'limits',
  timeouts: 'time limits',
};

const hostNameReasons: Readonly<Record<string, string>> = {
  empty: 'Nothing was typed.',
  'label-length': 'A part between two dots has more than 63 characters.',
  length: 'It has more than 253 characters.',
  wildcard: 'An asterisk can only stand in front, as in *.contoso.com.',
  numeric: 'It ends with a number, as only IP addresses do, and is none.',
};

const downloadReasons: Readonly<Record<string, string>> = {
  offline: 'This computer is offline, or the server is not there.',
  timeout: 'The server did not answer in time.',
  'too-large': 'More came than a certificate has.',
  status: 'The server does not have it any more.',
  redirect: 'The server leads to another address, and Latchkey asks only the one that the certificate names.',
  'not-http': 'The certificate names an address that certificates are not downloaded from.',
};

function hostName(facts: Facts): string {
  const typed = fact(facts, 'hostName', '');
  return typed === '' ? 'What was typed' : typed;
}

const restart = {
  causes: ['The window may be from before an update.'],
  next: 'Close Latchkey and start it again.',
} as const;

function name(facts: Facts, fallback = 'This file'): string {
  return fact(facts, 'name', fallback);
}

function names(facts: Facts, fallback: string): string {
  const all = fact(facts, 'names', fact(facts, 'name', ''));
  return all === '' ? fallback : listed(all.split(', '));
}

function sizes(facts: Facts): string {
  const [bytes, most] = [factAsNumber(facts, 'size'), factAsNumber(facts, 'limit')];
  if (bytes === undefined) return '';
  return most === undefined ? `: ${size(bytes)}` : `: ${size(bytes)}, where ${size(most)} is the most`;
}

function limit(facts: Facts): string {
  const most = factAsNumber(facts, 'limit');
  return most === undefined ? 'fewer' : quantity(most, 'file');
}

function rounds(facts: Facts, key: string, fallback: string): string {
  const value = factAsNumber(facts, key);
  return value === undefined ? fallback : `${figure(value)} rounds`;
}

const damagedParts: Readonly<Record<string, string>> = {
  certificate: 'a certificate in it',
  'private-key': 'the private key in it',
  request: 'the certificate request in it',
  pkcs7: 'the PKCS#7 envelope',
  pkcs12: 'the PKCS#12 envelope',
  pem: 'the text between BEGIN and END',
  'public-key': 'the public key in it',
  crl: 'the revocation list in it',
  zip: 'the ZIP itself',
};

function damagedPart(facts: Facts): string {
  const part = damagedParts[fact(facts, 'what', '')];
  return part === undefined ? '' : `: ${part} cannot be read`;
}

function otherKind(facts: Facts): ProblemWords {
  const kind = fact(facts, 'kind', 'unknown');
  const found = (otherKindWords as Readonly<Record<string, OtherKindWords>>)[kind];
  if (found === undefined) return unknownKind(facts, kind);
  return { title: `${name(facts)} is ${found.is}.`, causes: [found.why], next: inCommand(found.next, name(facts)) };
}

/** Puts the file's own name into the command that is shown. */
function inCommand(next: string, fileName: string): string {
  return next.replaceAll('FILE', () => (/\s/u.test(fileName) ? `"${fileName}"` : fileName));
}

function unknownKind(facts: Facts, kind: string): ProblemWords {
  const format = (formatWords as Readonly<Record<string, string>>)[kind];
  return {
    title: `${name(facts)} is not a certificate or a key.`,
    causes: [format === undefined || kind === 'unknown' ? 'Its content was not recognised.' : `It is: ${format}.`],
    next: 'Leave it out, or look for the .pfx, .pem or .cer file that belongs here.',
  };
}

const notWrittenReasons: Readonly<Record<string, { readonly causes: readonly string[]; readonly next: string }>> = {
  'no-space': { causes: ['The drive is full.'], next: 'Free some space, or choose a folder on another drive.' },
  name: { causes: ['A file cannot have this name here.'], next: 'Choose another name.' },
  'no-permission': {
    causes: ['Your account may not write into this folder.'],
    next: 'Choose a folder of your own, such as Documents.',
  },
  'read-only': { causes: ['The drive or the file is write-protected.'], next: 'Choose another folder.' },
  'folder-missing': {
    causes: ['The folder was moved or deleted, or its drive was disconnected.'],
    next: 'Choose the folder again.',
  },
};

function notWritten(facts: Facts): { readonly causes: readonly string[]; readonly next: string } {
  const reason = notWrittenReasons[fact(facts, 'reason', 'other')];
  return reason ?? { causes: ['The drive did not accept it, without saying why.'], next: 'Choose another folder.' };
}
