import type { Bundle, PublicKey, Workshop } from '../../shared/certificates/contract';
import type { Bench, HeldKey } from './arranged-file';
import type { KeyState } from './checks/checked';
import type { Certificate } from './model';

type WithPublicKey = { readonly publicKey: PublicKey };

/** Knows which private keys are at hand, by their public halves. */
export interface KeyFinder {
  /** Where the private key of a certificate or a request is: in a file first, else where it is kept. */
  find(holder: WithPublicKey): Bundle['privateKey'];
  /** It is at hand, or kept where the keyring does not give it. */
  exists(holder: WithPublicKey): boolean;
  /** Why a leaf's key isn't here, as exactly as the files tell. */
  whyNot(leaf: Certificate, leaves: readonly Certificate[]): KeyState;
  /** The keys in files whose certificate isn't here. */
  others(): Workshop['otherKeys'];
}

/** Formats that hold keys and that a TLS server doesn't read. */
const OTHER_FORMATS: ReadonlySet<string> = new Set([
  'openssh-private-key',
  'putty-key',
  'windows-pvk',
  'java-keystore',
  'jceks-keystore',
  'bouncy-castle-keystore',
  'json-web-key',
]);

/** Looks through the files on the bench and the keys that are kept. */
export function createKeyFinder({ files, heldKeys }: Bench, certificates: readonly Certificate[]): KeyFinder {
  const inFiles = files.flatMap(({ name, publicKeys }) =>
    publicKeys.map((publicKey) => ({ publicKey, fileName: name })),
  );
  const opened = heldKeys.filter(({ opens }) => opens);
  const found = new Map<string, NonNullable<Bundle['privateKey']>>([
    ...opened.map(({ publicKey, source, name }) => [publicKey.spkiSha256, { source, name }] as const).toReversed(),
    ...inFiles
      .map(({ publicKey, fileName }) => [publicKey.spkiSha256, { source: 'file', name: fileName } as const] as const)
      .toReversed(),
  ]);
  const certified = new Set(certificates.map(({ publicKey }) => publicKey.spkiSha256));
  const first = new Map(inFiles.toReversed().map((key) => [key.publicKey.spkiSha256, key]));
  const others = [...first.values()].filter(({ publicKey }) => !certified.has(publicKey.spkiSha256)).toReversed();
  const find = ({ publicKey }: WithPublicKey): Bundle['privateKey'] => found.get(publicKey.spkiSha256);
  // An authority that was sent another request by mistake answers that one, for the same names.
  const requestFor = ({ dnsNames }: Certificate): HeldKey | undefined =>
    heldKeys.find(({ source, hostNames }) => source === 'request' && hostNames.some((name) => dnsNames.includes(name)));
  const unopened = ({ publicKey }: WithPublicKey): HeldKey | undefined =>
    heldKeys.find((held) => held.publicKey.spkiSha256 === publicKey.spkiSha256 && !held.opens);
  return {
    find,
    exists: (holder) => (find(holder) ?? unopened(holder)) !== undefined,
    others: () => others,
    whyNot: (leaf, leaves) => {
      const kept = unopened(leaf);
      if (kept) return { state: 'not-opened', name: kept.name };
      const locked = files.find(({ status }) => status === 'needs-password');
      if (locked) return { state: 'encrypted', fileName: locked.name };
      const foreign = files.find(({ format }) => OTHER_FORMATS.has(format));
      if (foreign) return { state: 'other-format', fileName: foreign.name, kind: foreign.format };
      const [other] = others;
      const isOnlyOneWithout = leaves.every((certificate) => certificate === leaf || find(certificate));
      if (other && isOnlyOneWithout) return { state: 'other', ...other };
      const request = requestFor(leaf);
      return request ? { state: 'not-of-request', name: request.name } : { state: 'missing' };
    },
  };
}
