import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calls, events } from '../../../shared/ipc/contract';

const secretNames = /password|passphrase|secret|token|pem$|pkcs8|\bbytes\b|keyMaterial/iu;

describe('promise 1: no answer and no event has room for a secret', () => {
  const outgoing = [
    ...Object.entries(calls).map(([name, { response }]) => [name, response] as const),
    ...Object.entries(events).map(([name, payload]) => [name, payload] as const),
  ];

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
