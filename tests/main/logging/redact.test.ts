import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src-main/logging/redact';

const characters = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64url = base64.replace('+/', '-_');
const around = fc.oneof(fc.constantFrom('', ' ', '\n', '"', 'GET /x ', 'at f (', '{"a":"'), fc.string());

/** What may be planted: the text around the secret, and the secret that must not come out. */
const planted = {
  'a token': characters(base64url, 20, 200).map((body) => ({ text: `eyJ${body}.${body}.${body}`, secret: body })),
  'a PEM block': characters(base64, 40, 300).map((body) => ({
    text: `-----BEGIN PRIVATE KEY-----\n${body.replaceAll(/.{64}/gu, '$&\n')}\n-----END PRIVATE KEY-----`,
    secret: body.slice(0, 40),
  })),
  'a PEM block without its end': characters(base64, 40, 60).map((body) => ({
    text: `-----BEGIN RSA PRIVATE KEY-----\\n${body}`,
    secret: body,
  })),
  'a bearer token': characters(base64url, 12, 60).map((secret) => ({
    text: `Authorization: Bearer ${secret}`,
    secret,
  })),
  'a connection string': characters(base64, 12, 88).map((secret) => ({
    text: `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${secret}==;EndpointSuffix=core.windows.net`,
    secret,
  })),
  'a shared access signature': characters(base64url, 12, 60).map((secret) => ({
    text: `https://a.blob.core.windows.net/b?sv=2024&sig=${secret}%3D&se=1`,
    secret,
  })),
  'a password in JSON': characters(base64, 12, 40).map((secret) => ({ text: `{"password":"${secret}"}`, secret })),
  'a client secret': characters(base64url, 12, 40).map((secret) => ({
    text: `client_secret=${secret}&scope=x`,
    secret,
  })),
  'bare key material': characters(base64, 65, 400).map((secret) => ({ text: secret, secret })),
  'a home folder': characters('abcdefghij', 12, 20).map((secret) => ({ text: `/home/${secret}/server.pfx`, secret })),
  'a home folder on macOS': characters('abcdefghij', 12, 20).map((secret) => ({
    text: `/Users/${secret}/server.pfx`,
    secret,
  })),
  'a home folder on Windows': characters('abcdefghij ', 12, 20).map((secret) => ({
    text: `C:\\Users\\${secret}\\server.pfx`,
    secret,
  })),
};

describe('nothing that was planted comes out', () => {
  it.each(Object.entries(planted))('%s', (_name, arbitrary) => {
    fc.assert(
      fc.property(around, arbitrary, around, (before, { text, secret }, after) => {
        // A word character right before would make it another word; that is not how secrets appear.
        const redacted = redact(`${before.replace(/[\w+/-]$/u, ' ')}${text}${after}`, '/no/home');
        expect(redacted).not.toContain(secret);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is no secret stays', () => {
  it.each([
    'The certificate ends on 14 March 2027.',
    'ENOENT: no such file or directory, open',
    `sha256 ${'0123456789abcdef'.repeat(4)}`,
    'TypeError: x is not a function\n    at createServer (serve.ts:30:12)',
  ])('%s', (text) => expect(redact(text, '/no/home')).toBe(text));

  it('the home folder becomes ~, wherever it is', () => {
    expect(redact('open /srv/people/ana/key.pem', '/srv/people/ana')).toBe('open ~/key.pem');
    expect(redact('open /etc/x', '/')).toBe('open /etc/x');
  });
});
