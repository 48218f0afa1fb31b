type Vector = readonly number[];

/**
 * The coefficients that bring the sum of the columns, each times its own, nearest to `response`: ordinary least squares by
 * modified Gram-Schmidt, with the response as one column more (Björck 1967: as accurate as Householder's way).
 * @throws {RangeError} where one column is a combination of the others: no answer is better than the rest.
 */
export function leastSquares(columns: readonly Vector[], response: Vector): number[] {
  const directions: Vector[] = [];
  const factors = [...columns, response].map((column) => {
    let rest = column;
    const factor: number[] = [];
    for (const direction of directions) {
      const along = dot(direction, rest);
      factor.push(along);
      rest = minus(rest, direction, along);
    }
    const length = Math.sqrt(dot(rest, rest));
    directions.push(rest.map((value) => value / length));
    return [...factor, length];
  });
  columns.forEach((column, place) => {
    const left = factors[place]?.[place] ?? 0;
    if (!(left > 1e-10 * Math.sqrt(dot(column, column)))) throw new RangeError('columns depend on each other');
  });
  return solveUpwards(factors.slice(0, -1), factors.at(-1) ?? []);
}

/** Back substitution: `factors[column][row]` is upper triangular. */
function solveUpwards(factors: readonly Vector[], right: Vector): number[] {
  const solution = factors.map(() => 0);
  for (let row = factors.length - 1; row >= 0; row -= 1) {
    let rest = right[row] ?? 0;
    for (let column = row + 1; column < factors.length; column += 1)
      rest -= (factors[column]?.[row] ?? 0) * (solution[column] ?? 0);
    solution[row] = rest / (factors[row]?.[row] ?? 1);
  }
  return solution;
}

function dot(one: Vector, other: Vector): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
}

function minus(from: Vector, direction: Vector, times: number): Vector {
  return from.map((value, place) => value - times * (direction[place] ?? 0));
}
