import { sampleExample, samplePath } from '../../../../shared/services/sample';
import { inputLimits } from './score';

const row = {
  type: 'object',
  required: ['weight', 'horsepower'],
  additionalProperties: false,
  properties: {
    weight: {
      type: 'number',
      minimum: 0,
      exclusiveMinimum: true,
      maximum: inputLimits.weight,
      description: 'Of the car, in thousands of pounds.',
    },
    horsepower: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: inputLimits.horsepower },
  },
};

/** What the sample model takes and answers, as Swagger 2.0: what Azure's own web services describe themselves with. */
export const inputDescription = {
  swagger: '2.0',
  info: {
    title: 'Miles per gallon',
    version: '1.0',
    description:
      'How far a car of 1974 goes with a US gallon, by its weight and horsepower: a linear regression over the 32 cars of the data set mtcars (Motor Trend US, 1974). A row may be an array as well: [2.62, 110].',
  },
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    [samplePath]: {
      post: {
        operationId: 'score',
        parameters: [{ name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/Input' } }],
        responses: {
          200: { description: 'A prediction for each row, in order.', schema: { $ref: '#/definitions/Output' } },
          400: { description: 'The body is something else; `error` says what is expected.' },
        },
      },
    },
  },
  definitions: {
    Input: {
      type: 'object',
      required: ['data'],
      properties: { data: { type: 'array', minItems: 1, maxItems: inputLimits.rows, items: row } },
      example: JSON.parse(sampleExample) as unknown,
    },
    Output: {
      type: 'object',
      required: ['predictions'],
      properties: { predictions: { type: 'array', items: { type: 'number' } } },
    },
  },
};
