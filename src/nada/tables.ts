/** Which operations a program's results need, in the program itself and in each function. */
import { type FunctionNode, isFunction, isNode, kinds, type Node } from "./nodes.ts";
import { refuse } from "./sites.ts";

/** The operations that results need, and the functions that these apply. */
export interface Table {
  /** In the order in which they were made. */
  readonly nodes: readonly Node[];
  /** In the order in which they were made. */
  readonly functions: readonly FunctionNode[];
}

/** All tables of a program. */
export interface Tables extends Table {
  /** The table of each function that is applied anywhere. What it takes from around itself is in it too. */
  readonly ofFunctions: ReadonlyMap<FunctionNode, Table>;
}

/**
 * The tables of the program that gives these results.
 *
 * @throws {InvalidProgramError} When a parameter is used outside of its function.
 */
export function tablesOf(results: readonly Node[]): Tables {
  const ofFunctions = new Map<FunctionNode, Table>();
  /** The parameters that a table has from around itself. */
  const outerIn = ({ nodes, functions }: Table): Node[] => [
    ...nodes.filter(({ kind }) => kind === kinds.argument),
    ...functions.flatMap(outerOf),
  ];
  const known = new Map<FunctionNode, Node[]>();
  const outerOf = (applied: FunctionNode): Node[] => {
    let outer = known.get(applied);
    if (outer === undefined) {
      const table = tableOf([applied.result]);
      ofFunctions.set(applied, table);
      outer = outerIn(table).filter((node) => !applied.parameters.includes(node));
      known.set(applied, outer);
    }
    return outer;
  };
  const table = tableOf(results);
  const [stray] = outerIn(table);
  if (stray !== undefined) {
    refuse("the parameter of a function of map() or reduce() is used outside of it", stray.site);
  }
  return { ...table, ofFunctions };
}

function tableOf(results: readonly Node[]): Table {
  const nodes = new Set(results);
  const functions = new Set<FunctionNode>();
  for (const { parts } of nodes) {
    for (const part of parts) {
      if (isNode(part)) nodes.add(part);
      else if (isFunction(part)) functions.add(part);
    }
  }
  return { nodes: inOrder(nodes), functions: inOrder(functions) };
}

function inOrder<T extends { readonly serial: number }>(made: Set<T>): T[] {
  return [...made].sort((a, b) => a.serial - b.serial);
}
