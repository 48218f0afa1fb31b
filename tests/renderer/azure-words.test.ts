import { describe, expect, it } from 'vitest';
import { offerInWords, quotaInWords, regionInWords, tagInWords, timeLeft } from '../../src-renderer/text/azure';
import { oddRegion, westEurope } from './azure-samples';

const now = new Date('2026-11-25T12:00:00Z');

describe('the words of the Azure page', () => {
  it.each([
    [900_000, '15:00'],
    [899_001, '15:00'],
    [61_000, '1:01'],
    [0, '0:00'],
    [-5000, '0:00'],
  ])('count %i milliseconds down as %s', (milliseconds, words) => {
    expect(timeLeft(milliseconds)).toBe(words);
  });

  it('say what a region offers', () => {
    expect(regionInWords(westEurope)).toBe('Europe');
    expect(regionInWords(oddRegion)).toBe('without Azure Container Instances');
    expect(offerInWords({ largest: { cpu: 1, memoryGb: 1.5 }, gpus: [] })).toBe(
      'A container group has up to 1 processor and 1.5 GB of memory.',
    );
    expect(offerInWords({ gpus: ['K80', 'V100'] })).toBe(
      'Azure does not say how large a container group can be there. There are GPUs of the kind K80 and V100.',
    );
  });

  it('say how much of a quota is used, by Azure’s name where it has no other', () => {
    const quota = { name: 'StandardCores', displayName: 'Standard Cores', used: 1200, limit: 5000 };
    expect(quotaInWords(quota)).toBe('Standard Cores: 1,200 of 5,000 used');
    expect(quotaInWords({ ...quota, displayName: '', limit: 0 })).toBe('StandardCores: none');
  });

  it('say when a tag was pushed, where the registry says so', () => {
    const tag = { name: '12', digest: 'sha256:0' };
    expect(tagInWords({ ...tag, updated: '2026-11-24T12:00:00Z' }, now)).toBe('pushed 24 November 2026 (yesterday)');
    expect(tagInWords({ ...tag, updated: '' }, now)).toBe('');
  });
});
