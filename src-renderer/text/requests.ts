import { listed, shortened } from './quantities';

/** The words of the Requests page. */
export const requestWords = {
  title: 'Requests',
  explains:
    'A certificate authority wants a request. Latchkey makes one together with its private key, and keeps the key here until the certificate comes.',
  make: 'New request…',
  none: 'No request waits.',
  newTitle: 'New certificate request',
  hostNames: 'Host names, one a line',
  hostNamesHint: 'Such as api.contoso.com or münchen.example. *.contoso.com stands for every name one level below.',
  key: 'Private key',
  keys: {
    'rsa-2048': 'RSA 2048, which every client and every part of Azure takes',
    'rsa-3072': 'RSA 3072',
    'rsa-4096': 'RSA 4096, slower',
    'ec-p256': 'EC P-256, fast and modern',
    'ec-p384': 'EC P-384',
  },
  details: 'Details that the authority may ask for',
  organisation: 'Organisation',
  department: 'Department',
  locality: 'Town',
  state: 'State or region',
  country: 'Country, two letters',
  create: 'Make request',
  making: 'Making the private key. A long one takes some seconds.',
  copy: 'Copy request',
  save: 'Save request…',
  saveKey: 'Save key encrypted…',
  rename: 'Rename…',
  remove: 'Delete…',
  name: 'Name',
  waits: 'Waits for the certificate',
  answered: 'The certificate is here',
  next: 'Give the request to your certificate authority. When the certificate comes, drop it on the Certificates page: the key is found here.',
  madeOn: 'Made',
  hosts: (names: readonly string[]) => shortened(names, 3),
  copied: 'Copied',
  saved: (names: readonly string[], folder: string) => `${listed(names)} saved in ${folder}.`,
  removeTitle: (name: string) => `Delete the request ${name}?`,
  removeExplains: (keyInLibrary: boolean) =>
    keyInLibrary
      ? 'Its certificate and private key stay in the library.'
      : 'Its private key is deleted with it. Unless you have that key in a file, a certificate that was or will be issued for this request cannot be used then.',
  removeConfirm: (keyInLibrary: boolean) => (keyInLibrary ? 'Delete request' : 'Delete request and key'),
  saveKeyTitle: (name: string) => `Save the key of ${name}, encrypted`,
  saveKeyOffer:
    'This computer has no keyring that Latchkey can use, so the key is gone when Latchkey closes. Save it now as a file that is encrypted with a password.',
  saveKeySubmit: 'Choose folder and save',
  working: 'Working',
} as const;
