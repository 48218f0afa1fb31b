import { type IncomingMessage, request as ask } from 'node:http';
import { AppError } from '../../app-error';
import type { ModelAddress } from './model-address';

const TIMEOUT_MS = 10_000;
/** More is not read. */
const MAXIMUM_BYTES = 64 * 1024;
/** More is not shown. */
const MAXIMUM_CHARACTERS = 4096;

/** What a model said to the example. */
export interface ModelAnswer {
  /** Whatever it was: that a model declines an example is for the user to see, beside its words. */
  readonly status: number;
  readonly milliseconds: number;
  /** The first 4096 characters, as UTF-8. */
  readonly answer: string;
}

/**
 * Sends the example to a model once, as JSON, and answers what it said. Redirects are not followed.
 * @throws {AppError} `service.example-invalid`; `service.model-not-answering` where no whole answer came within ten seconds, or
 * nothing but the beginning of a large one. An abort ends it with `signal.reason`.
 */
export async function callModel(model: ModelAddress, example: string, signal?: AbortSignal): Promise<ModelAnswer> {
  checkExample(example);
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const began = performance.now();
  try {
    const { status, body } = await post(model, example, AbortSignal.any(signal ? [timeout, signal] : [timeout]));
    return { status, milliseconds: Math.round(performance.now() - began), answer: textOf(body) };
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = timeout.aborted ? 'timeout' : reasonOf(cause);
    throw new AppError('service.model-not-answering', { address: model.address, reason }, { cause });
  }
}

/**
 * As `callModel`, and nothing but an answer of success will do.
 * @throws {AppError} As `callModel`; `service.model-not-answering` with the status too.
 */
export async function requireAnswer(model: ModelAddress, example: string, signal: AbortSignal): Promise<ModelAnswer> {
  const answer = await callModel(model, example, signal);
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  throw new AppError('service.model-not-answering', { address: model.address, reason: 'status', status });
}

/** @throws {AppError} `service.example-invalid` where it is no JSON. */
export function checkExample(example: string): void {
  try {
    JSON.parse(example);
  } catch (cause) {
    throw new AppError('service.example-invalid', {}, { cause });
  }
}

function post(
  { host, port, path }: ModelAddress,
  body: string,
  signal: AbortSignal,
): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    // No agent: a connection of its own, closed when it is over.
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), Accept: '*/*' };
    const asked = ask({ host, port, path, method: 'POST', headers, agent: false, signal });
    let isAnswered = false;
    asked.once('response', (given) => {
      isAnswered = true;
      read(given).then((answer) => resolve({ status: given.statusCode ?? 0, body: answer }), reject);
    });
    asked.on('error', reject);
    // What is no answer, such as a change of the protocol, may end without an error.
    asked.once('close', () => isAnswered || reject(new Error('no answer')));
    asked.end(body);
  });
}

async function read(given: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of given as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= MAXIMUM_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, MAXIMUM_BYTES);
}

function reasonOf(cause: unknown): string {
  const { code = '' } = cause as NodeJS.ErrnoException;
  const silent = ['ECONNREFUSED', 'EADDRNOTAVAIL', 'EHOSTUNREACH', 'ENETUNREACH', 'EAFNOSUPPORT', 'ENOTFOUND'];
  return silent.includes(code) ? 'refused' : 'cut';
}

/** By characters: half of a surrogate pair is no text. */
function textOf(body: Buffer): string {
  return Array.from(new TextDecoder().decode(body)).slice(0, MAXIMUM_CHARACTERS).join('');
}
