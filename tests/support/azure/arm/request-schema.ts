import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv-draft-04';
import { ArmError } from './arm-error';
import type { ArmCall } from './route';

const ajv = new Ajv({ strict: false, allErrors: false });
const compiled = new WeakMap<object, ValidateFunction>();

/** A published schema of a provider, and the definition in it that a body must follow. */
export interface PublishedSchema {
  readonly document: object;
  readonly definition: string;
  readonly type: string;
}

/**
 * The body of a request, once a schema took it.
 * @throws ArmError 400 InvalidRequestContent that names the first thing that is wrong, as Azure does
 */
export function requestBody({ body }: ArmCall, schema: object): unknown {
  if (body === undefined) throw refused('the request body is empty', '');
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (!validate(body)) throw fromFirst(validate.errors ?? []);
  return body;
}

/** As `requestBody`, with a schema of Azure/azure-resource-manager-schemas; it describes a template, so the body is completed to one. */
export function publishedBody(call: ArmCall, { document, definition, type }: PublishedSchema): unknown {
  if (call.body === undefined) throw refused('the request body is empty', '');
  const { id: _id, name: _name, type: _type, ...sent } = call.body as Record<string, unknown>;
  const resource = { ...sent, type, apiVersion: call.apiVersion, name: 'name' };
  const validate = compiledFor(document, definition);
  if (!validate(resource)) throw fromFirst(validate.errors ?? []);
  return call.body;
}

const published = new Map<string, ValidateFunction>();

/** Compiling takes some hundred milliseconds: it is done when it is first needed. */
function compiledFor(document: object, definition: string): ValidateFunction {
  const id = (document as { id: string }).id.replace(/#$/u, '');
  const reference = `${id}#/resourceDefinitions/${definition}`;
  const known = published.get(reference);
  if (known) return known;
  if (!ajv.getSchema(id)) ajv.addSchema(strictened(document) as object, id);
  const validate = ajv.compile({ $ref: reference });
  published.set(reference, validate);
  return validate;
}

const EXPRESSION = 'https://schema.management.azure.com/schemas/common/definitions.json#/definitions/expression';
/** Written as whole numbers, while the service takes 0.5. */
const FRACTIONS = new Set(['cpu', 'memoryInGB', 'memory']);

/**
 * What makes the schema of a template one of a request: what a schema doesn't name is refused, a template's expressions ("[...]")
 * are not for requests, and processors and memory come in fractions.
 */
function strictened(schema: unknown, name = ''): unknown {
  if (Array.isArray(schema)) return schema.map((item) => strictened(item, name));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { oneOf, ...rest } = schema as Record<string, unknown>;
  if (Array.isArray(oneOf)) {
    const choices = oneOf.filter((choice: { $ref?: string }) => choice.$ref !== EXPRESSION);
    return choices.length === 1
      ? strictened({ ...rest, ...(choices[0] as object) }, name)
      : { ...rest, oneOf: strictened(choices, name) };
  }
  const strict = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, strictened(value, key)]));
  if (FRACTIONS.has(name) && strict['type'] === 'integer') strict['type'] = 'number';
  return 'properties' in strict && !('additionalProperties' in strict) && strict['type'] === 'object'
    ? { ...strict, additionalProperties: false }
    : strict;
}

function fromFirst([first]: readonly ErrorObject[]): ArmError {
  const path = (first?.instancePath ?? '')
    .slice(1)
    .replaceAll('/', '.')
    .replaceAll(/\.(\d+)/gu, '[$1]');
  const { additionalProperty, missingProperty } = (first?.params ?? {}) as Record<string, string>;
  const below = (name: string): string => (path ? `${path}.${name}` : name);
  if (additionalProperty)
    return refused(`Could not find member '${additionalProperty}' on object`, below(additionalProperty));
  if (missingProperty) return refused(`Required property '${missingProperty}' not found in JSON`, path);
  return refused(`Error converting value: it ${first?.message ?? 'does not fit'}`, path);
}

function refused(reason: string, path: string): ArmError {
  return new ArmError(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${reason}. Path '${path}'.'.`,
  );
}
