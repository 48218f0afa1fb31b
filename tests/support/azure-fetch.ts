import { request } from 'node:https';
import type { OwnTrust } from '../../src-main/electron/azure-network';

/** What was asked of whom. */
export interface Sent {
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Everything that is sent to Azure is text. */
  readonly body: string;
}

/**
 * `fetch` of Node.js that believes another authority too, as Electron's does in the app; `sent` is told of every request, and
 * `rewrite` may change what is answered.
 */
export function createNodeFetch(sent: (request: Sent) => void, rewrite = (body: string) => body) {
  return (trust: OwnTrust | undefined) =>
    async (address: string, options: RequestInit): Promise<Response> => {
      const { host, pathname, search } = new URL(address);
      const headers = options.headers as Record<string, string>;
      sent({ host, path: pathname + search, headers, body: (options.body ?? '') as string });
      return new Promise((resolve, reject) => {
        const asked = request(
          address,
          { method: options.method, headers, ca: trust?.ca, signal: options.signal ?? undefined, agent: false },
          (response) => {
            const pieces: Buffer[] = [];
            response.on('data', (piece: Buffer) => pieces.push(piece));
            response.on('error', reject);
            response.on('end', () => {
              const status = response.statusCode ?? 0;
              const body = [204, 304].includes(status) ? null : rewrite(Buffer.concat(pieces).toString('utf8'));
              resolve(new Response(body, { status, headers: response.headers as Record<string, string> }));
            });
          },
        );
        asked.on('error', reject);
        asked.end(options.body);
      });
    };
}
