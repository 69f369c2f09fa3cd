/** Writes a program as MIR, the form that the reference's compiler front end writes. */
import { isFunction, isNode, kinds, type Literal, type Node, type Part } from "./nodes.ts";
import { message, varints } from "./protobuf_writer.ts";
import type { BytesName, Shape } from "./shapes.ts";
import type { Site } from "./sites.ts";
import type { Table, Tables } from "./tables.ts";

/** An input, as MIR has it. */
export interface MirInput {
  readonly name: string;
  readonly party: string;
  readonly shape: Shape;
  readonly doc: string;
  readonly site: Site | undefined;
}

/** An output for one party. */
export interface MirOutput {
  readonly name: string;
  readonly party: string;
  readonly node: Node;
}

/** The program in bytes. The same program gives the same bytes, whatever was made before it. */
export function writeMir(
  tables: Tables,
  inputs: readonly MirInput[],
  outputs: readonly MirOutput[],
  site: Site | undefined,
): Uint8Array {
  const all = [tables, ...tables.ofFunctions.values()];
  const functions = [...tables.ofFunctions.keys()].sort((a, b) => a.serial - b.serial);
  const serials = new Set(
    [...all.flatMap(({ nodes }) => nodes), ...functions].map((made) => made.serial),
  );
  const ids = new Map([...serials].sort((a, b) => a - b).map((serial, id) => [serial, id]));
  const literals = new Numbering<string>();
  const sources = new Numbering<Site>();
  const sourceOf = (site: Site | undefined) => site === undefined ? 0 : sources.of(site);

  const number = (part: Part): number | string => {
    if (typeof part !== "object") return part;
    return isNode(part) || isFunction(part) ? ids.get(part.serial)! : "";
  };
  const content = (node: Node): readonly [number, Uint8Array] => {
    const { kind, parts, shape } = node;
    switch (kind) {
      case kinds.gather: {
        const elements = varints(...parts.map(number) as number[]);
        return [kind, message(...elements.length > 0 ? [[1, elements] as const] : [])];
      }
      case kinds.literal:
        return [kind, message([1, String(literals.of(literalText(parts[0] as Literal, shape)))])];
      case kinds.argument:
        return [kind, message([1, ids.get(parts[0] as number)!], [2, parts[1] as string])];
      case kinds.objectPart: {
        const [name, whole] = parts as [string, Node];
        const index = fieldsOf(whole.shape).indexOf(name);
        if (isAmbiguous(whole.shape)) {
          return [kinds.ntuplePart, message([1, index], [2, number(whole)])];
        }
        return [kind, message([1, name], [2, number(whole)])];
      }
      default:
        return [kind, message(...parts.map((part, at) => [at + 1, number(part)] as const))];
    }
  };
  const operations = ({ nodes }: Table, field: number) =>
    nodes.map((node) => {
      const id = ids.get(node.serial)!;
      const operation = message(
        [1, id],
        [2, typeOf(node.shape)],
        [3, sourceOf(node.site)],
        content(node),
      );
      return [field, message([1, id], [2, operation])] as const;
    });

  const parties = new Set([...inputs, ...outputs].map(({ party }) => party));
  const fields = [
    ...functions.map((applied) =>
      [
        1,
        message(
          [1, ids.get(applied.serial)!],
          ...applied.parameters.map(({ shape, parts, site }) =>
            [
              2,
              message([1, parts[1] as string], [2, typeOf(shape)], [3, sourceOf(site)]),
            ] as const
          ),
          [3, applied.name],
          ...operations(tables.ofFunctions.get(applied)!, 4),
          [5, ids.get(applied.result.serial)!],
          [6, typeOf(applied.result.shape)],
          [7, sourceOf(applied.site)],
        ),
      ] as const
    ),
    ...[...parties].sort().map((name) => [2, message([1, name], [2, sourceOf(site)])] as const),
    ...inputs.map(({ name, party, shape, doc, site }) =>
      [
        3,
        message([1, typeOf(shape)], [2, party], [3, name], [4, doc], [5, sourceOf(site)]),
      ] as const
    ),
    ...outputs.map(({ name, party, node }) =>
      [
        5,
        message(
          [1, name],
          [2, ids.get(node.serial)!],
          [3, party],
          [4, typeOf(node.shape)],
          [5, sourceOf(node.site)],
        ),
      ] as const
    ),
    ...operations(tables, 6),
  ];
  const named = literals.all.map((text, index) => {
    const [base, value] = text.split(" ");
    return [4, message([2, String(index)], [3, value!], [4, scalarType(Number(base))])] as const;
  });
  const places = sources.all.map(({ file, line }) => [8, message([1, file], [2, line])] as const);
  return message(...fields, ...named, ...places);
}

/** Numbers things in the order in which they are first asked for. */
class Numbering<T> {
  readonly #numbers = new Map<T, number>();

  of(thing: T): number {
    const number = this.#numbers.get(thing) ?? this.#numbers.size;
    this.#numbers.set(thing, number);
    return number;
  }

  get all(): T[] {
    return [...this.#numbers.keys()];
  }
}

const bases = { integer: 1, unsigned: 2, boolean: 3 };

/** A literal's type and value, which is as Python prints it. */
function literalText({ value }: Literal, shape: Shape): string {
  const text = typeof value === "bigint" ? String(value) : value ? "True" : "False";
  return `${shape.kind === "scalar" ? bases[shape.base] : 0} ${text}`;
}

const bytesFields: Record<BytesName, number> = {
  EcdsaPrivateKey: 7,
  EcdsaDigestMessage: 8,
  EcdsaSignature: 9,
  EcdsaPublicKey: 14,
  EddsaPrivateKey: 15,
  EddsaPublicKey: 16,
  EddsaMessage: 17,
  EddsaSignature: 18,
};

function scalarType(field: number): Uint8Array {
  return message([field, message()]);
}

const types = new WeakMap<Shape, Uint8Array>();

/** A type in bytes. Types of literals are those of public values. */
function typeOf(shape: Shape): Uint8Array {
  let type = types.get(shape);
  if (type === undefined) types.set(shape, type = writeType(shape));
  return type;
}

function writeType(shape: Shape): Uint8Array {
  switch (shape.kind) {
    case "scalar":
      return scalarType(bases[shape.base] + (shape.mode === "secret" ? 3 : 0));
    case "bytes":
      return scalarType(bytesFields[shape.name]);
    case "array":
      return message([10, message([1, typeOf(shape.of)], [2, shape.size])]);
    case "tuple":
      return message([
        11,
        message(...shape.parts.map((part, at) => [at + 1, typeOf(part)] as const)),
      ]);
    case "object": {
      if (isAmbiguous(shape)) return writeType({ ...shape, kind: "ntuple" });
      const fields = shape.names.map((name, at) => [name, typeOf(shape.parts[at]!)] as const);
      fields.sort(([a], [b]) => a < b ? -1 : 1);
      return message([
        13,
        message(...fields.map((field) => [1, message([1, field[0]], [2, field[1]])] as const)),
      ]);
    }
    case "ntuple":
      return message([12, message(...shape.parts.map((part) => [1, typeOf(part)] as const))]);
  }
}

function fieldsOf(shape: Shape): readonly string[] {
  return shape.kind === "object" ? shape.names : [];
}

/**
 * Whether fields of an object have one type. MIR has its fields in the order of their names, and their values in that of
 * the source, so that only types say which is whose. Such an object is written as an n-tuple.
 */
function isAmbiguous(shape: Shape): boolean {
  if (shape.kind !== "object") return false;
  return new Set(shape.parts.map((part) => typeOf(part).join())).size < shape.parts.length;
}
