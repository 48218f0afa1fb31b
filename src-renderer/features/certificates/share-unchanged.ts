import type { Workshop } from '../../../shared/certificates/contract';

/**
 * The new bench, made of the old one's objects wherever nothing changed: main sends all of it each time,
 * and a row whose file is the very same object is not drawn again.
 */
export function shareUnchanged(before: Workshop, after: Workshop): Workshop {
  return {
    files: share(before.files, after.files, (file) => file.id),
    bundles: share(before.bundles, after.bundles, (bundle) => bundle.id),
    otherCertificates: share(before.otherCertificates, after.otherCertificates, (certificate) => certificate.id),
    otherKeys: share(before.otherKeys, after.otherKeys, (key) => key.publicKey.spkiSha256),
    requests: share(before.requests, after.requests, (request) => request.publicKey.spkiSha256),
  };
}

function share<T>(before: readonly T[], after: readonly T[], identity: (item: T) => string): T[] {
  const known = new Map(before.map((item) => [identity(item), item]));
  const shared = after.map((item) => {
    const old = known.get(identity(item));
    return old !== undefined && same(old, item) ? old : item;
  });
  const untouched = shared.length === before.length && shared.every((item, index) => item === before[index]);
  return untouched ? (before as T[]) : shared;
}

/** Deep equality of plain values, as JSON has them. */
function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [keys, otherKeys] = [Object.keys(one), Object.keys(other)];
  if (keys.length !== otherKeys.length) return false;
  return keys.every((key) => same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
}
