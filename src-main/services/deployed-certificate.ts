import { AppError } from '../app-error';
import { chosen } from './choices';
import type { ServiceFacts } from './service-facts';

/**
 * Takes from the library what a service was deployed with. @throws {AppError} `service.certificate-gone` where that was deleted, and
 * what `take` says
 */
export async function ofDeployed<T>(facts: ServiceFacts, take: () => Promise<T>): Promise<T> {
  try {
    return await take();
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'library.gone') throw certificateGone(facts, cause);
    throw cause;
  }
}

/** Says that the certificate a service was deployed with is not in the library any more, and whether what was chosen since can do without it. */
export function certificateGone(facts: ServiceFacts, cause?: unknown): AppError {
  const { certificate, tls } = chosen(facts);
  const waits = !tls || certificate !== facts.certificate;
  return new AppError('service.certificate-gone', { hostName: facts.name, waits }, { cause });
}
