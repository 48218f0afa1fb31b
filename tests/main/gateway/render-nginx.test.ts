import { describe, expect, it } from 'vitest';
import { makeApiKey } from '../../../src-main/gateway/api-key';
import { type Gateway, gatewayDefaults } from '../../../src-main/gateway/gateway';
import { renderNginx } from '../../../src-main/gateway/nginx/render-nginx';

const apiKeys = { primary: makeApiKey(), secondary: makeApiKey() };
const tls = { certificateChain: 'the chain\n', privateKey: 'the private key\n' };
const gateway: Gateway = {
  ...gatewayDefaults,
  hostNames: ['score.contoso.test'],
  tls,
  apiKeys,
  model: { port: 5001 },
  port: 443,
};
const place = { version: '1.28', folder: '/etc/proxy' };
const conf = (of: Gateway, at = place): string => renderNginx(of, at).files[0]?.content ?? '';

// What the files do is the business of tests/conformance/gateway.
describe('The files of nginx', () => {
  it('keep what is secret in files that say so', () => {
    const { files } = renderNginx(gateway, place);
    expect(files.map(({ name, secret }) => [name, secret])).toEqual([
      ['nginx.conf', false],
      ['keys.conf', true],
      ['tls.crt', false],
      ['tls.key', true],
    ]);
    for (const { content } of files.filter(({ secret }) => !secret))
      for (const secret of [apiKeys.primary, apiKeys.secondary, tls.privateKey.trim()])
        expect(content).not.toContain(secret);
  });

  it('are only those that there is something for', () => {
    const { tls: _tls, ...plain } = gateway;
    expect(renderNginx(plain, place).files.map(({ name }) => name)).toEqual(['nginx.conf', 'keys.conf']);
  });

  it('have both keys also where none is asked for, so that it can be turned on without new ones', () => {
    const contentOf = (of: Gateway) => renderNginx(of, place).files.find(({ name }) => name === 'keys.conf')?.content;
    const open = { ...gateway, keyAuthentication: false };
    expect(contentOf(open)).toContain(apiKeys.primary);
    expect(contentOf(open)).toBe(contentOf(gateway));
  });

  it('turn HTTP/2 on as the version has it: a directive since 1.25.1', () => {
    for (const version of ['1.28', '1.28.0', '1.25.1', '1.25', '1', '2.0'])
      expect(conf(gateway, { ...place, version }), version).toMatch(/listen 443 ssl;\n\s+http2 on;/u);
    for (const version of ['1.22', '1.22.1', '1.25.0', '1.9'])
      expect(conf(gateway, { ...place, version }), version).toMatch(/listen 443 ssl http2;/u);
    const { tls: _, ...plain } = gateway;
    expect(conf(plain)).not.toContain('http2');
  });

  it('stand in one folder and write into another, as a container with a read-only disk asks', () => {
    const { command } = renderNginx(gateway, place);
    expect(command).toEqual(['nginx', '-c', '/etc/proxy/nginx.conf', '-g', 'daemon off;']);
    const paths = conf(gateway).match(/(?<= )\/(?:etc|tmp|dev|var|run)[^; ]*/gu) ?? [];
    expect(
      paths.every((path) => /^\/(?:etc\/proxy|tmp|dev\/stdout)/u.test(path)),
      paths.join(' '),
    ).toBe(true);
    expect(conf(gateway, { ...place, scratchFolder: '/scratch' } as typeof place)).toContain('pid /scratch/nginx.pid;');
  });

  it('ask the model where it listens: beside nginx', () => {
    for (const [host, address] of [
      [undefined, '127.0.0.1:5001'],
      ['localhost', '127.0.0.1:5001'],
      ['::1', '[::1]:5001'],
    ] as const)
      expect(conf({ ...gateway, model: { port: 5001, ...(host && { host }) } })).toContain(`server ${address};`);
  });

  it('are not made of a description that could break out of them', () => {
    expect(() => renderNginx({ ...gateway, healthPath: '/x; }' }, place)).toThrow(
      expect.objectContaining({ code: 'gateway.setting-unusable' }) as Error,
    );
  });
});
