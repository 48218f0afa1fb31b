/** A car of 1973 or 1974. */
export interface Car {
  readonly name: string;
  /** Of the car, in thousands of pounds. */
  readonly weight: number;
  readonly horsepower: number;
  /** How far it goes with a US gallon. */
  readonly milesPerGallon: number;
}

type Row = readonly [name: string, milesPerGallon: number, horsepower: number, weight: number];

/**
 * The data set known as "mtcars": road tests of Motor Trend US magazine, 1974, as given by Henderson and Velleman, "Building
 * multiple regression models interactively", Biometrics 37 (1981), pages 391–411; here what the sample model learns from.
 */
const rows: readonly Row[] = [
  ['Mazda RX4', 21, 110, 2.62],
  ['Mazda RX4 Wag', 21, 110, 2.875],
  ['Datsun 710', 22.8, 93, 2.32],
  ['Hornet 4 Drive', 21.4, 110, 3.215],
  ['Hornet Sportabout', 18.7, 175, 3.44],
  ['Valiant', 18.1, 105, 3.46],
  ['Duster 360', 14.3, 245, 3.57],
  ['Merc 240D', 24.4, 62, 3.19],
  ['Merc 230', 22.8, 95, 3.15],
  ['Merc 280', 19.2, 123, 3.44],
  ['Merc 280C', 17.8, 123, 3.44],
  ['Merc 450SE', 16.4, 180, 4.07],
  ['Merc 450SL', 17.3, 180, 3.73],
  ['Merc 450SLC', 15.2, 180, 3.78],
  ['Cadillac Fleetwood', 10.4, 205, 5.25],
  ['Lincoln Continental', 10.4, 215, 5.424],
  ['Chrysler Imperial', 14.7, 230, 5.345],
  ['Fiat 128', 32.4, 66, 2.2],
  ['Honda Civic', 30.4, 52, 1.615],
  ['Toyota Corolla', 33.9, 65, 1.835],
  ['Toyota Corona', 21.5, 97, 2.465],
  ['Dodge Challenger', 15.5, 150, 3.52],
  ['AMC Javelin', 15.2, 150, 3.435],
  ['Camaro Z28', 13.3, 245, 3.84],
  ['Pontiac Firebird', 19.2, 175, 3.845],
  ['Fiat X1-9', 27.3, 66, 1.935],
  ['Porsche 914-2', 26, 91, 2.14],
  ['Lotus Europa', 30.4, 113, 1.513],
  ['Ford Pantera L', 15.8, 264, 3.17],
  ['Ferrari Dino', 19.7, 175, 2.77],
  ['Maserati Bora', 15, 335, 3.57],
  ['Volvo 142E', 21.4, 109, 2.78],
];

/** Thirty-two cars and what they need. */
export const cars: readonly Car[] = rows.map(([name, milesPerGallon, horsepower, weight]) => ({
  name,
  weight,
  horsepower,
  milesPerGallon,
}));
