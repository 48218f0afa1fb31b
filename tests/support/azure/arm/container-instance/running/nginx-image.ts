import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Mount } from './ground';

const binary = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'].find((path) => existsSync(path));

/** Whether there is an nginx on this computer. */
export const hasNginx = binary !== undefined;

/** Whether the image is one of nginx: its repository ends so. */
export function isNginx(image: string): boolean {
  return /(?:^|\/)nginx(?:[:@]|$)/u.test(image);
}

/** What the image of nginx is configured to do where nothing else is said. */
export const imageConfiguration = `worker_processes 1;
pid /tmp/nginx.pid;
error_log stderr;
events {}
http {
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((use) => `    ${use}_temp_path /tmp/${use};`).join('\n')}
    access_log /dev/stdout;
    server {
        listen 80;
        default_type text/html;
        location / {
            return 200 "<!DOCTYPE html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>";
        }
    }
}
`;

/** Makes the configuration in the mounts fit the nginx of this computer and, by `rewrite`, the place where it runs. */
export async function adaptNginxFiles(
  image: string,
  mounts: readonly Mount[],
  rewrite: (text: string) => string,
): Promise<void> {
  const installed = await installedVersion();
  for (const { source } of mounts.filter((mount) => statSync(mount.source).isDirectory())) {
    for (const name of readdirSync(source).filter((each) => each.endsWith('.conf'))) {
      const path = join(source, name);
      writeFileSync(path, rewrite(fitHttp2(readFileSync(path, 'utf8'), image, installed)));
    }
  }
}

/**
 * The configuration for an image, as an `installed` nginx before 1.25.1 takes it: there HTTP/2 was not a directive but a word of
 * `listen`. This is all that is ever changed, and nothing is where the image is as old itself.
 */
export function fitHttp2(text: string, image: string, installed: string): string {
  const isNeeded = hasHttp2Directive(tagOf(image)) && !hasHttp2Directive(installed);
  if (!isNeeded || !/^\s*http2 on;/mu.test(text)) return text;
  return text
    .replaceAll(/^[^\S\n]*http2 on;[^\n]*\n/gmu, '')
    .replaceAll(/(?<listen>\blisten\s[^;]*\bssl\b)(?<rest>[^;]*);/gu, '$<listen> http2$<rest>;');
}

/** Tags without a number (`latest`, none) and short ones (`1`) are the newest. */
function hasHttp2Directive(version: string): boolean {
  const [, major, minor, patch] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?/u.exec(version) ?? [];
  if (major === undefined || minor === undefined) return true;
  const [is, least] = [[major, minor, patch ?? 99].map(Number), [1, 25, 1]];
  const at = is.findIndex((part, place) => part !== least[place]);
  return at === -1 || (is[at] ?? 0) > (least[at] ?? 0);
}

function tagOf(image: string): string {
  return /:(?<tag>[^:/@]+)(?:@|$)/u.exec(image)?.groups?.['tag'] ?? '';
}

/** nginx says it on standard error. */
async function installedVersion(): Promise<string> {
  const { stderr } = await promisify(execFile)(binary ?? 'nginx', ['-v']);
  return /nginx\/(?<version>[\d.]+)/u.exec(stderr)?.groups?.['version'] ?? '';
}
