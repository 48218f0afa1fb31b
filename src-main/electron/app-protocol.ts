import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname } from 'node:path';
import type { CustomScheme } from 'electron';
import { bundlePath, isInside } from './bundle-path';
import { contentSecurityPolicy, fillNonce } from './content-security';

/** `app:` as a scheme that Chromium treats like https; to be registered before the app is ready. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, codeCache: true },
};

/**
 * Node loads what is behind `Response` at its first use, which takes it some 40 ms. Called while Chromium starts, before the app
 * is ready, nobody waits for that; in the first answer the page would.
 */
export function prepareResponses(): void {
  void globalThis.Response;
}

/**
 * Makes the handler of every `app://` request (rules 1, 7, 18): files of the bundle in `folder`, each with the policy.
 * Anything else is answered 404, so that a mistake in an address shows in the tests.
 */
export function createAppProtocol(folder: string): (request: { method: string; url: string }) => Promise<Response> {
  return async ({ method, url }) => {
    const file = method === 'GET' ? bundlePath(url, folder) : undefined;
    const bytes = file === undefined ? undefined : await readInside(file, folder);
    if (file === undefined || bytes === undefined)
      return new Response(null, { status: 404, headers: headersFor('', '') });
    return answer(file, bytes);
  };
}

function answer(file: string, bytes: Buffer): Response {
  const nonce = randomBytes(16).toString('base64');
  const extension = extname(file);
  const body = extension === '.html' ? fillNonce(bytes.toString('utf8'), nonce) : new Uint8Array(bytes);
  return new Response(body, { headers: headersFor(extension, nonce) });
}

/** SECURITY: links are resolved before the check, so that one inside the bundle can't lead out of it. */
async function readInside(file: string, folder: string): Promise<Buffer | undefined> {
  try {
    const [realFile, realFolder] = await Promise.all([realpath(file), realpath(folder)]);
    return isInside(realFile, realFolder) ? await readFile(realFile) : undefined;
  } catch {
    return undefined;
  }
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

function headersFor(extension: string, nonce: string): Record<string, string> {
  return {
    'Content-Type': mimeTypes[extension] ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
  };
}
