import { describe, expect, it } from 'vitest';
import {
  type RecordAdvice,
  type RecordCheck,
  type RecordFinding,
  recordFindingCodes,
  type RecordViewer,
} from '../../shared/dns/contract';
import {
  adviceInWords,
  recordFindingInWords,
  sightInWords,
  sightWords,
  verdictInWords,
  viewerInWords,
} from '../../src-renderer/text/dns';
import { azureName, server, viewer } from './dns-samples';

const unwelcome = /\berror\b|failed|oops|invalid|!|undefined|\bnull\b|\bNaN\b|\[object|please|sorry| {2}/iu;

/** A sentence as the house writes it. */
function expectSentence(sentence: string): void {
  expect(sentence).not.toMatch(unwelcome);
  expect(sentence).toMatch(/^\S.*[.?]$/u);
}

describe('findings about a DNS record', () => {
  const facts = { azureName, address: '192.0.2.80', zone: 'contoso.com', types: 'MX, TXT', domain: 'contoso.com' };
  const further: readonly RecordFinding['facts'][] = [
    {},
    { same: true, byAddress: false, count: 1, records: 'A 192.0.2.10', value: azureName },
    { same: false, byAddress: true, count: 2, records: 'A 192.0.2.10, AAAA 2001:db8::10', value: '192.0.2.80' },
  ];

  it.each(recordFindingCodes)('%s says what is and why it matters', (code) => {
    for (const these of [{}, ...further.map((more) => ({ ...facts, ...more }))]) {
      const words = recordFindingInWords({ code, level: 'warns', facts: these });
      for (const sentence of [words.what, words.why, words.fix ?? 'Nothing.']) expectSentence(sentence);
      expect(words.what).not.toBe(words.why);
    }
  });

  it.each(recordFindingCodes)('%s names one thing to do where it warns', (code) => {
    if (code === 'already-right') return;
    const words = recordFindingInWords({ code, level: 'warns', facts: { ...facts, same: false } });
    expect(words.fix).toBeDefined();
  });

  it('say what an A record costs at the top of a zone', () => {
    const words = recordFindingInWords({ code: 'cname-not-at-top', level: 'warns', facts });
    expect(words.why).toMatch(/192\.0\.2\.80 alone, and that can change/u);
    expect(words.fix).toContain('score.contoso.com');
  });
});

describe('the record in a sentence', () => {
  const record: RecordAdvice['record'] = {
    type: 'CNAME',
    name: 'www.contoso.com',
    ascii: 'www.contoso.com',
    nameInZone: 'www',
    value: azureName,
    ttl: 3600,
  };

  it.each([
    [{}, 'Create this record where the domain is managed. It makes www.contoso.com lead to the service.'],
    [
      { zone: 'contoso.com' },
      'Create this record in the zone contoso.com. It makes www.contoso.com lead to the service.',
    ],
    [
      { zone: 'contoso.com', provider: 'Azure DNS' },
      'Create this record in the zone contoso.com, at Azure DNS. It makes www.contoso.com lead to the service.',
    ],
    [{ type: 'none-needed' }, 'There is no record to create for www.contoso.com.'],
  ] as const)('%j', (change, words) => {
    expect(adviceInWords({ record: { ...record, ...change }, findings: [] })).toBe(words);
  });
});

describe('who sees the record', () => {
  const sights = ['right', 'other', 'nothing', 'no-answer'] as const;

  it.each(sights)('is said with an answer that is %s', (sees) => {
    for (const who of ['name-server', 'resolver', 'programs'] as const) {
      const one = { who, server: who === 'name-server' ? 'ns1.contoso.com' : '', sees, values: ['192.0.2.10'] };
      expectSentence(`${viewerInWords(one)} ${sightInWords(one)}`);
    }
    expect(sightWords[sees]).toMatch(/^[A-Z]/u);
  });
});

describe('the verdict', () => {
  const check = (
    verdict: RecordCheck['verdict'],
    wait: number | undefined,
    ...viewers: RecordViewer[]
  ): RecordCheck => ({
    at: '2026-11-25T10:00:00Z',
    verdict,
    viewers,
    ...(wait !== undefined && { wait }),
  });
  const [right, other, nothing, silent] = [viewer('right'), viewer('other'), viewer('nothing'), viewer('no-answer')];
  const has = server('right');
  const lacks = server('nothing');
  const mute = server('no-answer');

  it.each([
    [
      check('some', 3480, has, has, other),
      'The zone’s name servers have it. Your computer’s resolver still has the old answer, for up to 58 minutes.',
    ],
    [
      check('some', 86_400, has, nothing),
      'The zone’s name servers have it. Your computer’s resolver still has the old answer, for up to 24 hours.',
    ],
    [
      check('some', 0, has, other),
      'The zone’s name servers have it. Your computer’s resolver still has the old answer, for up to 1 second.',
    ],
    [
      check('some', undefined, has, other),
      'The zone’s name servers have it. Your computer’s resolver still has the old answer, which it may keep for some hours.',
    ],
    [
      check('some', undefined, has, lacks, right),
      'Some of the zone’s name servers have it, and the others usually follow within minutes. Your computer’s resolver has it.',
    ],
    [
      check('some', undefined, has, lacks, silent),
      'Some of the zone’s name servers have it, and the others usually follow within minutes. Your computer’s resolver did not answer.',
    ],
    [
      check('some', undefined, lacks, right),
      'The zone’s name servers do not have it, so others may not find the service. Your computer’s resolver has it.',
    ],
    [
      check('some', undefined, has, right, viewer('other', 'programs')),
      'DNS leads to the service, but programs on this computer are led elsewhere.',
    ],
    [
      check('everybody', undefined, has, right),
      'The name leads to the service, for everybody who was asked. Others may keep an older answer a while longer.',
    ],
    [check('everybody', undefined, mute, right), 'Your computer’s resolver leads to the service.'],
    [
      check('everybody', undefined, has, silent),
      'The zone’s name servers have it. Your computer’s resolver did not answer.',
    ],
    [check('everybody', undefined), 'The service is at this address.'],
    [check('nobody', undefined), 'The service is at another address.'],
    [
      check('nobody', undefined, lacks, nothing),
      'The zone’s name servers do not have the record. Create it where the domain is managed, wait a minute, and check again.',
    ],
    [
      check('nobody', 60, mute, other),
      'The name does not lead to the service yet. If the record was created already, that takes up to 60 seconds. Only your computer’s resolver answered.',
    ],
    [
      check('unknown', undefined, mute, silent),
      'Nobody answered. This computer may be offline, or its network does not let Latchkey ask. Connect it and check again.',
    ],
  ] as const)('of %j', (seen, words) => {
    expect(verdictInWords(seen)).toBe(words);
    expectSentence(words);
  });
});
