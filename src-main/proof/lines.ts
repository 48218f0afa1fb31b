import type { Facts } from '../../shared/problem';
import type { ProofCode, ProofLine, ProofReason } from '../../shared/proof/contract';

/** A line that passed. */
export function passed(code: ProofCode, facts: Facts): ProofLine {
  return { code, result: 'passed', facts };
}

/** A line that is neither good nor bad, and worth knowing. */
export function noted(code: ProofCode, facts: Facts): ProofLine {
  return { code, result: 'noted', facts };
}

/** A line that did not pass. */
export function failed(code: ProofCode, reason: ProofReason, facts: Facts): ProofLine {
  return { code, result: 'failed', reason, facts };
}

/** Lines that could not be judged; with the reason where no line before them says it. */
export function skipped(codes: readonly ProofCode[], reason?: ProofReason): readonly ProofLine[] {
  return codes.map((code) => ({ code, result: 'skipped', facts: {}, ...(reason && { reason }) }));
}
