/** Programs in a form in which two are equal that differ only in ids, in names of functions, and in source references. */

type Field = readonly [number: number, content: number | Uint8Array];

/** The fields of a protobuf message. */
function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag % 8 === 0) {
      found.push([tag >> 3, varint()]);
      continue;
    }
    if (tag % 8 !== 2) throw new Error(`wire type ${tag % 8}`);
    const length = varint();
    found.push([tag >> 3, bytes.subarray(at, at += length)]);
  }
  return found;
}

/** A message whose fields are read by number. */
class Message {
  readonly #fields: Field[];

  constructor(bytes: Uint8Array) {
    this.#fields = fields(bytes);
  }

  all(number: number): Message[] {
    return this.#fields.filter(([other]) => other === number)
      .map(([, content]) => new Message(content as Uint8Array));
  }

  one(number: number): Message {
    const [message] = this.all(number);
    if (message === undefined) throw new Error(`no field ${number}`);
    return message;
  }

  number(number: number): number {
    return (this.#fields.find(([other]) => other === number)?.[1] ?? 0) as number;
  }

  bytes(number: number): Uint8Array {
    return (this.#fields.find(([other]) => other === number)?.[1] ??
      new Uint8Array()) as Uint8Array;
  }

  text(number: number): string {
    return new TextDecoder().decode(this.bytes(number));
  }

  /** The first field from `from` on, which of a choice is the one that is there. */
  choice(from: number): number {
    return this.#fields.map(([number]) => number).find((number) => number >= from)!;
  }
}

function packed(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length;) {
    let [value, factor] = [0, 1];
    for (let byte = 0x80; byte >= 0x80; factor *= 0x80) {
      byte = bytes[at++]!;
      value += (byte & 0x7f) * factor;
    }
    numbers.push(value);
  }
  return numbers;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What a program is, in words: its parties, inputs and outputs, and of each output the operations that it comes from. An
 * operation is named by its place in the order in which outputs, one after the other, come to it.
 *
 * @param literals Whether a literal is an operation, or only its value: where one literal has several operations, which of
 * them lowering takes follows from ids.
 */
export function canonical(
  bytes: Uint8Array,
  literals: "operations" | "values" = "operations",
): unknown {
  const program = new Message(bytes);
  const texts = new Map(
    program.all(4).map((literal) => [
      literal.text(2),
      `${literal.text(3)}:${hex(literal.bytes(4))}`,
    ]),
  );
  const functions = new Map(program.all(1).map((each) => [each.number(1), each]));

  const describe = (table: Message[], results: number[], scopes: number[]): string[] => {
    const operations = new Map(table.map((entry) => [entry.number(1), entry.one(2)]));
    const lines: string[] = [];
    const named = new Map<number, string>();
    const visit = (id: number): string => {
      const known = named.get(id);
      if (known !== undefined) return known;
      const operation = operations.get(id);
      if (operation === undefined) throw new Error(`operation ${id} is not in the table`);
      const kind = operation.choice(4);
      const content = operation.one(kind);
      if (kind === 9 && literals === "values") return texts.get(content.text(1))!;
      const of = (...numbers: number[]) => numbers.map((number) => visit(content.number(number)));
      const words = ((): unknown[] => {
        switch (kind) {
          case 4:
            return [content.number(1), ...of(2, 3)];
          case 5:
            return [content.number(1), ...of(2)];
          case 6:
            return of(1, 2, 3);
          case 8:
            return [content.text(1)];
          case 9:
            return [texts.get(content.text(1))];
          case 10: {
            const owner = functions.get(content.number(1))!;
            const place = owner.all(2).findIndex((each) => each.text(1) === content.text(2));
            return [scopes.indexOf(content.number(1)), place];
          }
          case 11:
          case 12: {
            const id = content.number(1);
            const applied = functions.get(id)!;
            const body = describe(applied.all(4), [applied.number(5)], [...scopes, id]);
            const parameters = applied.all(2).map((each) => hex(each.bytes(2)));
            return [
              ...(kind === 11 ? of(2) : of(2, 3)),
              parameters,
              hex(applied.bytes(6)),
              "{",
              ...body,
              "}",
            ];
          }
          case 13:
            return packed(content.bytes(1)).map(visit);
          case 17:
            return [content.text(1), ...of(2)];
          case 7:
            return [];
          default:
            return [content.number(1), ...of(2)];
        }
      })();
      const name = `%${lines.length}`;
      lines.push(`${name} = ${kind} ${hex(operation.bytes(2))} ${words.join(" ")}`);
      named.set(id, name);
      return name;
    };
    const found = results.map(visit);
    return [...lines, found.join(" ")];
  };

  const outputs = program.all(5);
  return {
    parties: program.all(2).map((party) => party.text(1)),
    inputs: program.all(3).map((input) =>
      [input.text(2), input.text(3), hex(input.bytes(1)), input.text(4)].join(" ")
    ),
    outputs: outputs.map((output) =>
      [output.text(1), output.text(3), hex(output.bytes(4))].join(" ")
    ),
    operations: describe(program.all(6), outputs.map((output) => output.number(2)), []),
  };
}
