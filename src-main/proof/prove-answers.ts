import type { ProofCode, ProofLine, ProofReason } from '../../shared/proof/contract';
import { makeApiKey } from '../gateway/api-key';
import type { ApiKeys } from '../gateway/gateway';
import type { Answer } from './ask';
import type { Attempt } from './attempt';
import { failed, noted, passed, skipped } from './lines';
import { NotAnswered } from './not-answered';

/** Asks the service once, with a key or none. @throws {NotAnswered} */
export type AskWith = (apiKey: string | undefined, signal: AbortSignal) => Promise<Answer>;

/** What came of asking. */
export interface Asked {
  readonly lines: readonly ProofLine[];
  /** The body of the model's answer to the primary key, or to no key where none is needed. */
  readonly body: string | undefined;
}

/** Judges one answer. */
type Judge = (code: ProofCode, answer: Answer) => ProofLine;

const KEY_LINES = ['no-key', 'wrong-key', 'primary-key', 'secondary-key'] as const satisfies readonly ProofCode[];

/** The lines about answers for a service that was not met. */
export function skippedAnswers(apiKeys: ApiKeys | undefined): readonly ProofLine[] {
  return skipped(apiKeys ? KEY_LINES : ['open']);
}

/**
 * The lines from `no-key` to `secondary-key`; without keys, `open`. Whoever gave no answer to one is not asked the next.
 * @param mayCarryKeys SECURITY: false where somebody on the way could read along; then no real key is sent.
 */
export async function proveAnswers(
  apiKeys: ApiKeys | undefined,
  mayCarryKeys: boolean,
  askWith: AskWith,
  attempt: Attempt,
): Promise<Asked> {
  const lines: ProofLine[] = [];
  let body: string | undefined;
  for (const { code, keys, judge } of questions(apiKeys, mayCarryKeys)) {
    if (lines.some((line) => isUnanswered(line))) {
      lines.push(...skipped([code]));
      continue;
    }
    const { line, answer } = await askInTurn(code, keys, judge, askWith, attempt);
    lines.push(line);
    if (answer && (code === 'primary-key' || code === 'open') && isOfTheModel(line)) ({ body } = answer);
  }
  const withheld = apiKeys && !mayCarryKeys ? skipped(['primary-key', 'secondary-key'], 'plain-http') : [];
  return { lines: [...lines, ...withheld], body };
}

interface Question {
  readonly code: ProofCode;
  /** Tried one after the other, until one does not pass. */
  readonly keys: readonly (string | undefined)[];
  readonly judge: Judge;
}

function questions(apiKeys: ApiKeys | undefined, mayCarryKeys: boolean): readonly Question[] {
  if (!apiKeys) return [{ code: 'open', keys: [undefined], judge: taken(noted) }];
  const { primary, secondary } = apiKeys;
  const wrong = [makeApiKey(), ...(mayCarryKeys ? inOtherCase(primary) : [])];
  const refusedOnes: readonly Question[] = [
    { code: 'no-key', keys: [undefined], judge: refused },
    { code: 'wrong-key', keys: wrong, judge: refused },
  ];
  if (!mayCarryKeys) return refusedOnes;
  return [
    ...refusedOnes,
    { code: 'primary-key', keys: [primary], judge: taken(passed) },
    { code: 'secondary-key', keys: [secondary], judge: taken(passed) },
  ];
}

async function askInTurn(
  code: ProofCode,
  [key, ...others]: Question['keys'],
  judge: Judge,
  askWith: AskWith,
  attempt: Attempt,
): Promise<{ line: ProofLine; answer?: Answer }> {
  const answer = await attempt((signal) => askWith(key, signal));
  if (answer instanceof NotAnswered) return { line: failed(code, answer.reason, {}) };
  const line = judge(code, answer);
  if (line.result === 'failed' || others.length === 0) return { line, answer };
  return askInTurn(code, others, judge, askWith, attempt);
}

/** A key that differs in capitals and small letters alone: nginx's `map`, for one, takes it for the same. */
function inOtherCase(key: string): readonly string[] {
  const other = key.replaceAll(/[a-z]/giu, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  return other === key ? [] : [other];
}

function refused(code: ProofCode, { status, milliseconds }: Answer): ProofLine {
  const facts = { status, milliseconds };
  return status === 401 ? passed(code, facts) : failed(code, 'not-refused', facts);
}

function taken(good: typeof passed): Judge {
  return (code, answer) => {
    const { status, milliseconds } = answer;
    const facts = { status, milliseconds };
    if (status >= 200 && status < 300) return good(code, facts);
    return failed(code, whyNotTaken(answer), facts);
  };
}

function whyNotTaken({ status, body }: Answer): ProofReason {
  if (status === 401) return 'key-refused';
  return [502, 503, 504].includes(status) && isOfTheGateway(body) ? 'model-not-answering' : 'model-declined';
}

/** The gateway's own answers are `{"error":{"code":"model_unavailable","message":…}}`; what the model says itself is the model's. */
function isOfTheGateway(body: string): boolean {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown } };
    return typeof error?.code === 'string' && error.code.startsWith('model_');
  } catch {
    return false;
  }
}

function isUnanswered({ result, facts }: ProofLine): boolean {
  return result === 'failed' && facts['status'] === undefined;
}

function isOfTheModel({ result, reason }: ProofLine): boolean {
  return result !== 'failed' || reason === 'model-declined';
}
