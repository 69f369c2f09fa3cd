/**
 * Random programs, each in Python and in TypeScript: `write FOLDER COUNT SEED` writes both, the one as source and the other
 * as MIR, and `compare FOLDER COUNT` says how many are the same, once Python has compiled its own.
 */
import { type Expression, nada } from "@nilvm/client/nada";
import { Random } from "../../tools/random.ts";
import { canonical } from "../nada/canonical_program.ts";

type Mode = "public" | "secret";
type Base = "integer" | "unsigned" | "boolean";

/** A value of a program, in both languages. Which methods it has depends on its type, which is not known here. */
interface Made {
  readonly py: string;
  // deno-lint-ignore no-explicit-any
  readonly ts: any;
  readonly mode: Mode;
  readonly base: Base;
  readonly size?: number;
}

const methods: Record<string, string> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "%": "mod",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  "==": "eq",
  "!=": "ne",
  "&": "and",
  "|": "or",
  "^": "xor",
};
const arithmetic = ["+", "-", "*", "/", "%"];
const comparisons = ["<", "<=", ">", ">=", "==", "!="];
const gates = ["&", "|", "^"];

/** The inputs of every program: their classes in Python, and what makes them in TypeScript. */
const inputs = {
  a: ["SecretInteger", nada.secretInteger("p"), "secret", "integer"],
  b: ["SecretInteger", nada.secretInteger("q"), "secret", "integer"],
  c: ["PublicInteger", nada.integer("p"), "public", "integer"],
  d: ["PublicInteger", nada.integer("q"), "public", "integer"],
  u: ["SecretUnsignedInteger", nada.secretUnsignedInteger("p"), "secret", "unsigned"],
  n: ["PublicUnsignedInteger", nada.unsignedInteger("q"), "public", "unsigned"],
  s: ["SecretBoolean", nada.secretBoolean("q"), "secret", "boolean"],
  t: ["PublicBoolean", nada.boolean("p"), "public", "boolean"],
  xs: ["SecretInteger", nada.secretInteger("p").array(3), "secret", "integer", 3],
  ys: ["PublicInteger", nada.integer("q").array(3), "public", "integer", 3],
} as const;

function higher(...all: readonly { readonly mode: Mode }[]): Mode {
  return all.some(({ mode }) => mode === "secret") ? "secret" : "public";
}

/** A new value of others, or `undefined` when the draw does not fit. */
function step(random: Random, pool: readonly Made[]): Made | undefined {
  const single = pool.filter(({ size }) => size === undefined);
  const numbers = single.filter(({ base }) => base !== "boolean");
  const booleans = single.filter(({ base }) => base === "boolean");
  const arrays = pool.filter(({ size, base }) => size !== undefined && base === "integer");
  const of = (base: Base) => random.pick(single.filter((each) => each.base === base));
  const literal = (base: Base) => {
    const value = random.below(9) - (base === "integer" ? 4 : 0);
    return { py: `${base === "integer" ? "Integer" : "UnsignedInteger"}(${value})`, ts: value };
  };
  const x = random.pick(numbers);
  const y = of(x.base);
  const k = literal(x.base);
  const bits = literal("unsigned");
  const [f, g] = [random.pick(booleans), random.pick(booleans)];
  const made = (py: string, ts: unknown, mode: Mode, base: Base, size?: number): Made => ({
    ...{ py, ts, mode, base },
    ...size === undefined ? {} : { size },
  });
  const array = random.pick(arrays);
  const { size } = array;
  switch (random.below(15)) {
    case 0: {
      const op = random.pick(arithmetic);
      return made(`${x.py} ${op} ${y.py}`, x.ts[methods[op]!](y.ts), higher(x, y), x.base);
    }
    case 1: {
      const op = random.pick(arithmetic);
      return made(`${x.py} ${op} ${k.py}`, x.ts[methods[op]!](k.ts), x.mode, x.base);
    }
    case 2: {
      const op = random.pick([...arithmetic, ...comparisons]);
      const left = x.base === "integer" ? nada.literal(k.ts) : nada.unsignedLiteral(k.ts);
      const base = comparisons.includes(op) ? "boolean" : x.base;
      // deno-lint-ignore no-explicit-any
      return made(`${k.py} ${op} ${x.py}`, (left as any)[methods[op]!](x.ts), x.mode, base);
    }
    case 3: {
      const op = random.pick(comparisons);
      return made(`${x.py} ${op} ${y.py}`, x.ts[methods[op]!](y.ts), higher(x, y), "boolean");
    }
    case 4: {
      const op = random.pick([...gates, "==", "!="]);
      return made(`${f.py} ${op} ${g.py}`, f.ts[methods[op]!](g.ts), higher(f, g), "boolean");
    }
    case 5:
      return made(`~${f.py}`, f.ts.not(), f.mode, "boolean");
    case 6:
      return made(
        `${f.py}.if_else(${x.py}, ${y.py})`,
        f.ts.ifElse(x.ts, y.ts),
        higher(f, x, y),
        x.base,
      );
    case 7:
      return made(
        `${f.py}.if_else(${k.py}, ${x.py})`,
        f.ts.ifElse(k.ts, x.ts),
        higher(f, x),
        x.base,
      );
    case 8:
      return random.below(2) === 0
        ? made(`${x.py} << ${bits.py}`, x.ts.shiftLeft(bits.ts), x.mode, x.base)
        : made(
          `${x.py} >> n`,
          x.ts.shiftRight(pool.find(({ py }) => py === "n")!.ts),
          x.mode,
          x.base,
        );
    case 9:
      if (x.mode === "public") return made(`${x.py} ** ${k.py}`, x.ts.pow(k.ts), x.mode, x.base);
      return made(`${x.py}.trunc_pr(${bits.py})`, x.ts.truncPr(bits.ts), x.mode, x.base);
    case 10:
      if (x.mode === "public" || random.below(2) === 0) {
        return made(`${x.py}.public_equals(${y.py})`, x.ts.publicEquals(y.ts), "public", "boolean");
      }
      return made(`${x.py}.to_public()`, x.ts.toPublic(), "public", x.base);
    case 11: {
      const other = of("integer");
      const py = `${array.py}.map(lambda x: x * ${other.py} + Integer(2))`;
      // deno-lint-ignore no-explicit-any
      const ts = array.ts.map((x: any) => x.mul(other.ts).add(2));
      return made(py, ts, higher(array, other), "integer", size);
    }
    case 12: {
      const first = of("integer");
      if (first.mode === "public" && array.mode === "secret") return undefined;
      const py = `${array.py}.reduce(lambda m, x: (m < x).if_else(x, m), ${first.py})`;
      // deno-lint-ignore no-explicit-any
      const ts = array.ts.reduce((m: any, x: any) => m.lt(x).ifElse(x, m), first.ts);
      return made(py, ts, first.mode, "integer");
    }
    case 13: {
      const second = random.pick(arrays);
      // nada-dsl gives the product the type of the first, which nodes refuse for public by secret.
      if (second.size !== size || (array.mode === "public" && second.mode === "secret")) {
        return undefined;
      }
      const py = `${array.py}.inner_product(${second.py})`;
      return made(py, array.ts.innerProduct(second.ts), array.mode, "integer");
    }
    default: {
      if (y.mode !== x.mode) return undefined;
      return made(`Array.new(${x.py}, ${y.py})`, nada.array([x.ts, y.ts]), x.mode, x.base, 2);
    }
  }
}

/** One program: its source in Python, and its MIR from TypeScript. */
function write(random: Random): { py: string; mir: Uint8Array } {
  const lines = [
    "from nada_dsl import *",
    "",
    "def nada_main():",
    '    p = Party(name="p")',
    '    q = Party(name="q")',
  ];
  for (const [name, [type, { party }, , , size]] of Object.entries(inputs)) {
    const single = `${type}(Input(name="${name}", party=${party}))`;
    lines.push(`    ${name} = ${size === undefined ? single : `Array(${single}, size=${size})`}`);
  }
  const names = Object.keys(inputs);
  // All inputs are outputs too, as an input that is not used is an error.
  const outputs = [...names, "o0", "o1", "o2"];
  const program = nada.program({
    name: "random",
    parties: ["p", "q"],
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, [, input]]) => [name, input])),
    outputs: Object.fromEntries(outputs.map((name) => [name, "p" as const])),
  }, (given) => {
    const pool: Made[] = Object.entries(inputs).map(([py, [, , mode, base, size]]) => ({
      ...{ py, ts: given[py], mode, base },
      ...size === undefined ? {} : { size },
    }));
    for (let left = 5 + random.below(20); left > 0; left--) {
      const next = step(random, pool);
      if (next === undefined) continue;
      const name = `v${pool.length}`;
      lines.push(`    ${name} = ${next.py}`);
      pool.push({ ...next, py: name });
    }
    const given3 = [0, 1, 2].map(() => random.pick(pool));
    const results = [...pool.slice(0, names.length), ...given3];
    const written = outputs.map((name, at) => `Output(${results[at]!.py}, "${name}", p)`);
    lines.push(`    return [${written.join(", ")}]`);
    return Object.fromEntries(
      outputs.map((name, at) => [name, results[at]!.ts]),
    ) as Record<string, Expression & { mode: Mode; base: Base }>;
  });
  return { py: lines.join("\n") + "\n", mir: program.mir };
}

const [command, folder, count, seed] = Deno.args;
if (command === "write") {
  for (let index = 0; index < Number(count); index++) {
    const { py, mir } = write(new Random(Number(seed), index));
    Deno.writeTextFileSync(`${folder}/random_${index}.py`, py);
    Deno.writeFileSync(`${folder}/${index}.ts.mir`, mir);
  }
} else {
  let [passed, failed] = [0, 0];
  for (let index = 0; index < Number(count); index++) {
    const [ours, theirs] = ["ts", "py"].map((language) =>
      JSON.stringify(canonical(Deno.readFileSync(`${folder}/${index}.${language}.mir`)))
    );
    if (ours === theirs) passed++;
    else {
      failed++;
      console.log(`FAILED ${folder}/random_${index}.py\n${ours}\n${theirs}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  Deno.exit(failed === 0 && passed > 0 ? 0 : 1);
}
