import { InvalidArgumentError } from "../errors/mod.ts";
import { heldBytes } from "../values/bytes_value.ts";
import type { NadaValue } from "../values/nada_value.ts";
import type { NamedValues } from "../values/values.ts";
import { fixedLengths, kinds } from "../core/clear_layout.ts";
import { LayoutWriter, utf8Length } from "../core/layout_writer.ts";
import type { ClearValues } from "../core/sharing.ts";

/**
 * Lays values out for the core.
 *
 * It goes over the values twice, first to know how much memory to ask for, so that secrets are written once, into
 * memory that the core wipes.
 */
export class ClearWriter implements ClearValues {
  /** How many values there are. */
  readonly count: number;
  /** How many bytes all values take. */
  readonly length: number;
  readonly #width: number;
  readonly #named: NamedValues;

  /**
   * Measures the values.
   *
   * @throws {InvalidArgumentError} When a name is not well-formed.
   */
  constructor(named: NamedValues, width: number) {
    const { names, values } = named;
    this.#width = width;
    this.#named = named;
    this.count = names.length;
    let length = 4;
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      if (!name.isWellFormed()) {
        throw new InvalidArgumentError(
          `The name ${JSON.stringify(name)} has half of a surrogate pair`,
        );
      }
      length += 4 + utf8Length(name) + measure(values[index]!, width);
    }
    this.length = length;
  }

  /**
   * Writes the values into as many bytes as they take, all zero.
   *
   * @throws {InvalidArgumentError} When a number does not fit the prime.
   */
  write(target: Uint8Array): void {
    const { names, values } = this.#named;
    const writer = new LayoutWriter(target, this.#width);
    writer.count(this.count);
    for (let index = 0; index < this.count; index++) {
      const name = names[index]!;
      writer.name(name);
      if (!write(writer, values[index]!)) {
        throw new InvalidArgumentError(
          `Value ${JSON.stringify(name)} does not fit the network's prime of ${
            8 * this.#width
          } bits: a signed integer lies within half of it on either side of zero, an unsigned one below it`,
          { option: name },
        );
      }
    }
  }
}

/** How many bytes a value takes. */
function measure(value: NadaValue, width: number): number {
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
      return value.value.reduce((sum, element) => sum + measure(element, width), 5);
    case "NadaTuple":
      return value.value.reduce((sum, element) => sum + measure(element, width), 1);
    case "SecretBlob":
    case "EddsaMessage":
      return 5 + heldBytes(value).length;
    case "PublicBoolean":
    case "PublicInteger":
    case "PublicUnsignedInteger":
    case "SecretBoolean":
    case "SecretInteger":
    case "SecretUnsignedInteger":
      return 1 + width;
    default:
      return 1 + fixedLengths[kinds[value.type]];
  }
}

/** Writes a value and returns whether its numbers fit. */
function write(writer: LayoutWriter, value: NadaValue): boolean {
  writer.kind(kinds[value.type]);
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
      writer.count(value.value.length);
      return value.value.every((element) => write(writer, element));
    case "NadaTuple":
      return value.value.every((element) => write(writer, element));
    case "PublicBoolean":
    case "SecretBoolean":
      return writer.number(value.value ? 1n : 0n, false);
    case "PublicInteger":
    case "SecretInteger":
      return writer.number(value.value, true);
    case "PublicUnsignedInteger":
    case "SecretUnsignedInteger":
      return writer.number(value.value, false);
    case "EcdsaSignature": {
      const { r, s } = value.value;
      writer.fixed(r);
      writer.fixed(s);
      return true;
    }
    case "SecretBlob":
    case "EddsaMessage":
      writer.bytes(heldBytes(value));
      return true;
    default:
      writer.fixed(heldBytes(value));
      return true;
  }
}
