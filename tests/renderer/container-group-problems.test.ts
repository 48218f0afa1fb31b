import { describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/problem';
import { problemInWords } from '../../src-renderer/text/problems';

const unusable = (facts: Problem['facts']) => problemInWords({ code: 'container-group.setting-unusable', facts });
const notReady = (facts: Problem['facts']) =>
  problemInWords({
    code: 'container-group.not-ready',
    facts: { name: 'churn', container: 'model', isGateway: false, ...facts },
  });

describe('What is the matter with a container group, in words', () => {
  it.each([
    [
      { setting: 'name', reason: 'characters', name: 'Churn' },
      '“Churn” can not be the name of a container group.',
      /small letters/u,
    ],
    [{ setting: 'dnsLabel', reason: 'length', name: 'abc' }, '“abc” can not be a DNS label.', /5 to 63/u],
    [
      { setting: 'port', reason: 'gateway', name: '443' },
      'The model can not listen on port 443.',
      /gateway listens on that port/u,
    ],
    [
      { setting: 'container', reason: 'port-used', name: 'proxy' },
      'The container proxy is in the way.',
      /uses the port/u,
    ],
    [{ setting: 'size', reason: 'too-small' }, 'Azure has no container of this size.', /1 CPU and 1 GB/u],
    [{ setting: 'image', reason: 'empty' }, 'The image of the model is missing.', /Nothing was typed/u],
  ])('%o', (facts, title, cause) => {
    const words = unusable(facts);
    expect(words.title).toBe(title);
    expect(words.causes.join()).toMatch(cause);
    expect(words.next).toMatch(/\.$/u);
  });

  it('says which container does not run, why, and what to do', () => {
    expect(notReady({ reason: 'crash', exitCode: 1, azure: 'Error' })).toMatchObject({
      title: 'The container model ends again and again, with exit code 1.',
      next: expect.stringContaining('last lines'),
    });
    expect(notReady({ reason: 'out-of-memory', exitCode: 137 }).title).toContain('more memory than it has');
    expect(notReady({ reason: 'image' }).title).toBe('Azure did not get the image of the container model.');
    expect(notReady({ reason: 'configuration', exitCode: 127 }).causes).toContain('Its command is not in its image.');
    expect(notReady({ reason: 'configuration', container: 'gateway', isGateway: true }).next).toContain('usual image');
    expect(notReady({ reason: 'not-ready' }).title).toBe('The container model is not ready yet.');
  });

  it('proposes what fits, where a size does not', () => {
    const say = (facts: Problem['facts']) => problemInWords({ code: 'container-group.size-not-offered', facts });
    const size = { region: 'westeurope', cpu: 8.5, memoryGb: 32.5 };
    expect(say({ ...size, largestCpu: 4, largestMemoryGb: 16 }).causes).toEqual([
      'It would need 8.5 CPU and 32.5 GB, the gateway included: the largest has 4 CPU and 16 GB.',
    ]);
    expect(say({ ...size, gpu: 'P100', gpus: 'V100' }).causes).toEqual([
      'The region has no P100 for container groups. It has V100.',
    ]);
    expect(say({ ...size, gpu: 'P100', gpus: '' }).causes.join()).toContain('It has no GPUs.');
  });
});
