import { AppError } from './app-error';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'no-space',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'read-only',
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
};

/** What the system said when a file was to be written, as `file.exists` (facts: `names`) or `file.not-written` (`name`, `reason`). */
export function notWritten(cause: unknown, name: string): AppError {
  if (codeOf(cause) === 'EEXIST') return new AppError('file.exists', { names: name }, { cause });
  return new AppError('file.not-written', { name, reason: reasons[codeOf(cause)] ?? 'other' }, { cause });
}

/** The system's own name for what happened, such as `ENOENT`; empty for anything else. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
