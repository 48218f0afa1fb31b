import type { Finding, Target } from '../../../shared/certificates/finding';
import { AppError } from '../../app-error';
import { benchOf, type HeldKey } from '../arranged-file';
import type { Certificate } from '../model';
import type { Reader } from '../worker-pool';

/** A chain that is kept, as it is judged. */
export interface JudgedChain {
  readonly name: string;
  readonly chain: readonly [leaf: Certificate, ...others: Certificate[]];
  /** Undefined where none is kept with it. */
  readonly key: Pick<HeldKey, 'opens'> | undefined;
}

/** What the checks say of a kept chain for a host name on a target: the same that the workshop says. @throws {AppError} `host-name.invalid` */
export async function judgeChain(
  { name, chain, key }: JudgedChain,
  hostName: string | undefined,
  target: Target,
  reader: Pick<Reader, 'arrange'>,
): Promise<readonly Finding[]> {
  const [{ sha256, publicKey }] = chain;
  const file = { name, status: 'read', format: 'pem', certificates: chain, publicKeys: [], requests: [] } as const;
  const bench = {
    ...benchOf([file]),
    heldKeys: key ? [{ publicKey, source: 'library', name, hostNames: [], ...key } as const] : [],
    hostNames: new Map(hostName === undefined ? [] : [[sha256, hostName]]),
    target,
  };
  const { bundles } = await reader.arrange(bench, new Date());
  const bundle = bundles.find(({ id }) => id === sha256);
  // An authority's certificate without its key is no bundle: it can't have got into the library as one.
  if (!bundle) throw new AppError('library.gone');
  return bundle.findings;
}
