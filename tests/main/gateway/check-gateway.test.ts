import { describe, expect, it } from 'vitest';
import { makeApiKey } from '../../../src-main/gateway/api-key';
import { checkGateway } from '../../../src-main/gateway/check-gateway';
import { type Gateway, gatewayDefaults } from '../../../src-main/gateway/gateway';

const gateway: Gateway = {
  ...gatewayDefaults,
  hostNames: ['score.contoso.test', '*.contoso.test', '10.0.0.7', '2001:db8::7', 'xn--bcher-kva.test'],
  apiKeys: { primary: makeApiKey(), secondary: makeApiKey() },
  model: { port: 5001 },
  port: 443,
  allowedOrigins: ['https://app.contoso.test', 'http://localhost:3000', 'http://[::1]:8080'],
};
const changed = (change: object): Gateway => ({ ...gateway, ...change });

describe('The description of a gateway', () => {
  it('is taken with the defaults and names of every kind', () => {
    expect(() => checkGateway(gateway)).not.toThrow();
    expect(() => checkGateway(changed({ keyAuthentication: false, healthPath: '/a/b.c_d~e-f' }))).not.toThrow();
  });

  it.each<[string, string, object]>([
    [
      'a key that an expression would read',
      'apiKeys',
      { apiKeys: { primary: `.*${makeApiKey()}`, secondary: makeApiKey() } },
    ],
    [
      'a key that ends its string',
      'apiKeys',
      { apiKeys: { primary: makeApiKey(), secondary: `${makeApiKey()}" 1; #` } },
    ],
    ['a key that is short', 'apiKeys', { apiKeys: { primary: 'a', secondary: makeApiKey() } }],
    ['a key with a line feed', 'apiKeys', { apiKeys: { primary: `${makeApiKey()}\n`, secondary: makeApiKey() } }],
    ['the same key twice', 'apiKeys', { apiKeys: { primary: 'a'.repeat(43), secondary: 'a'.repeat(43) } }],
    ['a time for HSTS that ends its line', 'hstsMaxAge', { hstsMaxAge: '0"; #' }],
    ['a time for HSTS before now', 'hstsMaxAge', { hstsMaxAge: -1 }],
    ['a health path that ends its line', 'healthPath', { healthPath: '/healthz { return 200; } #' }],
    ['a health path without a slash', 'healthPath', { healthPath: 'healthz' }],
    ['every path as the health path', 'healthPath', { healthPath: '/' }],
    ['a health path that goes up', 'healthPath', { healthPath: '/a/../b' }],
    ['a path that no request can have', 'healthPath', { healthPath: '//400' }],
    ['any origin', 'allowedOrigins', { allowedOrigins: ['*'] }],
    ['an origin with a path', 'allowedOrigins', { allowedOrigins: ['https://a.test/'] }],
    ['an origin that ends its string', 'allowedOrigins', { allowedOrigins: ['https://a.test"; #'] }],
    ['an origin that none is', 'allowedOrigins', { allowedOrigins: ['null'] }],
    ['a host name with a line feed', 'hostNames', { hostNames: ['a.test\nuser root;'] }],
    ['a port that there is not', 'port', { port: 70_000 }],
    ['a model on no port', 'model', { model: { port: 0 } }],
    ['no limit', 'limits', { limits: { ...gateway.limits, bodyBytes: 0 } }],
    ['a header of next to nothing', 'limits', { limits: { ...gateway.limits, headerBytes: 100 } }],
    ['a time that is not whole', 'timeouts', { timeouts: { ...gateway.timeouts, answer: 0.5 } }],
    ['no time', 'timeouts', { timeouts: { ...gateway.timeouts, header: 0 } }],
  ])('is not taken with %s', (_, setting, change) => {
    expect(() => checkGateway(changed(change))).toThrow(
      expect.objectContaining({ code: 'gateway.setting-unusable', facts: { setting } }) as Error,
    );
  });
});
