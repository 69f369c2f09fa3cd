import { InvalidArgumentError } from "../errors/mod.ts";

/** The names of all options. The type refuses a list that lacks one. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Checks the names of options. An unknown name is refused, because a misspelt option would otherwise have no effect, and
 * nobody would notice. An instance of a class may have other members too, but it must have one of the options.
 *
 * @param what Who takes the options, as in `A client`.
 * @param names The names of the options.
 * @throws {InvalidArgumentError} When `options` is not an object, or has an unknown name, which is then the error's
 * `option`. The message has names only, and no values.
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
    throw new InvalidArgumentError(`${what} takes an object with ${known}`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return options;
  throw new InvalidArgumentError(`${what} takes no ${JSON.stringify(unknown)}, but ${known}`, {
    option: unknown,
  });
}
