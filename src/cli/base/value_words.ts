import { InvalidArgumentError } from "../../errors/mod.ts";
import type { NadaValue } from "../../values/nada_value.ts";
import type { Values } from "../../values/values.ts";
import { checkNothingLeft, readSecret, readSource, type Source } from "./secret_input.ts";
import { isPublicType, readType, valueFromBytes, type ValueType } from "./value_types.ts";

/** A value as a command names it: `[TYPE:]NAME[=SOURCE]`. */
interface ValueWord {
  readonly name: string;
  readonly type: string | undefined;
  readonly source: Source;
}

/** What says more about the words for values. */
export const valueWordsHelp = `
A value is [TYPE:]NAME=SOURCE:
  note=@FILE                the content of a file
  note=-                    standard input
  note                      asked for at the terminal, without echo
  integer:salary=@FILE      a secret number
  public-integer:year=2025  only a public value may stand in the command
Types: blob (unless given), integer, unsigned, boolean, public-integer,
public-unsigned, public-boolean, ecdsa-key, eddsa-key and what belongs to keys;
with [] an array, such as integer[]:salaries=@FILE`;

function readWord(word: string): ValueWord {
  const [, type, name, , source] = /^(?:([\w-]+(?:\[\])*):)?([^=:]+)(=([\s\S]*))?$/.exec(word) ??
    [];
  if (name === undefined) {
    throw new InvalidArgumentError("A value is [TYPE:]NAME=SOURCE, such as integer:salary=@FILE");
  }
  return { name, type, source: readSource(source) };
}

/**
 * Reads the values that a command names.
 *
 * @param typeOf The type of a value whose word names none.
 * @param isProgram Whether those are the types of a program, which takes no others.
 * @throws {InvalidArgumentError} When a word is malformed, a secret stands in the command, a name comes twice, or a value
 * is not of its type. The message has no content.
 */
export async function readValues(
  words: readonly string[],
  typeOf: (name: string) => string | undefined,
  isProgram = false,
): Promise<Values> {
  const read = words.map(readWord).map((word) => ({ ...word, type: typeFor(word, typeOf) }));
  const values = new Map<string, NadaValue>();
  for (const { name, type, source } of read) {
    if (source.kind !== "inline" || isPublicType(type)) continue;
    const wanted = isProgram ? typeOf(name) : undefined;
    const why = wanted !== undefined && !isPublicType(readType(wanted))
      ? `The program takes ${name} as a secret`
      : `If everyone may see it, give it a type such as public-integer:${name}=`;
    throw new InvalidArgumentError(
      `A secret does not stand in a command, where others see it: write ${name}=@FILE, ${name}=- ` +
        `for standard input, or only ${name} to be asked. ${why}`,
    );
  }
  for (const { name, type, source } of read) {
    if (values.has(name)) throw new InvalidArgumentError(`The value ${name} is given twice`);
    values.set(name, valueFromBytes(name, type, await readSecret(source, name)));
  }
  checkNothingLeft();
  return Object.fromEntries(values);
}

function typeFor(
  { name, type }: ValueWord,
  typeOf: (name: string) => string | undefined,
): ValueType {
  const text = type ?? typeOf(name);
  if (text !== undefined) return readType(text);
  throw new InvalidArgumentError(
    `The type of ${name} is not known: write it in front, such as integer:${name}=@FILE`,
  );
}
