import { AppError } from '../app-error';

type Reason = 'declined' | 'consent' | 'device-code' | 'application' | 'account' | 'policy' | 'other';

/** Entra's numbers: learn.microsoft.com/entra/identity-platform/reference-error-codes. */
const reasons: Readonly<Record<string, Reason>> = {
  65001: 'consent',
  65004: 'declined',
  90093: 'consent',
  90094: 'consent',
  90095: 'consent',
  50011: 'application',
  500113: 'application',
  700016: 'application',
  700025: 'application',
  7000218: 'application',
  50020: 'account',
  50034: 'account',
  90072: 'account',
  50105: 'policy',
  50097: 'policy',
  50158: 'policy',
  53000: 'policy',
  53001: 'policy',
  53002: 'policy',
  53003: 'policy',
  530034: 'device-code',
  530036: 'device-code',
};

/** What MSAL says, as far as it is needed: it has several classes, and all of them this. */
interface MsalError {
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly claims?: string;
}

/**
 * Whether a person has to sign in before this goes on: `interaction_required` and its relatives, and a refresh token that is
 * worth nothing any more, which MSAL does not count among them. Not where it is about the account: another sign-in changes nothing.
 */
export function needsInteraction(cause: unknown): cause is Error & MsalError {
  if (!isMsalError(cause)) return false;
  if (cause.name === 'InteractionRequiredAuthError') return true;
  return cause.errorCode === 'invalid_grant' && reasons[numberOf(cause)] !== 'account';
}

/** What did not happen, from what MSAL threw; what is no error of MSAL's is answered as it is. */
export function signInProblem(cause: unknown, method: 'browser' | 'device-code' | 'silent' = 'silent'): unknown {
  const ours = problemWithin(cause);
  if (ours) return ours;
  if (!isMsalError(cause)) return cause;
  if (/device_code_expired|expired_token|code_expired/u.test(`${cause.errorCode} ${cause.errorMessage}`)) {
    return new AppError('sign-in.expired', {}, { cause });
  }
  const number = numberOf(cause);
  if (number === '90033' || number === '90055' || cause.errorCode === 'temporarily_unavailable') {
    return new AppError(
      number === '90055' ? 'azure.throttled' : 'azure.unavailable',
      { service: 'sign-in' },
      { cause },
    );
  }
  const entra = number === '' ? cause.errorCode.slice(0, 60) : `AADSTS${number}`;
  return new AppError('sign-in.declined', { reason: reasonOf(number, cause, method), entra }, { cause });
}

function reasonOf(number: string, { errorCode }: MsalError, method: string): Reason {
  const reason = reasons[number];
  // Conditional access has one number for whatever it blocks; that it blocks this way of signing in is the most likely.
  if (method === 'device-code' && reason === 'policy') return 'device-code';
  return reason ?? (/access_denied|authorization_declined/u.test(errorCode) ? 'declined' : 'other');
}

/** A problem of ours that came through somebody else's code as a cause. */
export function problemWithin(cause: unknown, depth = 0): AppError | undefined {
  if (cause instanceof AppError) return cause;
  if (depth > 5 || !(cause instanceof Error)) return undefined;
  return problemWithin(cause.cause, depth + 1);
}

/** Entra's number; empty where it says none. */
function numberOf({ errorMessage }: MsalError): string {
  return /AADSTS(\d+)/u.exec(errorMessage)?.[1] ?? '';
}

function isMsalError(cause: unknown): cause is Error & MsalError {
  return cause instanceof Error && 'errorCode' in cause && 'errorMessage' in cause;
}
