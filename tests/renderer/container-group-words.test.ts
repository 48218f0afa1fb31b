import { describe, expect, it } from 'vitest';
import type { DescribedGroup } from '../../shared/container-instances/contract';
import { heldKinds } from '../../shared/deployments/held-value';
import { containerGroupWords as words, existingInWords } from '../../src-renderer/text/container-group';
import { heldValueMissing, heldValueWords } from '../../src-renderer/text/held-values';

const size = { cpu: 1, memoryGb: 1.5 };
const group: DescribedGroup = {
  name: 'churn',
  place: { tenant: '', subscription: '', resourceGroup: '', region: '' },
  containers: [{ name: 'web', image: 'churn:1', ports: [80, 8080], size, isGateway: false }],
  publicPorts: [80],
  asks: [],
};
const gateway = { name: 'latchkey', image: 'nginx', ports: [443], size, isGateway: true };

/** Every text that stands anywhere in it. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe('the words of the form for Azure Container Instances', () => {
  it('speak as the house does', () => {
    const all = [...texts(words), ...texts(heldValueWords)];
    expect(all.length).toBeGreaterThan(60);
    for (const text of all) {
      expect(text).not.toMatch(/\berror\b|failed|failure|oops|invalid|!|illegal|please|sorry| {2}/iu);
    }
  });

  it.each([...Object.values(words.existing.obstacles), ...texts(words.missing)])('are sentences: %s', (text) => {
    expect(text).toMatch(/^[A-Z].*\.$/u);
  });

  it.each(heldKinds)('say which value is missing: %s', (kind) => {
    const says = heldValueMissing({ id: `${kind}/x`, kind, name: 'TOKEN', container: 'web' });
    expect(says).toContain('TOKEN');
    expect(says).toMatch(/\.$/u);
  });

  it('say of a size what a person would', () => {
    expect(words.existing.size(size)).toBe('1 processor, 1.5 GB');
    expect(words.existing.size({ ...size, gpu: { count: 2, sku: 'V100' } })).toBe('1 processor, 1.5 GB, 2 × V100');
  });
});

describe('what happens to a group that is there', () => {
  it.each([
    [group, true, 'Latchkey adds its gateway. Port 443 is opened, and port 80 is closed.'],
    [group, false, 'Latchkey adds its gateway. Port 80 stays open, and leads to the gateway.'],
    [
      { ...group, publicPorts: [5001, 22] },
      true,
      'Latchkey adds its gateway. Port 443 is opened, and port 5001 is closed.',
    ],
    [{ ...group, publicPorts: [] }, true, 'Latchkey adds its gateway. Port 443 is opened.'],
    [
      { ...group, publicPorts: [80, 8080, 22] },
      true,
      'Latchkey adds its gateway. Port 443 is opened, and ports 80 and 8080 are closed.',
    ],
    [
      {
        ...group,
        containers: [...group.containers, gateway],
        publicPorts: [443],
        latchkey: { hostName: 'x', container: 'web', port: 80, path: '/' },
      },
      true,
      'Its gateway is made anew. Port 443 stays open, and leads to the gateway.',
    ],
  ])('is said before it happens (%#)', (described, tls, says) => {
    expect(existingInWords(described, { container: 'web', port: '5001' }, tls)).toBe(
      `${says} All of its containers start anew.`,
    );
  });
});
