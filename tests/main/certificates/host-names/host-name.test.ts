import { describe, expect, it } from 'vitest';
import { parseHostName } from '../../../../src-main/certificates/host-names/host-name';
import { coversHost, nearestNames } from '../../../../src-main/certificates/host-names/match-host-name';

describe('A host name as people type it', () => {
  it.each([
    ['WWW.Contoso.test.', 'www.contoso.test'],
    ['https://api.contoso.test:8443/score?x=1', 'api.contoso.test'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['*.contoso.test', '*.contoso.test'],
    ['[2001:DB8:0::1]:443', '2001:db8::1'],
    ['10.0.0.7', '10.0.0.7'],
  ])('understands %s', (typed, ascii) => {
    expect(parseHostName(typed).ascii).toBe(ascii);
  });

  it.each(['', 'a..b', 'my_host.test', 'a b.test', '-a.test', 'www.*.test', '*', '1.2.3', `${'a'.repeat(64)}.test`])(
    'refuses "%s"',
    (typed) => {
      expect(() => parseHostName(typed)).toThrow(expect.objectContaining({ code: 'host-name.invalid' }));
    },
  );
});

describe('Whether a certificate covers a host name', () => {
  const names = { dnsNames: ['www.contoso.test', '*.API.contoso.test', '*.test'], ipAddresses: ['10.0.0.7'] };

  it.each([
    ['www.contoso.test', true],
    ['v1.api.contoso.test', true],
    ['api.contoso.test', false],
    ['a.v1.api.contoso.test', false],
    ['contoso.test', false],
    ['10.0.0.7', true],
    ['10.0.0.8', false],
  ])('answers for %s: %s', (host, covered) => {
    expect(coversHost(names, parseHostName(host))).toBe(covered);
  });

  it('names the likest names first', () => {
    expect(nearestNames(names, parseHostName('ww.contoso.test'), 1)).toEqual(['www.contoso.test']);
  });
});
