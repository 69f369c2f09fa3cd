/** Writes a program as MIR, the form that the reference's compiler front end writes. */
import { type FunctionNode, kinds, type Literal, type Node, type Part } from "./nodes.ts";
import { type Field, type Fields, ProtobufWriter } from "./protobuf_writer.ts";
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

/**
 * The program in bytes. The same program gives the same bytes, whatever was made before it.
 *
 * @param site Where the source makes the program.
 */
export function writeMir(
  tables: Tables,
  inputs: readonly MirInput[],
  outputs: readonly MirOutput[],
  site: Site | undefined,
): Uint8Array {
  const mir = new Mir(tables);
  const parties = new Set([...inputs, ...outputs].map(({ party }) => party));
  const writer = new ProtobufWriter();
  for (const each of tables.ofFunctions) writer.write([[1, mir.functionOf(...each)]]);
  for (const name of [...parties].sort()) writer.write([[2, mir.party(name, site)]]);
  for (const input of inputs) writer.write([[3, mir.input(input)]]);
  for (const output of outputs) writer.write([[5, mir.output(output)]]);
  for (const node of tables.nodes) writer.write([[6, mir.operation(node)]]);
  // What all of those have referred to.
  writer.write(mir.literals());
  writer.write(mir.sources());
  return writer.bytes;
}

/** The parts of one program, as messages. */
class Mir {
  /** The ids of operations and functions, without gaps, by how far their serials are from the first. */
  readonly #ids: number[] = [];
  readonly #first: number;
  readonly #literals = new Numbering<string>();
  readonly #sources = new Numbering<Site>();

  constructor(tables: Tables) {
    const all = [tables, ...tables.ofFunctions.values()].flatMap(({ nodes }) => nodes);
    const made = [...all, ...tables.ofFunctions.keys()].map(({ serial }) => serial);
    const serials = [...new Set(made)].sort((a, b) => a - b);
    this.#first = serials[0] ?? 0;
    for (const [id, serial] of serials.entries()) this.#ids[serial - this.#first] = id;
  }

  party(name: string, site: Site | undefined): Fields {
    return [[1, name], [2, this.#source(site)]];
  }

  input({ name, party, shape, doc, site }: MirInput): Fields {
    return [[1, typeOf(shape)], [2, party], [3, name], [4, doc], [5, this.#source(site)]];
  }

  output({ name, party, node }: MirOutput): Fields {
    return [
      [1, name],
      [2, this.#id(node)],
      [3, party],
      [4, typeOf(node.shape)],
      [5, this.#source(node.site)],
    ];
  }

  functionOf(applied: FunctionNode, { nodes }: Table): Fields {
    const { name, parameters, result, site } = applied;
    return [
      [1, this.#id(applied)],
      ...parameters.map((parameter): Field => [2, this.#parameter(parameter)]),
      [3, name],
      ...nodes.map((node): Field => [4, this.operation(node)]),
      [5, this.#id(result)],
      [6, typeOf(result.shape)],
      [7, this.#source(site)],
    ];
  }

  operation(node: Node): Fields {
    const id = this.#id(node);
    const [kind, content] = this.#content(node);
    const operation: Fields = [
      [1, id],
      [2, typeOf(node.shape)],
      [3, this.#source(node.site)],
      [kind, content],
    ];
    return [[1, id], [2, operation]];
  }

  literals(): Fields {
    return this.#literals.all.map((text, index) => {
      const [base, value] = text.split(" ");
      return [4, [[2, String(index)], [3, value!], [4, scalarType(Number(base))]]];
    });
  }

  sources(): Fields {
    return this.#sources.all.map(({ file, line }) => [8, [[1, file], [2, line]]]);
  }

  /** Without a place, it is that of the first reference, as in nada-dsl's own. */
  #source(site: Site | undefined): number {
    return site === undefined ? 0 : this.#sources.of(site);
  }

  #id({ serial }: { readonly serial: number }): number {
    return this.#ids[serial - this.#first]!;
  }

  #parameter({ shape, parts, site }: Node): Fields {
    return [[1, parts[1] as string], [2, typeOf(shape)], [3, this.#source(site)]];
  }

  /** The number of an operation's field, and what is in it. */
  #content({ kind, parts, shape }: Node): [number, Fields] {
    switch (kind) {
      case kinds.gather: {
        const elements = parts.map((part) => this.#id(part as Node));
        return [kind, elements.length === 0 ? [] : [[1, { numbers: elements }]]];
      }
      case kinds.literal:
        return [kind, [[1, String(this.#literals.of(literalText(parts[0] as Literal, shape)))]]];
      case kinds.argument:
        return [kind, [[1, this.#id({ serial: parts[0] as number })], [2, parts[1] as string]]];
      case kinds.objectPart: {
        const [name, whole] = parts as [string, Node & { shape: ObjectShape }];
        if (!isAmbiguous(whole.shape)) return [kind, [[1, name], [2, this.#id(whole)]]];
        const index = whole.shape.names.indexOf(name);
        return [kinds.ntuplePart, [[1, index], [2, this.#id(whole)]]];
      }
      default:
        return [kind, parts.map((part, at) => [at + 1, this.#part(part)])];
    }
  }

  #part(part: Part): number | string {
    return typeof part === "object" ? this.#id(part as Node | FunctionNode) : part;
  }
}

type ObjectShape = Shape & { readonly kind: "object" };

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

function scalarType(field: number): Fields {
  return [[field, []]];
}

const types = new WeakMap<Shape, Fields>();

/** A type in bytes. Types of literals are those of public values. */
function typeOf(shape: Shape): Fields {
  let type = types.get(shape);
  if (type === undefined) types.set(shape, type = writeType(shape));
  return type;
}

function writeType(shape: Shape): Fields {
  switch (shape.kind) {
    case "scalar":
      return scalarType(bases[shape.base] + (shape.mode === "secret" ? 3 : 0));
    case "bytes":
      return scalarType(bytesFields[shape.name]);
    case "array":
      return [[10, [[1, typeOf(shape.of)], [2, shape.size]]]];
    case "tuple":
      return [[11, shape.parts.map((part, at) => [at + 1, typeOf(part)])]];
    case "ntuple":
      return ntupleType(shape.parts);
    case "object":
      return isAmbiguous(shape) ? ntupleType(shape.parts) : objectType(shape);
  }
}

function ntupleType(parts: readonly Shape[]): Fields {
  return [[12, parts.map((part) => [1, typeOf(part)])]];
}

function objectType({ names, parts }: ObjectShape): Fields {
  const fields = names.map((name, at) => [name, typeOf(parts[at]!)] as const);
  fields.sort(([a], [b]) => a < b ? -1 : 1);
  const written = fields.map(([name, type]) => [1, [[1, name], [2, type]]] as const);
  return [[13, written]];
}

/**
 * Whether fields of an object have one type. MIR has its fields in the order of their names, and their values in that of
 * the source, so that only types say which is whose. Such an object is written as an n-tuple.
 */
function isAmbiguous({ parts }: ObjectShape): boolean {
  return new Set(parts.map((part) => JSON.stringify(typeOf(part)))).size < parts.length;
}
