import { InvalidArgumentError } from "../errors/mod.ts";

/** The names of all options there are; a type so that none is forgotten. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Refuses what is no options, and options of which one has a name that is not known: left out in silence, a misspelt one
 * would do something else than was meant. An instance of a class may have more to it, but has one of the options at
 * least.
 *
 * @param what Whose options they are, as in `A client`.
 * @throws {InvalidArgumentError} With the wrong name and those that are known, and nothing that was given.
 */
export function checkOptions<Options extends object>(
  options: Options,
  what: string,
  names: OptionNames<Options>,
): Options {
  const known = Object.keys(names).join(", ");
  if (typeof options !== "object" || options === null) {
    throw new InvalidArgumentError(`${what} takes an object with ${known}`);
  }
  const prototype = Object.getPrototypeOf(options);
  if (prototype !== null && prototype !== Object.prototype) {
    if (Object.keys(names).some((name) => name in options)) return options;
    throw new InvalidArgumentError(`${what} takes an object with ${known}, and not another one`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return options;
  throw new InvalidArgumentError(`${what} takes no ${JSON.stringify(unknown)}, but ${known}`);
}
