import type { Expression } from "../expression.ts";
import type { Higher, NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, calledFrom, refuse } from "../sites.ts";
import { sumOfProducts } from "./dot.ts";
import { type Joined, listed, type Secret } from "./numbers.ts";

/** Rows of as many numbers each. */
export type Matrix<M extends RunMode = RunMode, B extends NumberBase = NumberBase> =
  readonly (readonly IntegerExpression<M, B>[])[];

/**
 * The rows of a matrix whose elements stand in one list, row after row. It costs nothing.
 *
 * @example Two rows of three
 * ```ts
 * import { reshape } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reshape([1, 2, 3, 4, 5, 6], 3), [[1, 2, 3], [4, 5, 6]]);
 * ```
 *
 * @throws {InvalidProgramError} When the last row would not be full.
 */
export function reshape<T>(list: readonly T[], columns: number): T[][] {
  return calledFrom(reshape, () => {
    const rows = list.length / columns;
    if (!Number.isInteger(rows) || rows < 1) {
      refuse(`reshape() makes no rows of ${columns} out of ${list.length}`);
    }
    return Array.from({ length: rows }, (_, row) => list.slice(row * columns, (row + 1) * columns));
  });
}

/**
 * The columns of a matrix as rows. It costs nothing.
 *
 * @example A matrix on its side
 * ```ts
 * import { transpose } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(transpose([[1, 2, 3], [4, 5, 6]]), [[1, 4], [2, 5], [3, 6]]);
 * ```
 *
 * @throws {InvalidProgramError} When rows differ in length.
 */
export function transpose<T>(matrix: readonly (readonly T[])[]): T[][] {
  return calledFrom(transpose, () => {
    checkRows("transpose()", matrix);
    return matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
  });
}

/**
 * The product of two matrices.
 *
 * Right for numbers whose products add up to less than half of the prime. Cost of n rows by m columns: n·m products for
 * each column of the first, in 1 step.
 *
 * @example A matrix by a column
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, matmul, reshape } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const turned = nada.program({
 *   name: "turned",
 *   parties: ["ann", "bob"],
 *   inputs: {
 *     turn: nada.secretInteger("ann", { bits: 20 }).array(4),
 *     point: nada.secretInteger("bob", { bits: 20 }).array(2),
 *   },
 *   outputs: { point: "bob" },
 * }, ({ turn, point }) => {
 *   const product = matmul(reshape(elements(turn), 2), reshape(elements(point), 1));
 *   return { point: nada.array(product.flat()) };
 * });
 *
 * assertEquals(await turned.run({ turn: [0, -1, 1, 0], point: [3, 4] }), { point: [-4n, 3n] });
 * ```
 *
 * @throws {InvalidProgramError} When a row of the first is not as long as a column of the second, or bases differ.
 */
export function matmul<M extends RunMode, N extends RunMode, B extends NumberBase>(
  left: Matrix<M, B>,
  right: Matrix<N, B>,
): IntegerExpression<Higher<Joined<M>, Joined<N>>, B>[][] {
  return asOneCall(matmul, () => {
    const [rows, columns] = [left, transpose(right)];
    checkRows("matmul()", left);
    if (rows[0]!.length !== right.length) {
      refuse(`matmul() takes as many columns as rows, not ${rows[0]!.length} and ${right.length}`);
    }
    const columnLists = columns.map((column) => listed("matmul()", column));
    return rows.map((row) => {
      const numbers: readonly Secret[] = listed("matmul()", row);
      return columnLists.map((column) => sumOfProducts(numbers, column));
    }) as never;
  });
}

/**
 * What a function gives of the elements that stand at the same places of two matrices. Where one has a single row or a
 * single column, that stands for all of them. What it costs is what the function does, for each element.
 *
 * @example Each row less the means of the columns
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { broadcast, elements, reshape } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const centred = nada.program({
 *   name: "centred",
 *   parties: ["ann"],
 *   inputs: {
 *     rows: nada.secretInteger("ann").array(4),
 *     means: nada.secretInteger("ann").array(2),
 *   },
 *   outputs: { rows: "ann" },
 * }, ({ rows, means }) => {
 *   const [matrix, mean] = [reshape(elements(rows), 2), [elements(means)]];
 *   return { rows: nada.array(broadcast(matrix, mean, (x, of) => x.sub(of)).flat()) };
 * });
 *
 * const { rows } = await centred.run({ rows: [1, 20, 3, 40], means: [2, 30] });
 * assertEquals(rows, [-1n, -10n, 1n, 10n]);
 * ```
 *
 * @throws {InvalidProgramError} When rows differ in length, or when the matrices differ in size and have more than one.
 */
export function broadcast<L extends Expression, R extends Expression, T>(
  left: readonly (readonly L[])[],
  right: readonly (readonly R[])[],
  combine: (left: L, right: R) => T,
): T[][] {
  const [rows, columns] = calledFrom(broadcast, () => {
    for (const matrix of [left, right]) checkRows("broadcast()", matrix);
    const size = (of: "rows" | "columns", a: number, b: number) => {
      if (a !== b && a !== 1 && b !== 1) refuse(`broadcast() takes no ${of} of ${a} and ${b}`);
      return Math.max(a, b);
    };
    return [
      size("rows", left.length, right.length),
      size("columns", left[0]!.length, right[0]!.length),
    ];
  });
  const at = <E>(matrix: readonly (readonly E[])[], row: number, column: number): E => {
    const found = matrix[matrix.length === 1 ? 0 : row]!;
    return found[found.length === 1 ? 0 : column]!;
  };
  return Array.from(
    { length: rows! },
    (_, row) =>
      Array.from(
        { length: columns! },
        (_, column) => combine(at(left, row, column), at(right, row, column)),
      ),
  );
}

function checkRows(what: string, matrix: readonly (readonly unknown[])[]): void {
  if (!Array.isArray(matrix) || matrix.length === 0 || !matrix.every(Array.isArray)) {
    refuse(`${what} takes a list of rows`);
  }
  const { length } = matrix[0]!;
  if (length === 0 || matrix.some((row) => row.length !== length)) {
    refuse(`${what} takes rows that are as long as each other`);
  }
}
