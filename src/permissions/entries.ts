import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * The entries of a list that may be left out.
 *
 * @throws {InvalidArgumentError} When it is no list, such as a single entry, or text.
 */
export function entriesOf<T>(entries: Iterable<T> | undefined): T[] {
  if (entries === undefined) return [];
  if (typeof entries === "object" && typeof entries?.[Symbol.iterator] === "function") {
    return [...entries];
  }
  throw new InvalidArgumentError("Users and programs are given as lists: [user], and not user");
}
