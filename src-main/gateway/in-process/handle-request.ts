import type { IncomingMessage, ServerResponse } from 'node:http';
import { healthBody, preflightHeaders, type Refusal, refusals } from '../answers';
import type { KeySlot } from '../gateway';
import { type Exchange, forward } from './forward';
import { declaredBytes, readBody } from './read-body';
import { readHead } from './read-head';
import { asAnswer, send } from './send';
import type { Settings, Shared } from './settings';

/** What is known of a request when it is over, for the access log. */
export interface Handled {
  path: string;
  keySlot: KeySlot | undefined;
  isHealth: boolean;
  /** Octets of the answer's body so far. */
  bytes: number;
}

/** Answers one request: what nginx decides by configuration, in the same order. Never throws. */
export function handleRequest(
  settings: Settings,
  shared: Shared,
  request: IncomingMessage,
  answer: ServerResponse,
): Handled {
  const { gateway, readKey } = settings;
  const handled: Handled = { path: '-', keySlot: undefined, isHealth: false, bytes: 0 };
  const headers = [...settings.headers, ...corsHeaders(settings, request)];
  const lingerMs = gateway.timeouts.body * 1000;
  const count = (bytes: number): void => {
    handled.bytes += bytes;
  };
  const refuse = (refusal: Refusal): void => {
    count(refusal.body.length);
    send(request, answer, asAnswer(refusal, headers, lingerMs));
  };

  handled.keySlot = readKey(request.headers.authorization);
  // SECURITY: a line that is `Bearer KEY` never reaches the model, whether a key is asked for or not.
  const head = readHead(request, gateway.limits.headerBytes, handled.keySlot === undefined);
  if ('status' in head) {
    // What follows on this connection may be the rest of what was not understood.
    headers.push('Connection', 'close');
    refuse(head);
    return handled;
  }
  handled.path = head.path;
  if (request.method === 'TRACE') refuse(refusals.notAllowed);
  else if (declaredBytes(request) > gateway.limits.bodyBytes) refuse(refusals.bodyTooLarge);
  else if (head.plainPath === gateway.healthPath) {
    handled.isHealth = true;
    const typed = [...headers, 'Content-Type', 'application/json'];
    send(request, answer, { status: 200, headers: typed, body: healthBody, lingerMs });
  } else if (isPreflight(settings, request)) {
    const allowed = [...headers, ...Object.entries(preflightHeaders).flat()];
    send(request, answer, { status: 204, headers: allowed, lingerMs });
  } else if (gateway.keyAuthentication && !handled.keySlot) refuse(refusals.unauthorized);
  else void askModel(settings, shared, { request, answer, head, headers, refuse, count });
  return handled;
}

async function askModel(settings: Settings, shared: Shared, exchange: Omit<Exchange, 'body'>): Promise<void> {
  const body = await readBody(settings, shared, exchange.request, exchange.answer);
  if ('status' in body) exchange.refuse(body);
  else if (!exchange.answer.destroyed) forward(settings, shared, { ...exchange, body });
}

/** Which pages may read this answer, where any may. */
function corsHeaders({ origins }: Settings, { headers }: IncomingMessage): readonly string[] {
  if (origins.size === 0) return [];
  const origin = headers.origin ?? '';
  return [...(origins.has(origin) ? ['Access-Control-Allow-Origin', origin] : []), 'Vary', 'Origin'];
}

/** The browser's question before a page's request (Fetch, section 3.2.2); it never carries a key. */
function isPreflight({ origins }: Settings, { method, headers }: IncomingMessage): boolean {
  const asksFor = headers['access-control-request-method'];
  return method === 'OPTIONS' && asksFor !== undefined && origins.has(headers.origin ?? '');
}
