import { z } from 'zod';
import { sampleExample } from '../../../../shared/services/sample';
import { cars } from './cars';
import { leastSquares } from './least-squares';

/** What the sample model is asked with, beyond which it says that it does not understand. */
export const inputLimits = { rows: 1000, weight: 100, horsepower: 10_000 } as const;

const weight = z.number().positive().max(inputLimits.weight);
const horsepower = z.number().positive().max(inputLimits.horsepower);
const row = z.union([z.strictObject({ weight, horsepower }), z.tuple([weight, horsepower])]);
const inputSchema = z.strictObject({ data: z.array(row).min(1).max(inputLimits.rows) });

/** How far a car goes, in miles with a US gallon, by its weight in thousands of pounds and its horsepower. */
export interface Regression {
  readonly intercept: number;
  readonly weight: number;
  readonly horsepower: number;
}

/** What the sample model says to a request: predictions in the order of its rows, or a sentence about what it expects. */
export type Scored = { readonly predictions: readonly number[] } | { readonly expected: string };

/** Fits the sample model to its thirty-two cars. */
export function fitSampleModel(): Regression {
  const columns = [cars.map(() => 1), cars.map((car) => car.weight), cars.map((car) => car.horsepower)];
  const response = cars.map((car) => car.milesPerGallon);
  const [intercept = 0, ofWeight = 0, ofHorsepower = 0] = leastSquares(columns, response);
  return { intercept, weight: ofWeight, horsepower: ofHorsepower };
}

/** Scores the parsed body of a request, whatever it is. */
export function score(model: Regression, body: unknown): Scored {
  const input = inputSchema.safeParse(body);
  if (!input.success) return { expected: whatIsExpected(input.error) };
  const predictions = input.data.data.map((values) => {
    const [ofWeight, ofHorsepower] = Array.isArray(values) ? values : [values.weight, values.horsepower];
    return model.intercept + model.weight * ofWeight + model.horsepower * ofHorsepower;
  });
  return { predictions };
}

/** One sentence about what a request has to be, and one about the first row that is something else. */
function whatIsExpected(error: z.ZodError): string {
  const general = `Send JSON such as ${sampleExample}: from 1 to ${inputLimits.rows} rows, each with weight (in thousands of pounds, above 0, at most ${inputLimits.weight}) and horsepower (above 0, at most ${inputLimits.horsepower}).`;
  const [first, place] = error.issues[0]?.path ?? [];
  return first === 'data' && typeof place === 'number' ? `${general} Row ${place + 1} is something else.` : general;
}
