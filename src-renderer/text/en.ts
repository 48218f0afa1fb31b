import { listed, quantity, shortened } from './quantities';

/** All words on the screen that are not a problem, a finding or a file format. */
export const en = {
  appName: 'Latchkey',
  waiting: 'One moment',
  close: 'Close',
  cancel: 'Cancel',
  done: 'Done',
  copy: 'Copy',
  copied: 'Copied',
  copyNamed: (what: string) => `Copy ${what}`,
  dismiss: 'Dismiss this message',
  reference: (reference: string) => `Reference: ${reference}`,

  navigation: {
    label: 'Main',
    start: 'Secure a service',
    certificates: 'Certificates',
    requests: 'Requests',
    library: 'Library',
    services: 'Services',
    azure: 'Azure',
    settings: 'Settings',
    skip: 'Skip to the page',
    due: (count: number) => `${quantity(count, 'certificate')} to renew`,
    running: (count: number) => `${count} running here`,
  },

  development: {
    badge: 'Development only',
    badgeExplains: 'Made by Latchkey for development. Nobody else trusts it.',
  },

  newPassword: {
    label: 'New password',
    again: 'The same again',
    explains: 'Whoever opens the file needs it. Latchkey does not keep it.',
    show: 'Show the password',
    empty: 'Type a password for the file.',
    different: 'The two are not the same. Type them again.',
  },

  keeping: {
    session:
      'This computer has no keyring that Latchkey can use. What is kept here lasts until you close Latchkey: save it to files before that.',
    showSetAside: 'Show folder',
  },

  intake: {
    pageTitle: 'Certificates',
    emptyTitle: 'Drop certificate files, keys or a whole folder here',
    emptyExplains:
      'Latchkey opens them, checks what would go wrong, and saves the two files Azure wants. It works offline: nothing leaves this computer.',
    emptyFormats: '.pfx, .p12, .pem, .crt, .cer, .der, .key, .p7b, a .zip or a folder of them',
    batch: 'Convert a folder…',
    barTitle: 'Drop more files or a folder here',
    choose: 'Choose files…',
    paste: 'Paste',
    pasteHint: 'Pastes the text of a certificate or a key',
    dropNow: 'Let go to add them',
    dropNowExplains: 'They are read here and stay on this computer.',
    label: 'Add certificates',
  },

  files: {
    title: 'Files',
    clear: 'Clear all',
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
    reading: 'Reading',
    opening: 'Opening',
    stop: 'Stop',
    stopNamed: (name: string) => `Stop reading ${name}`,
    passwordProtected: 'password protected',
    password: 'Password',
    passwordNamed: (name: string) => `Password of ${name}`,
    show: 'Show the password',
    hide: 'Hide the password',
    open: 'Open',
    openNamed: (name: string) => `Open ${name}`,
    passwordEmpty: 'Type the password first.',
    nothing: 'nothing in it that a server needs',
    contents: (certificates: number, privateKeys: number, requests: number) =>
      contents(certificates, privateKeys, requests),
    summary: (total: number, read: number, waiting: number, reading: number, problems: number) =>
      read === total
        ? quantity(total, 'file')
        : `${quantity(total, 'file')}: ${unfinished(read, waiting, reading, problems)}`,
    showMore: (count: number) => `Show ${quantity(count, 'more file')}`,
    onlyOpen: (count: number) => `Show only the ${quantity(count, 'file')} that ${count === 1 ? 'needs' : 'need'} you`,
  },

  said: {
    opened: (name: string, what: string) => (what === '' ? `${name} was read.` : `${name} was opened: ${what}.`),
    openedMany: (count: number) => `${quantity(count, 'file')} were read.`,
    needsPassword: (name: string) => `${name} needs its password.`,
    needPasswords: (count: number) => `${quantity(count, 'file')} need a password.`,
    reading: (count: number) => `Reading ${quantity(count, 'file')}.`,
    notRead: (names: readonly string[]) =>
      `${quantity(names.length, 'file')} not read: ${shortened(names, 3)}. The list says why.`,
    removed: (name: string) => `${name} was removed from the list.`,
    cleared: 'The list is empty now.',
    downloaded: (name: string) => `The certificate of ${name} was downloaded and fits.`,
    kept: 'It is in the library now, with all that is here.',
  },

  bundle: {
    hostNames: (names: readonly string[], fallback: string) => (names.length === 0 ? fallback : shortened(names, 3)),
    listLabel: 'Certificates for servers',
    ready: 'Ready for Azure',
    readyWithWarnings: (count: number) => `Ready, with ${quantity(count, 'warning')}`,
    notReady: 'Not ready yet',
    issuedBy: 'Issued by',
    issuedByItself: 'itself (self-signed)',
    validUntil: 'Valid until',
    ended: 'Ended',
    key: 'Key',
    privateKey: 'Private key',
    keyMatches: (source: 'file' | 'request' | 'library', name: string) =>
      source === 'file'
        ? `In ${name}, matches`
        : source === 'request'
          ? `Kept here since the request ${name}`
          : `Kept in the library as ${name}`,
    /** Where a certificate of a chain came from: of those in files the list of files tells. */
    sources: {
      file: () => '',
      library: () => 'kept in the library',
      remembered: () => 'remembered from an earlier file',
      downloaded: (address: string) => `downloaded from ${address}`,
    },
    download: (name: string) => `Download the certificate of ${name}`,
    downloadExplains: (address: string) => `This asks ${address} over the network. Nothing else is sent.`,
    downloading: 'Downloading',
    hostName: 'Is it for …',
    hostNameHint: 'Host name of the service',
    check: 'Check',
    covers: (name: string) => `It is a certificate for ${name}.`,
    doesNotCover: (name: string) => `It is not for ${name}. The finding says why.`,
    saveAs: 'Save as…',
    saveAsNamed: (name: string) => `Save ${name} as another format…`,
    keep: { not: 'Keep in library', 'in part': 'Update in library', whole: 'In the library' },
    keyMissing: 'Missing',
    chain: 'Chain',
    chainComplete: 'Complete',
    chainNotComplete: 'Not complete',
    roles: {
      leaf: 'this certificate',
      intermediate: 'intermediate',
      root: 'root, not sent',
      known: 'root, clients have it',
    },
    missing: (name: string) => `${name} is missing`,
    findings: 'Findings',
    save: 'Save for Azure…',
    saveNamed: (name: string) => `Save ${name} for Azure…`,
    copyChain: 'Copy chain',
    chainCopied: (count: number) => `${quantity(count, 'certificate')} copied`,
    details: 'Details',
    notSaved: (count: number) =>
      count === 1
        ? 'This cannot be saved for Azure yet: one finding blocks it. It says what to do.'
        : `This cannot be saved for Azure yet: ${count} findings block it. Each says what to do.`,
    showMore: (count: number) => `Show ${quantity(count, 'more certificate')}`,
    choosing: (service: string) => `Choose the certificate for ${service}`,
    choosingExplains: (service: string) => `Add its files here, then press “Use for ${service}” on its card.`,
    back: 'Back to the service',
    inService: 'Use in a service',
    forService: (service: string) => `Use for ${service}`,
    inServiceNamed: (name: string) => `Use ${name} in a service`,
    forServiceNamed: (name: string, service: string) => `Use ${name} for ${service}`,
  },

  others: {
    authorities: 'Certificates of authorities',
    authoritiesExplain:
      'They vouch for other certificates. They join a chain here as soon as a certificate they issued is added.',
    root: 'root certificate',
    keys: 'Private keys without their certificate',
    keysExplain: 'Add the certificate that was made for the key, and the two find each other.',
    requests: 'Certificate requests',
    requestsExplain:
      'A request is what you send to a certificate authority. Add the certificate it answers with, together with the private key.',
    inFile: (fileName: string) => `in ${fileName}`,
    requestWithKey: (fileName: string) => `Its private key is in ${fileName}. Keep it until the certificate comes.`,
    requestWithoutKey: 'Its private key is not here.',
    until: (date: string) => `valid until ${date}`,
    issuedBy: (name: string) => `issued by ${name}`,
    more: (count: number) => `and ${count} more`,
  },

  details: {
    title: (name: string) => `Details of ${name}`,
    which: 'Certificate of the chain',
    hostNames: 'Host names',
    subject: 'Subject',
    issuer: 'Issuer',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    serialNumber: 'Serial number',
    sha256: 'Fingerprint SHA-256',
    sha1: 'Fingerprint SHA-1',
    signature: 'Signature',
    key: 'Key',
    keySha256: 'Public key SHA-256',
    version: 'Version',
    files: 'Found in',
    extensions: 'Extensions',
    noExtensions: 'This certificate has no extensions.',
    critical: 'critical',
    empty: '(empty)',
  },

  save: {
    title: (name: string) => `Save ${name} for Azure`,
    titleAs: (name: string) => `Save ${name} as`,
    explains: 'What is written:',
    format: 'Format',
    blocked: (count: number) =>
      `A server would not work with this certificate: ${quantity(count, 'finding')} on its card ${count === 1 ? 'says' : 'say'} why. It can be converted all the same.`,
    needsKey: 'This form holds the private key, and the key is not here. Add its file first, or choose another form.',
    development: 'The names say that it is for development only.',
    name: 'Name of the files',
    nameFallback: 'NAME',
    nameProblems: {
      empty: 'Type a name for what is written.',
      controlCharacters: 'control characters',
      characters: (found: string) => `A file name cannot contain ${found}. Leave it out.`,
      dots: 'The name cannot begin or end with a dot.',
      reserved: (name: string) => `Windows keeps the name ${name} for itself. Choose another.`,
      long: 'This name is too long. Use at most 200 characters.',
    },
    includeRoot: 'Include the root certificate',
    includeRootExplains: 'Azure does not need it. Some appliances do.',
    choose: 'Choose folder and save',
    choosing: 'Choosing the folder',
    saving: 'Saving',
    replaceTitle: (names: readonly string[]) => `Replace ${listed(names)}?`,
    replaceExplains: (folder: string, count: number) =>
      `${count === 1 ? 'It is' : 'They are'} already in ${folder}. What is in ${count === 1 ? 'it' : 'them'} now will be lost.`,
    replace: 'Replace',
    savedTitle: 'Saved and read back',
    savedIn: 'Folder',
    saved: {
      certificate: (count: number) =>
        `The certificate and its chain (${quantity(count, 'certificate')}). Azure asks for it as the certificate.`,
      'private-key': () => 'The private key. Azure asks for it as the key. Keep it like a password.',
      'encrypted-private-key': () => 'The private key, encrypted with the password you chose.',
      combined: (count: number) =>
        `Private key and ${quantity(count, 'certificate')} in one, as Azure Key Vault imports it. Keep it like a password.`,
      pfx: (count: number) =>
        `Private key and ${quantity(count, 'certificate')}, encrypted with the password you chose.`,
      p7b: (count: number) => `${quantity(count, 'certificate')}. Not secret.`,
      der: () => 'The certificate alone. Not secret.',
      request: () => 'The certificate request. Send it to your certificate authority. Not secret.',
      report: () => 'The report of the deployment. Not secret.',
    },
    showFolder: 'Show in folder',
  },

  settings: {
    title: 'Settings',
    appearance: 'Appearance',
    appearances: { system: 'The same as the system', light: 'Light', dark: 'Dark' },
    remembered: 'Remembered certificates',
    rememberedExplains: (count: number) =>
      count === 0
        ? 'Latchkey remembers the certificates of authorities it meets, to complete chains with. None so far.'
        : `Latchkey remembers ${quantity(count, 'certificate')} of authorities it has met, to complete chains with.`,
    forget: 'Forget them',
    about: 'About Latchkey',
    aboutExplains: 'Which version this is, and what it is made of.',
    aboutOpen: 'Show version',
  },

  about: {
    title: 'About Latchkey',
    explains: 'Puts a TLS certificate and an API key in front of a machine-learning web service.',
    facts: { version: 'Latchkey', electron: 'Electron', chrome: 'Chromium', node: 'Node.js', platform: 'System' },
    copy: 'Copy these facts',
  },
} as const;

function contents(certificates: number, privateKeys: number, requests: number): string {
  return [
    certificates > 0 ? quantity(certificates, 'certificate') : '',
    privateKeys > 0 ? quantity(privateKeys, 'private key') : '',
    requests > 0 ? quantity(requests, 'certificate request') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function unfinished(read: number, waiting: number, reading: number, problems: number): string {
  return [
    reading > 0 ? `${reading} being read` : '',
    waiting > 0 ? quantity(waiting, 'needs a password', 'need a password') : '',
    problems > 0 ? `${problems} not read` : '',
    read > 0 ? `${read} read` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
