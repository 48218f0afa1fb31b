import type { Problem } from '../../shared/problem';

/** Whether a password would help. */
export function isLocked(problem: Problem | undefined): boolean {
  return problem?.code === 'certificate.password-needed' || problem?.code === 'certificate.wrong-password';
}

/** Whether there is simply nothing of ours in a file. */
export function isNothing(problem: Problem | undefined): boolean {
  return problem?.code === 'certificate.nothing-found' || problem?.code === 'certificate.empty-file';
}

/** Whether a file is, by its content, what stands beside certificates every day: a note, a page, a picture. */
export function isEveryday(problem: Problem | undefined): boolean {
  if (isNothing(problem)) return true;
  return problem?.code === 'certificate.other-kind' && EVERYDAY_KINDS.has(problem.facts['kind']);
}

/** In a folder such files are everyday neighbours of certificates and nothing to report. */
export function isEverydayInFolder(problem: Problem | undefined): boolean {
  // Logs are packed so; inside a ZIP from an authority it would be something else.
  return isEveryday(problem) || (problem?.code === 'certificate.other-kind' && problem.facts['kind'] === 'gzip');
}

const EVERYDAY_KINDS: ReadonlySet<unknown> = new Set(['html', 'xml', 'pdf', 'image', 'openssh-public-key']);
