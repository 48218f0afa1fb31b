import type { FileFormat } from '../../shared/certificates/contract';

/** What a file turned out to be, in the fewest words that tell it apart. */
export const formatWords = {
  pem: 'PEM text',
  base64: 'Base64 text',
  'der-certificate': 'Certificate (DER)',
  'der-private-key': 'Private key (DER)',
  'der-encrypted-private-key': 'Private key (PKCS#8)',
  'der-request': 'Certificate request (DER)',
  'der-public-key': 'Public key (DER)',
  pkcs7: 'PKCS#7',
  pkcs12: 'PKCS#12',
  crl: 'Revocation list',
  empty: 'Empty file',
  unknown: 'Not recognised',
  'java-keystore': 'Java keystore',
  'jceks-keystore': 'Java keystore (JCEKS)',
  'bouncy-castle-keystore': 'Bouncy Castle keystore',
  'openssh-private-key': 'OpenSSH private key',
  'openssh-public-key': 'OpenSSH public key',
  'putty-key': 'PuTTY key',
  'windows-pvk': 'Windows private key (.pvk)',
  pgp: 'OpenPGP data',
  'json-web-key': 'JSON web key',
  html: 'Web page',
  zip: 'ZIP archive',
  gzip: 'GZIP archive',
  pdf: 'PDF document',
  image: 'Picture',
  xml: 'XML document',
} as const satisfies Record<FileFormat, string>;

/** Why a file of another kind is of no use here, and what to do instead. */
export interface OtherKindWords {
  /** Completes "NAME is …". */
  readonly is: string;
  readonly why: string;
  readonly next: string;
}

const keystore = 'Keystores hold the same things as a .pfx file, in a way of their own.';
const notTls = 'It signs people in to servers or signs mail; it is not made for TLS.';
const askIssuer = 'Add the certificate files that the certificate authority sent.';
const unpack = 'Certificates inside an archive are not looked at.';

/** What to say about each file that was recognised and is not one of ours. */
export const otherKindWords = {
  'java-keystore': {
    is: 'a Java keystore',
    why: keystore,
    next: 'Open it with Java’s keytool and export it as PKCS#12: keytool -importkeystore -srckeystore FILE -destkeystore server.p12 -deststoretype PKCS12. Then add server.p12 here.',
  },
  'jceks-keystore': {
    is: 'a Java keystore of the JCEKS kind',
    why: keystore,
    next: 'Open it with Java’s keytool and export it as PKCS#12: keytool -importkeystore -srcstoretype JCEKS -srckeystore FILE -destkeystore server.p12 -deststoretype PKCS12. Then add server.p12 here.',
  },
  'bouncy-castle-keystore': {
    is: 'a Bouncy Castle keystore',
    why: keystore,
    next: 'Ask whoever made it for a .p12 file, or open it with KeyStore Explorer and change its type to PKCS#12.',
  },
  'openssh-private-key': {
    is: 'an OpenSSH private key',
    why: 'It signs people in to servers. A TLS key can be kept in this form too, but rarely is.',
    next: 'If it does belong to your certificate, change its form with ssh-keygen -p -m PEM -f FILE, and add it again.',
  },
  'openssh-public-key': {
    is: 'an OpenSSH public key',
    why: notTls,
    next: 'Look for the private key that was made with the certificate request, often a .key file.',
  },
  'putty-key': {
    is: 'a PuTTY key',
    why: 'PuTTY keys sign people in to servers; they are seldom made for TLS.',
    next: 'If it does belong to your certificate, open it in PuTTYgen, choose Conversions, Export OpenSSH key, and add that file.',
  },
  'windows-pvk': {
    is: 'a private key in an old Windows form',
    why: 'Windows no longer makes such files, and Azure does not read them.',
    next: 'On Windows, join it with its certificate: pvk2pfx -pvk FILE -spc CERTIFICATE -pfx server.pfx. Then add server.pfx here.',
  },
  pgp: { is: 'an OpenPGP key or message', why: notTls, next: askIssuer },
  'json-web-key': {
    is: 'a JSON web key',
    why: 'It belongs to a program that signs tokens; a server needs its key in PEM or PKCS#12.',
    next: 'Export the certificate with its private key as PFX or PEM from where this key is kept, and add that file.',
  },
  html: {
    is: 'a web page, not a certificate',
    why: 'The download was probably a login page.',
    next: 'Sign in to the site of the certificate authority and download the file again.',
  },
  zip: { is: 'a ZIP archive', why: unpack, next: 'Unpack it first, then drop the folder here.' },
  gzip: { is: 'a compressed archive', why: unpack, next: 'Unpack it first, then drop the folder here.' },
  pdf: {
    is: 'a PDF document',
    why: 'It may be the letter or the invoice that came with the certificate.',
    next: askIssuer,
  },
  image: { is: 'a picture', why: 'A picture of a certificate cannot be used as one.', next: askIssuer },
  xml: {
    is: 'an XML document',
    why: 'Certificates inside of XML documents are not looked at.',
    next: askIssuer,
  },
  crl: {
    is: 'a revocation list',
    why: 'It names certificates that were withdrawn. A server does not need it.',
    next: 'Leave it out.',
  },
  pkcs7: {
    is: 'a PKCS#7 message without certificates',
    why: 'Such an envelope can carry certificates, an encrypted message or only a signature. This one carries no certificates.',
    next: 'Ask for the certificate with its chain, exported as .p7b or .pem.',
  },
  pkcs12: {
    is: 'a PKCS#12 file with nothing in it',
    why: 'It was probably exported before the certificate was chosen.',
    next: 'Ask for it again, exported with the certificate and its private key.',
  },
  'der-public-key': {
    is: 'a public key without its certificate',
    why: 'A server needs the certificate and the private key; this is neither.',
    next: askIssuer,
  },
} as const satisfies Partial<Record<FileFormat, OtherKindWords>>;
