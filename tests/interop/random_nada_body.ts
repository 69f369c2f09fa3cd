/** Random statements of the language for programs, in Python and in TypeScript. */
import type { Random } from "../../tools/random.ts";
import {
  type ArrayType,
  gathered,
  indented,
  isConstant,
  isLiteral,
  isOutput,
  keyOf,
  type Made,
  type Type,
  usesOf,
} from "./random_nada_values.ts";

import { arithmetic, comparisons, gates, highest, ScalarSteps } from "./random_nada_scalars.ts";

/** Writes the statements of one function, in both languages. */
export class Body extends ScalarSteps {
  readonly py: string[] = [];
  readonly ts: string[] = [];
  readonly #depth: number;
  /** Shared by all functions of a program, so that no name hides another. */
  readonly #names: { count: number; readonly booleans: string[] };

  readonly #release: string;

  constructor(
    random: Random,
    pool: readonly Made[],
    release: string,
    depth = 0,
    names = { count: 0, booleans: [] as string[] },
  ) {
    super(random, pool);
    this.#release = release;
    this.#depth = depth;
    this.#names = names;
  }

  /** Adds statements. */
  write(count: number): void {
    for (let left = count; left > 0; left--) {
      const made = this.#step();
      if (made !== undefined) this.#keep(made);
    }
  }

  /** The names of all that are booleans, here and in functions, in the order in which they are made. */
  get booleans(): readonly string[] {
    return this.#names.booleans;
  }

  /** What may be an output: none are private keys, n-tuples or objects, and none are all literals. */
  outputs(count: number): Made[] {
    const able = this.pool.filter(({ type }) => isOutput(type) && !isLiteral(type));
    return Array.from({ length: count }, () => this.newest(able.slice(-12)));
  }

  /** A value of a type, for the result of a function, or `undefined`. */
  result(type: Type): Made | undefined {
    const fitting = this.pool.filter((made) => keyOf(made.type) === keyOf(type));
    const isBuilt = type.kind !== "scalar" && type.kind !== "array" && this.random.below(2) === 0;
    if (!isBuilt || !("parts" in type)) return fitting.at(-1);
    const parts = type.parts.map((part) => this.result(part));
    if (parts.some((part) => part === undefined)) return fitting.at(-1);
    return this.#keep(gathered(type.kind, parts as Made[], "names" in type ? type.names : []));
  }

  #keep(made: Made): Made {
    const name = `v${this.#names.count++}`;
    this.py.push(`${name} = ${made.py}`);
    this.ts.push(`const ${name} = ${made.ts};`);
    const { type } = made;
    if (type.kind === "scalar" && type.base === "boolean") this.#names.booleans.push(name);
    const kept = { ...made, py: name, ts: name };
    this.pool.push(kept);
    return kept;
  }

  #step(): Made | undefined {
    const base = this.random.below(3) > 0 ? "integer" : "unsigned";
    switch (this.random.below(22)) {
      case 0:
      case 1:
      case 2:
        return this.binary(arithmetic, this.operand(base), this.operand(base));
      case 3:
        return this.binary(comparisons, this.operand(base), this.operand(base), "boolean");
      case 4:
        return this.binary(gates, this.operand("boolean"), this.operand("boolean"));
      case 5:
        return this.binary(
          { "<<": "shiftLeft", ">>": "shiftRight" },
          this.operand(base),
          this.operand("unsigned", (mode) => mode === "secret"),
        );
      case 6: {
        const [x, y] = [0, 1].map(() => this.operand(base, (mode) => mode === "secret"));
        return this.binary({ "**": "pow" }, x!, y!);
      }
      case 7:
        return this.unary();
      case 8:
      case 9:
        return this.choice(base);
      case 10:
        return this.equality(base);
      case 11: {
        const [py, ts, of] = this.random.pick(
          [
            ["SecretInteger.random()", "nada.randomInteger()", "integer"],
            ["SecretUnsignedInteger.random()", "nada.randomUnsignedInteger()", "unsigned"],
            ["SecretBoolean.random()", "nada.randomBoolean()", "boolean"],
          ] as const,
        );
        return { py, ts, type: { kind: "scalar", mode: "secret", base: of }, uses: new Set() };
      }
      case 12: {
        const items = Array.from({ length: 1 + this.random.below(3) }, () => this.operand(base));
        const [first, ...others] = items;
        if (highest(...items) === "literal") return undefined;
        return {
          py: `sum([${items.map(({ py }) => py).join(", ")}])`,
          ts: [`${first!.ts}.add(0)`, ...others.map(({ ts }) => `add(${ts})`)].join("."),
          type: { kind: "scalar", mode: highest(...items), base },
          uses: usesOf(...items),
        };
      }
      case 13:
        return this.#sign();
      case 14:
      case 15:
        return this.#gather();
      case 16:
      case 17:
        return this.#part();
      case 18:
      case 19:
        return this.#map();
      case 20:
        return this.#reduce();
      default:
        return this.#arrays();
    }
  }

  #sign(): Made | undefined {
    const keys = this.pool.filter(({ type }) =>
      type.kind === "bytes" && type.name.endsWith("PrivateKey")
    );
    if (keys.length === 0) return undefined;
    const key = this.random.pick(keys);
    const isEcdsa = keyOf(key.type) === "EcdsaPrivateKey";
    const signed = isEcdsa ? "EcdsaDigestMessage" : "EddsaMessage";
    const messages = this.pool.filter(({ type }) => keyOf(type) === signed);
    // The older release has no public keys.
    if (this.#release !== "0.8.0" && this.random.below(2) === 0) {
      const type = { kind: "bytes", name: `${isEcdsa ? "Ecdsa" : "Eddsa"}PublicKey` } as const;
      return { ...key, py: `${key.py}.public_key()`, ts: `${key.ts}.publicKey()`, type };
    }
    if (messages.length === 0) return undefined;
    const message = this.random.pick(messages);
    return {
      py: `${key.py}.${isEcdsa ? "ecdsa" : "eddsa"}_sign(${message.py})`,
      ts: `${key.ts}.sign(${message.ts})`,
      type: { kind: "bytes", name: `${isEcdsa ? "Ecdsa" : "Eddsa"}Signature` },
      uses: usesOf(key, message),
    };
  }

  #gather(): Made {
    const any = () => this.newest(this.pool);
    switch (this.random.below(4)) {
      case 0: {
        const first = any();
        const same = this.pool.filter(({ type }) => keyOf(type) === keyOf(first.type));
        const size = 1 + this.random.below(3);
        const elements = [first, ...Array.from({ length: size - 1 }, () => this.newest(same))];
        return {
          py: `Array.new(${elements.map(({ py }) => py).join(", ")})`,
          ts: `nada.array([${elements.map(({ ts }) => ts).join(", ")}])`,
          type: { kind: "array", of: first.type, size },
          uses: usesOf(...elements),
        };
      }
      case 1:
        return gathered("tuple", [any(), any()], []);
      case 2:
        return gathered("ntuple", Array.from({ length: 1 + this.random.below(3) }, any), []);
      default: {
        // Fields of one type, which Python mixes up, are written in another way here.
        const parts = new Map<string, Made>();
        for (let left = 3; left > 0; left--) {
          const made = any();
          parts.set(keyOf(made.type).replaceAll("literal", "public"), made);
        }
        const names = ["zeta", "alpha", "mid"].slice(0, parts.size);
        return gathered("object", [...parts.values()], names);
      }
    }
  }

  #part(): Made | undefined {
    const wholes = this.pool.filter(({ type }) => "parts" in type);
    if (wholes.length === 0) return undefined;
    const { py, ts, type, uses } = this.newest(wholes);
    if (!("parts" in type)) return undefined;
    const at = this.random.below(type.parts.length);
    const part = type.parts[at]!;
    if (part.kind === "scalar" && part.mode === "literal") return undefined;
    const names = "names" in type ? type.names : [];
    const [pyPart, tsPart] = type.kind === "tuple"
      ? [`.${["left", "right"][at]}`, `.${["left", "right"][at]}`]
      : type.kind === "ntuple"
      ? [`[${at}]`, `.at(${at})`]
      : [`.${names[at]}`, `.get("${names[at]}")`];
    return { py: py + pyPart, ts: ts + tsPart, type: part, uses };
  }

  /** A function of these parameters: its name or text in both languages, and its result. */
  #function(types: readonly Type[], wanted?: Type) {
    const names = types.map(() => `p${this.#names.count++}`);
    const parameters = types.map((type, at): Made => {
      const name = names[at]!;
      return { py: name, ts: name, type, uses: new Set() };
    });
    const inner = new Body(
      this.random,
      [...this.pool, ...parameters],
      this.#release,
      this.#depth + 1,
      this.#names,
    );
    inner.write(1 + this.random.below(5));
    const result = wanted === undefined
      ? inner.pool.at(-1 - this.random.below(2))
      : inner.result(wanted);
    if (result === undefined) return undefined;
    const list = names.join(", ");
    if (inner.py.length === 0) {
      return { py: `lambda ${list}: ${result.py}`, ts: `(${list}) => ${result.ts}`, result };
    }
    const name = `f${this.#names.count++}`;
    this.py.push(`def ${name}(${list}):`, ...indented(inner.py), `    return ${result.py}`);
    const ts = [`(${list}) => {`, ...indented(inner.ts), `    return ${result.ts};`, "}"];
    return { py: name, ts: ts.join("\n"), result };
  }

  #mappable(): (Made & { readonly type: ArrayType })[] {
    return this.pool.filter((made): made is Made & { type: ArrayType } =>
      made.type.kind === "array" && !isConstant(made.type.of)
    );
  }

  #map(): Made | undefined {
    const arrays = this.#mappable();
    if (arrays.length === 0 || this.#depth > 2) return undefined;
    const array = this.newest(arrays);
    const made = this.#function([array.type.of]);
    if (made === undefined) return undefined;
    return {
      py: `${array.py}.map(${made.py})`,
      ts: `${array.ts}.map(${made.ts})`,
      type: { kind: "array", of: made.result.type, size: array.type.size },
      uses: usesOf(array, made.result),
    };
  }

  #reduce(): Made | undefined {
    const arrays = this.#mappable();
    const starts = this.pool.filter(({ type }) => !isConstant(type) && type.kind !== "bytes");
    if (arrays.length === 0 || this.#depth > 2) return undefined;
    const [array, start] = [this.newest(arrays), this.newest(starts)];
    const made = this.#function([start.type, array.type.of], start.type);
    if (made === undefined) return undefined;
    return {
      py: `${array.py}.reduce(${made.py}, ${start.py})`,
      ts: `${array.ts}.reduce(${made.ts}, ${start.ts})`,
      type: start.type,
      uses: usesOf(array, start, made.result),
    };
  }

  /** Operations on whole arrays. */
  #arrays(): Made | undefined {
    const arrays = this.pool.filter((made): made is Made & { type: ArrayType } =>
      made.type.kind === "array"
    );
    if (arrays.length === 0) return undefined;
    const x = this.newest(arrays);
    const { of, size } = x.type;
    if (of.kind === "tuple") {
      const parts = of.parts.map((of): Type => ({ kind: "array", of, size }));
      const type = { kind: "tuple", parts } as const;
      return { ...x, py: `unzip(${x.py})`, ts: `${x.ts}.unzip()`, type };
    }
    const same = arrays.filter(({ type }) => type.size === size);
    const y = this.newest(same);
    if (this.random.below(2) === 0) {
      const pair: Type = { kind: "tuple", parts: [of, y.type.of] };
      return {
        py: `${x.py}.zip(${y.py})`,
        ts: `${x.ts}.zip(${y.ts})`,
        type: { kind: "array", of: pair, size },
        uses: usesOf(x, y),
      };
    }
    const other = y.type.of;
    if (of.kind !== "scalar" || other.kind !== "scalar") return undefined;
    if (of.base === "boolean" || of.base !== other.base || of.mode === "literal") return undefined;
    // Python gives the product the type of the first, which nodes refuse for public by secret.
    if (of.mode === "public" && other.mode === "secret") return undefined;
    return {
      py: `${x.py}.inner_product(${y.py})`,
      ts: `${x.ts}.innerProduct(${y.ts})`,
      type: of,
      uses: usesOf(x, y),
    };
  }
}
