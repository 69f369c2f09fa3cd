/** A change of the sources that takes one mend back: a check, a limit, a comparison or an order. */
export interface Mutant {
  /** What the changed code does. It is unique. */
  readonly name: string;
  /** The source file, from the root of the checkout. */
  readonly file: string;
  /** A piece of the file, which occurs there once. */
  readonly from: string;
  /** What stands there instead. */
  readonly to: string;
  /** The file of the test that must fail then. */
  readonly testFile: string;
  /** The name of that test, as it is when it runs. */
  readonly test: string;
  /** A seed of the simulator that finds it, if one is known. */
  readonly seed?: number;
}

/** Something that the package promises, and the changes that would break it. */
export interface Promised {
  /** A sentence. */
  readonly promise: string;
  /** The changes. */
  readonly mutants: readonly Mutant[];
}
