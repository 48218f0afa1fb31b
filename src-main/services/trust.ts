import { createChainBuilder } from '../certificates/chain/build-chain';
import { developmentFileName, isDevelopmentOnly } from '../certificates/development/development-only';
import { safeFileName } from '../certificates/file-name';
import type { Certificate } from '../certificates/model';

/** A kept chain, as its server and its callers need it. */
export interface ServedChain {
  /** What the server sends: leaf first, without the root, which callers have or never take from a server. */
  readonly sent: readonly Certificate[];
  /** What callers have to be told to trust; undefined where a public authority issued the leaf, or the root is not here. */
  readonly anchor: Certificate | undefined;
}

/** Splits a chain, leaf first, into what is sent and what has to be trusted beforehand. */
export function servedChain(chain: readonly Certificate[], now: Date): ServedChain {
  const [leaf] = chain;
  if (!leaf) return { sent: [], anchor: undefined };
  const builder = createChainBuilder(chain, now);
  const { certificates, isPublic } = builder.build(leaf);
  const last = certificates.at(-1) ?? leaf;
  const endsAtRoot = builder.isSelfSigned(last);
  const sent = endsAtRoot && certificates.length > 1 ? certificates.slice(0, -1) : certificates;
  return { sent, anchor: endsAtRoot && !isPublic ? last : undefined };
}

/** What the file of an anchor is called: that of a development certificate says what it is. */
export function trustFileName(hostName: string, anchor: Certificate): string {
  const name = `${safeFileName(hostName)}.trust`;
  return `${isDevelopmentOnly(anchor) ? developmentFileName(name) : name}.pem`;
}
