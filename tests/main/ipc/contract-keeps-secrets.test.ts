import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { heldValueSchema } from '../../../shared/deployments/held-value';
import { calls, events } from '../../../shared/ipc/contract';
import { serviceSchema } from '../../../shared/services/contract';

/** How keys and values are called on their way in, which is the only way that they go. */
const incoming = ['value', 'values', 'primary', 'secondary', 'next', 'apiKeys', 'held'] as const;

const secretNames = /password|passphrase|secret|token|pem$|pkcs8|\bbytes\b|keyMaterial/iu;

const outgoing = [
  ...Object.entries(calls).map(([name, { response }]) => [name, response] as const),
  ...Object.entries(events).map(([name, payload]) => [name, payload] as const),
];

describe('promise 1: no answer and no event has room for a secret', () => {
  it.each(outgoing)('%s', (_name, schema) => {
    const description = z.toJSONSchema(schema);
    const names: string[] = [];
    JSON.stringify(description, (key, value: unknown) => {
      if (key === 'properties' && typeof value === 'object' && value !== null) names.push(...Object.keys(value));
      return value;
    });
    expect(names.filter((name) => secretNames.test(name))).toEqual([]);
    // Every object says what is in it: an answer with a field too many fails in the tests.
    expect(JSON.stringify(description)).not.toContain('"additionalProperties":true');
  });
});

describe('promise 1: what a service holds is called by its name, and never goes back', () => {
  const ofServices = outgoing.filter(([name]) => /^(?:container-instances|deployments|services)\./u.test(name));

  it.each(ofServices)('%s', (_name, schema) => {
    expect(placesOf(z.toJSONSchema(schema), incoming).filter((place) => !isPublic(place))).toEqual([]);
  });

  it('so that a value in the place of a name is declined', () => {
    const { held } = serviceSchema.shape;
    expect(held.safeParse(['environment/model/PASSWORD', 'volume-files/secrets']).success).toBe(true);
    for (const secret of ['hunter2', '{"a": "b"}', 'environment', 'environment/', 'AbCdEf0123456789/+=']) {
      expect(held.safeParse([secret]).success, secret).toBe(false);
      const value = { id: secret, kind: 'environment', name: 'PASSWORD' };
      expect(heldValueSchema.safeParse(value).success, secret).toBe(false);
    }
    const more = { id: 'environment/model/PASSWORD', kind: 'environment', name: 'PASSWORD', value: 'hunter2' };
    expect(heldValueSchema.safeParse(more).success).toBe(false);
  });
});

/** Variables that the user wrote to be seen, and the ids of what is held. */
function isPublic(place: string): boolean {
  return place.endsWith('environment.value') || place.endsWith('services.held');
}

/** Where properties of these names are in a schema: `services.containerGroup.environment.value`. */
function placesOf(schema: unknown, names: readonly string[], above = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]: [string, unknown]) => {
    if (key !== 'properties' || typeof inner !== 'object' || inner === null) return placesOf(inner, names, above);
    return Object.entries(inner).flatMap(([name, property]: [string, unknown]) => {
      const place = above === '' ? name : `${above}.${name}`;
      return [...(names.includes(name) ? [place] : []), ...placesOf(property, names, place)];
    });
  });
}
