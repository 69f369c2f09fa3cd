/** Random programs of the language for programs, each as source in Python and as source in TypeScript. */
import type { Random } from "../../tools/random.ts";
import { Body } from "./random_nada_body.ts";
import { indented, isOutput, keyOf, type Made, type Type, usesOf } from "./random_nada_values.ts";

/** A program in both languages. */
export interface Written {
  readonly py: string;
  readonly ts: string;
}

interface Input extends Made {
  readonly party: string;
  readonly py: string;
  /** What declares it. */
  readonly declared: { readonly py: string; readonly ts: string };
}

const scalars = [
  ["SecretInteger", "secretInteger", "secret", "integer"],
  ["PublicInteger", "integer", "public", "integer"],
  ["SecretUnsignedInteger", "secretUnsignedInteger", "secret", "unsigned"],
  ["PublicUnsignedInteger", "unsignedInteger", "public", "unsigned"],
  ["SecretBoolean", "secretBoolean", "secret", "boolean"],
  ["PublicBoolean", "boolean", "public", "boolean"],
] as const;

/** Only the newer release has EdDSA, and public keys. */
const bytes = {
  ecdsa: ["EcdsaPrivateKey", "EcdsaDigestMessage"],
  eddsa: ["EddsaPrivateKey", "EddsaMessage"],
};

function inputOf(random: Random, name: string, pyType: string, tsType: string, of: Type): Input {
  const party = random.pick(["p", "q"]);
  const doc = random.below(8) === 0 ? "what it means" : "";
  const [pyDoc, tsDoc] = doc === "" ? ["", ""] : [`, doc="${doc}"`, `, { doc: "${doc}" }`];
  const size = random.below(3) === 0 && !pyType.endsWith("Key") ? 1 + random.below(3) : undefined;
  const py = `${pyType}(Input(name="${name}", party=${party}${pyDoc}))`;
  const ts = `nada.${tsType}("${party}"${tsDoc})`;
  return {
    ...{ party, py: name, ts: name, uses: new Set([name]) },
    type: size === undefined ? of : { kind: "array", of, size },
    declared: size === undefined
      ? { py, ts }
      : { py: `Array(${py}, size=${size})`, ts: `${ts}.array(${size})` },
  };
}

function inputsOf(random: Random, release: string): Input[] {
  const inputs = Array.from({ length: 2 + random.below(6) }, (_, at) => {
    const [py, ts, mode, base] = random.pick(scalars);
    return inputOf(random, `i${at}`, py, ts, { kind: "scalar", mode, base });
  });
  for (const scheme of release === "0.8.0" ? ["ecdsa"] as const : ["ecdsa", "eddsa"] as const) {
    if (random.below(4) > 0) continue;
    for (const name of bytes[scheme]) {
      const ts = name[0]!.toLowerCase() + name.slice(1);
      inputs.push(inputOf(random, ts, name, ts, { kind: "bytes", name }));
    }
  }
  return inputs;
}

/** What makes an output of an input that nothing else uses, which is an error here. */
function handedOut({ py, ts, type, uses }: Input, inputs: readonly Input[]): Made {
  if (isOutput(type)) return { py, ts, type, uses };
  const message = keyOf(type) === "EcdsaPrivateKey" ? "ecdsaDigestMessage" : "eddsaMessage";
  const { type: signed } = inputs.find(({ py }) => py === message)!;
  const sign = `${message.slice(0, 5)}_sign`;
  return signed.kind === "array"
    ? {
      py: `${message}.map(lambda signed: ${py}.${sign}(signed))`,
      ts: `${message}.map((signed) => ${ts}.sign(signed))`,
      type,
      uses,
    }
    : { py: `${py}.${sign}(${message})`, ts: `${ts}.sign(${message})`, type, uses };
}

/** A program, of what a release of the language in Python has. */
export function randomProgram(random: Random, release: string): Written {
  const inputs = inputsOf(random, release);
  const body = new Body(random, inputs, release);
  body.write(6 + random.below(30));
  const outputs = body.outputs(2 + random.below(4));
  const used = usesOf(...outputs);
  const unused = inputs.filter(({ py }) => !used.has(py));
  outputs.push(...unused.map((input) => handedOut(input, inputs)));
  const parties = ["p", "q"].filter((name) =>
    name === "p" || inputs.some(({ party }) => party === name)
  );
  const names = inputs.map(({ py }) => py).join(", ");
  return withoutUnused(body.booleans, {
    py: [
      "from nada_dsl import *",
      "",
      "def nada_main():",
      ...indented([
        'p = Party(name="p")',
        'q = Party(name="q")',
        ...inputs.map(({ py, declared }) => `${py} = ${declared.py}`),
        ...body.py,
        `return [${outputs.map(({ py }, at) => `Output(${py}, "o${at}", p)`).join(", ")}]`,
      ]),
      "",
    ].join("\n"),
    ts: [
      `import { nada } from "@nilvm/client/nada";`,
      "",
      "export const program = nada.program({",
      `  name: "random",`,
      `  parties: ${JSON.stringify(parties)},`,
      "  inputs: {",
      ...inputs.map(({ ts, declared }) => `    ${ts}: ${declared.ts},`),
      "  },",
      `  outputs: { ${outputs.map((_, at) => `o${at}: "p"`).join(", ")} },`,
      `}, ({ ${names} }) => {`,
      ...indented(body.ts),
      `  return { ${outputs.map(({ ts }, at) => `o${at}: ${ts}`).join(", ")} };`,
      "});",
      "",
    ].join("\n"),
  });
}

/** Takes out booleans that nothing uses, which are an error here. */
function withoutUnused(booleans: readonly string[], { py, ts }: Written): Written {
  // One that is taken out may have been the only one that used an earlier one.
  return booleans.toReversed().reduce((written, name) => {
    const isUsed = written.ts.match(new RegExp(`\\b${name}\\b`, "g"))!.length > 1;
    // Where a function stands in the way, it is no operation on booleans.
    const line = new RegExp(`^ *const ${name} = .*;\n`, "m");
    if (isUsed || !line.test(written.ts)) return written;
    return {
      py: written.py.replace(new RegExp(`^ *${name} = .*\n`, "m"), ""),
      ts: written.ts.replace(line, ""),
    };
  }, { py, ts });
}
