import type { Bundle } from '../../shared/certificates/contract';
import type { Outcome } from '../../shared/problem';
import type { CallMain } from './bridge';

/**
 * Keeps a certificate of the bench in the library and chooses it for a service, or for a new one where `serviceId` is undefined.
 * Answers the service.
 */
export async function takeCertificate(
  call: CallMain,
  bundle: Bundle,
  serviceId: string | undefined,
): Promise<Outcome<{ readonly id: string }>> {
  const kept = await call('certificates.keep', { bundleId: bundle.id });
  if (!kept.ok) return kept;
  const service =
    serviceId === undefined ? await createFor(call, bundle) : { ok: true as const, value: { id: serviceId } };
  if (!service.ok) return service;
  const { id } = service.value;
  const chosen = await call('services.set-certificate', { id, libraryId: kept.value.libraryId });
  return chosen.ok ? service : chosen;
}

/** A new service with the first name that the certificate is for: a wildcard stands for many, and leaves it to be asked for. */
async function createFor(call: CallMain, { leaf }: Bundle): Promise<Outcome<{ readonly id: string }>> {
  const created = await call('services.create', { target: 'this-computer' });
  const hostName = leaf.hostNames.find((name) => !name.startsWith('*'));
  if (!created.ok || hostName === undefined) return created;
  // Where a service can't have this name it still has none, and the wizard's first step asks for one.
  await call('services.set-host-name', { id: created.value.id, hostName });
  return created;
}
