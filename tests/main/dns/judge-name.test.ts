import { describe, expect, it } from 'vitest';
import { parseHostName } from '../../../src-main/certificates/host-names/host-name';
import { judgeName } from '../../../src-main/dns/judge-name';
import { publicSuffixOf } from '../../../src-main/dns/public-suffix';
import { isEasilyMistaken } from '../../../src-main/dns/spelling';
import type { Target } from '../../../shared/certificates/finding';

/** `code level` for each finding. */
async function judged(typed: string, target: Target): Promise<readonly string[]> {
  const name = parseHostName(typed);
  const findings = judgeName(name, await publicSuffixOf(name.ascii), target);
  return findings.map(({ code, level }) => `${code} ${level}`);
}

describe('What a host name is', () => {
  it.each([
    // Typed, for Azure, for this computer.
    ['score.contoso.com', [], []],
    ['score.contoso.co.uk', [], []],
    ['bücher.example.de', [], []],
    ['*.contoso.com', ['wildcard blocks'], ['wildcard blocks']],
    ['192.0.2.7', ['ip-address warns'], []],
    ['[2001:db8::7]', ['ip-address warns'], []],
    ['localhost', ['localhost blocks'], ['localhost notes']],
    ['model.localhost', ['localhost blocks'], ['localhost notes']],
    ['co.uk', ['public-suffix blocks'], ['public-suffix notes']],
    ['com', ['public-suffix blocks'], ['public-suffix notes']],
    ['公司.cn', ['public-suffix blocks'], ['public-suffix notes']],
    ['github.io', ['public-suffix warns'], ['public-suffix notes']],
    ['contoso.github.io', [], []],
    ['model', ['single-label warns'], ['single-label notes']],
    ['model.contoso.internal', ['not-public warns'], ['not-public notes']],
    ['printer.local', ['not-public warns'], ['not-public notes']],
    ['model.contoso.test', ['not-public warns'], ['not-public notes']],
    ['model.home.arpa', ['not-public warns'], ['not-public notes']],
    ['model.hq-contoso', ['not-public warns'], ['not-public notes']],
    ['model.invalid', ['not-public blocks'], ['not-public notes']],
    ['www.example.com', ['not-public blocks'], ['not-public notes']],
    ['model.onion', ['not-public blocks'], ['not-public notes']],
    ['churn.westeurope.azurecontainer.io', ['azure-name notes'], []],
    ['churn.ab12.westeurope.azurecontainer.io', ['azure-name notes'], []],
    ['churn.westeurope.cloudapp.azure.com', ['azure-name warns'], []],
    ['churn.azurewebsites.net', ['azure-name warns'], []],
    ['westeurope.azurecontainer.io', ['public-suffix blocks'], ['public-suffix notes']],
    ['аррӏе.com', ['international notes'], ['international notes']],
  ] as const)('%s', async (typed, azure, here) => {
    expect(await judged(typed, 'container-instances')).toEqual(azure);
    expect(await judged(typed, 'this-computer')).toEqual(here);
  });

  it('is judged for the target: a cluster gets the name of an address, and a container group its own', async () => {
    expect(await judged('churn.westeurope.cloudapp.azure.com', 'kubernetes')).toEqual(['azure-name notes']);
    expect(await judged('churn.westeurope.azurecontainer.io', 'kubernetes')).toEqual(['azure-name warns']);
  });
});

describe('The registered part of a name', () => {
  it.each([
    ['score.contoso.co.uk', 'contoso.co.uk'],
    ['contoso.com', 'contoso.com'],
    ['a.b.xn--bcher-kva.de', 'xn--bcher-kva.de'],
    ['a.b.xn--55qx5d.cn', 'b.xn--55qx5d.cn'],
    // Whoever gives out names below it, the registry knows the domain itself.
    ['contoso.github.io', 'github.io'],
    ['www.ck', 'www.ck'],
    ['co.uk', undefined],
    ['model', undefined],
    ['model.contoso.internal', undefined],
  ])('of %s is %s', async (name, registered) => {
    expect((await publicSuffixOf(name)).registered).toBe(registered);
  });
});

describe('A name that is easily mistaken', () => {
  it.each([
    ['аррӏе.com', true], // Cyrillic throughout
    ['cоntoso.com', true], // a Cyrillic o among Latin letters
    ['ρτ.com', true], // Greek throughout
    ['αβγδ.com', false],
    ['пример.com', false],
    ['сор.рф', false], // looks Latin, below an ending that does not
    ['bücher.de', false],
    ['东京tower.com', false],
    ['ひらカタ漢字.jp', false],
    ['2020.com', false],
    ['contoso.com', false],
  ])('%s: %s', (display, mistaken) => {
    expect(isEasilyMistaken(display)).toBe(mistaken);
  });
});
