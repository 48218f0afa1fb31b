import type { ProblemCode } from '../../../shared/problem';
import { AppError } from '../../app-error';

/**
 * How long Azure may not say how the group is, in milliseconds of waiting: a laptop changes its network, one of Azure's servers
 * does not know yet what another one took. One that does not answer at all takes a minute for each look.
 */
const PASSING: Partial<Readonly<Record<ProblemCode, number>>> = {
  'azure.offline': 120_000,
  'azure.unavailable': 120_000,
  'azure.throttled': 120_000,
  'azure.timeout': 5000,
  'container-group.gone': 5000,
};

/**
 * For how many milliseconds Azure is not to be asked again, where it did not say how a group is for so many of waiting.
 * @throws what it was, where that does not pass, or has not
 */
export function mayPass(cause: unknown, silent: number): number {
  const patience = cause instanceof AppError ? PASSING[cause.code] : undefined;
  if (!(cause instanceof AppError) || patience === undefined || silent >= patience) throw cause;
  return cause.code === 'azure.throttled' ? Number(cause.facts['seconds'] ?? 0) * 1000 : 0;
}
