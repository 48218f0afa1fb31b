import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Proof, ProofLine } from '../../shared/proof/contract';
import type { ApiKeys } from '../gateway/gateway';
import { ask } from './ask';
import { attemptsWithin } from './attempt';
import { authority, type Place } from './connect';
import type { ExpectedTls } from './judge-certificates';
import { type Asked, proveAnswers, skippedAnswers } from './prove-answers';
import { proveConnection } from './prove-connection';

/** What a service should be seen as. */
export interface ProofSubject extends Place {
  /** The path that scores, and its query where there is one: `/score`. */
  readonly path: string;
  /** A request body that the model understands: JSON text. */
  readonly example: string;
  /** Absent: TLS is off. */
  readonly tls?: ExpectedTls;
  /** Absent: key authentication is off. */
  readonly apiKeys?: ApiKeys;
}

/** How long, and as of when. */
export interface ProofOptions {
  /** Ends the proof with the signal's reason. */
  readonly signal?: AbortSignal;
  /** For one line; 10 seconds where nothing is said. No proof waits more than eight times. */
  readonly millisecondsPerLine?: number;
  readonly now?: Date;
}

/** As the contract has it. */
const MOST_OF_AN_ANSWER = 4096;

/**
 * Calls a service as a strict client would, by its real name at the address given, and says what it sees, line by line. Never
 * rejects for what the service does or does not do.
 *
 * SECURITY: an API key is sent only over a connection whose server has shown the chosen certificate, or over one that does not
 * leave this computer. Nothing of a key is in what is answered, even where the service answers with it.
 */
export async function prove(subject: ProofSubject, options: ProofOptions = {}): Promise<Proof> {
  const { signal, millisecondsPerLine = 10_000, now = new Date() } = options;
  const attempt = attemptsWithin(millisecondsPerLine, signal);
  const url = urlOf(subject);
  const { lines: met, address } = await proveConnection(subject, subject.tls, attempt, now);
  const { apiKeys, tls, hostName, port } = subject;
  const asked = await answersAt(address);
  return proofOf(url, now, [...met, ...asked.lines], withoutKeys(asked.body, apiKeys));

  async function answersAt(place: string | undefined): Promise<Asked> {
    if (place === undefined) return { lines: skippedAnswers(apiKeys), body: undefined };
    const question = {
      place: { hostName, port, address: place },
      path: url.pathname + url.search,
      body: subject.example,
      leafSha256: tls?.leafSha256,
    };
    const mayCarryKeys = tls !== undefined || isThisComputer(place);
    return proveAnswers(apiKeys, mayCarryKeys, (apiKey, limit) => ask(question, apiKey, limit), attempt);
  }
}

function proofOf(url: URL, now: Date, lines: readonly ProofLine[], answer: string | undefined): Proof {
  return {
    at: now.toISOString(),
    url: url.href,
    lines: [...lines],
    passed: lines.every(({ result }) => result !== 'failed'),
    ...(answer !== undefined && { answer: answer.slice(0, MOST_OF_AN_ANSWER) }),
  };
}

function urlOf(subject: ProofSubject): URL {
  const start = subject.tls ? `https://${authority(subject, 443)}` : `http://${authority(subject, 80)}`;
  return new URL(start + subject.path);
}

function isThisComputer(address: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return isIP(address) !== 0 && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function withoutKeys(body: string | undefined, apiKeys: ApiKeys | undefined): string | undefined {
  if (body === undefined || !apiKeys) return body;
  return body.replaceAll(apiKeys.primary, '[API key]').replaceAll(apiKeys.secondary, '[API key]');
}
