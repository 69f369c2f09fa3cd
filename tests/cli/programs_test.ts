import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { EddsaKey, PublicKey } from "@nilvm/client/keys";
import { hintFor } from "../../src/cli/base/program_files.ts";
import { CliHome, startCli } from "../support/cli_process.ts";

const root = new URL("../../", import.meta.url).pathname;
const average = `${root}examples/nada/average_salary.mir.bin`;

const vote = `import { nada } from "@nilvm/client/nada";

export const vote = nada.program({
  name: "vote",
  parties: ["alice", "bob"],
  inputs: { a: nada.secretInteger("alice"), b: nada.integer("bob") },
  outputs: { agree: ["alice", "bob"], sum: "bob" },
}, ({ a, b }) => ({ agree: a.publicEquals(b), sum: a.add(b) }));
`;

Deno.test("a program in TypeScript is compiled, tested, stored and run", async () => {
  await using on = await startCli();
  const { home } = on;
  const file = await home.file("vote.ts", vote);
  const a = await home.file("a", "5");
  const compiled = await home.json("program compile", ["program", "compile", file]);
  assertEquals([compiled.name, compiled.inputs.length], ["vote", 2]);
  const { preprocessing } = await home.json("program requirements", [
    "program",
    "requirements",
    file,
  ]);
  assertEquals(preprocessing, { EQUALITY_PUBLIC_OUTPUT: 1 });

  await Deno.mkdir(`${home.folder}/tests`);
  const test = (name: string, sum: number) =>
    home.file(
      `tests/${name}.yaml`,
      `program: ../vote.ts\ninputs: { a: 1, b: 2 }\nexpected_outputs: { agree: false, sum: ${sum} }\n`,
    );
  await test("right", 3);
  assertEquals((await home.json("program test", ["program", "test"])).tests, [
    { test: "tests/right.yaml", isPassed: true, problems: [] },
  ]);
  await test("wrong", 4);
  const failed = await home.run(["--json", "program", "test", "tests"], { code: 1 });
  assertEquals(JSON.parse(failed.out).tests[1].problems, ["sum is 3, not 4"]);

  const local = await home.json("program run --local", [
    ...["program", "run", file, `a=@${a}`, "b=5", "--local"],
  ]);
  const results = {
    agree: { type: "PublicBoolean", value: true },
    sum: { type: "SecretInteger", value: "10" },
  };
  assertEquals(local.results, results);
  const quoted = await home.json("quote", ["quote", "program", "add", file]);
  assert(BigInt(quoted.feesUnil) > 0n);
  assertEquals((await home.json("program ls", ["program", "ls"])).programs, []);

  const run = ["program", "run", file, `a=@${a}`, "b=5"];
  const price = (...more: string[]) => home.json("program run --quote", ["quote", ...run, ...more]);
  // The leader prices a run of a program that the network has.
  const before = await price();
  assertEquals([before.store.feesUnil, before.run], [quoted.feesUnil, null]);
  const { out, err } = await home.run([...run, "--quote"]);
  assertStringIncludes(out, `store  ${quoted.feesUnil} unil, or `);
  assertStringIncludes(out, "run    not known yet");
  assertStringIncludes(err, "A run has a price once the program is stored");
  const ran = await home.json("program run", run);
  assertEquals(ran.results, results);
  const afterwards = await price();
  assertEquals([afterwards.store, afterwards.run.feesUnil], [null, ran.feesUnil]);
  assert(Object.keys(afterwards.run.preprocessing).length > 0);
  const again = await price("--add");
  assertEquals([again.store.feesUnil, again.run.feesUnil], [quoted.feesUnil, ran.feesUnil]);
  const { programs } = await home.json("program ls", ["program", "ls"]);
  assertEquals(programs.map(({ id }: { id: string }) => id), [ran.programId]);
  // It is stored already.
  const sequence = () => on.devnet.chain.account(on.devnet.wallets[0]!.address).sequence;
  const paid = sequence();
  await price();
  await home.json("program run", run);
  assertEquals(sequence(), paid + 1);
  const { programId } = await home.json("program add", ["program", "add", file]);
  assertEquals(programId, ran.programId);
});

Deno.test("a run that cannot be right is refused before its program is stored and paid", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const file = await home.file("vote.ts", vote);
  const a = await home.file("a", "5");
  const sequence = () => devnet.chain.account(devnet.wallets[0]!.address).sequence;
  for (
    const [args, words] of [
      [[], 'The program lacks "b": write NAME=@FILE, or store it and give its id by --stored'],
      [["unsigned:b=@" + a], "takes PublicInteger, but is SecretUnsignedInteger"],
      [["b=5", "--input", "carol=default"], 'no input party "carol"'],
      [["b=5", "--output", "bob=nobody"], "There is no identity nobody"],
    ] as const
  ) {
    const { err } = await home.run(["program", "run", file, `a=@${a}`, ...args], { code: 2 });
    assertStringIncludes(err, words);
  }
  assertEquals(sequence(), 0);
});

Deno.test("a compiled program is run on values that are stored and on others, for several users", async () => {
  await using on = await startCli();
  const { home } = on;
  const { user: friend } = await home.json("keys new", ["keys", "new", "friend"]);
  const me = { env: { NILVM_IDENTITY: "default" } };
  const { programId } = await home.json("program add", ["program", "add", average], me);
  const salary = await home.file("salary", "3000");
  const store = ["store", "--type", "integer", `salary0=@${salary}`, `salary1=@${salary}`];
  const { id } = await home.json("store", ["--identity", "friend", ...store]);
  const compute = [
    ...["compute", programId, `salary2=@${salary}`, "--stored", id],
    ...["--input", `employee0=${friend}`, "--output", `employee0=${friend}`],
  ];
  const { err } = await home.run(compute, { code: 1, ...me });
  const [, ...words] = /by nilvm (share) (\S+) (--compute) (\S+)/.exec(err) ?? [];
  await home.json("share", ["-i", "friend", ...words]);
  const computed = await home.json("compute", compute, me);
  assertEquals(Object.keys(computed.results), ["average1", "average2"]);
  assertEquals(computed.results.average1.value, "3000");
  const { computeId } = await home.json("compute --detach", [...compute, "--detach"], me);
  const theirs = await home.json("results", ["-i", "friend", "results", computeId]);
  assertEquals(Object.keys(theirs.results), ["average0"]);
  // What each has not read.
  const { user } = await home.json("keys show", ["keys", "show"], me);
  const { computations } = await home.json("ls", ["ls"]);
  assertEquals(
    computations.map(({ id, user }: { id: string; user: string }) => [id, user]),
    [[computed.computeId, friend], [computeId, user]],
  );
  const noInput = await home.run(["compute", programId], { code: 1, ...me });
  assertStringIncludes(noInput.err, programId);
});

Deno.test("the nodes make keys, and sign with them", async () => {
  await using on = await startCli();
  const { home } = on;
  const message = new TextEncoder().encode("gm, builder");
  const file = await home.file("message", message);
  const hex = (text: string) => Uint8Array.fromHex(text);
  const ecdsa = await home.json("keygen", ["keygen"]);
  const signed = await home.json("sign", ["sign", ecdsa.id, `@${file}`]);
  const publicKey = PublicKey.fromBytes(hex(ecdsa.publicKey));
  assert(publicKey.verify(message, hex(signed.signature)));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", message)).toHex();
  const again = await home.json("sign", ["sign", ecdsa.id, "--digest", digest]);
  assert(publicKey.verify(message, hex(again.signature)));

  const eddsa = await home.json("keygen", ["keygen", "eddsa"]);
  const args = ["sign", eddsa.id, `@${file}`, "--scheme", "eddsa"];
  const { signature } = await home.json("sign", args);
  assert(EddsaKey.verify(hex(eddsa.publicKey), message, hex(signature)));
  const kept = (await home.json("ls", ["ls"])).values.map(({ id }: { id: string }) => id);
  assertEquals(kept.sort(), [ecdsa.id, eddsa.id].sort());
  await home.run(["sign", ecdsa.id], { code: 2 });
});

Deno.test("what is wrong with a program is said, with what to do", async () => {
  await using home = await CliHome.make();
  const wrong = async (name: string, content: string, words: string, code = 2) => {
    const file = await home.file(name, content);
    const { err } = await home.run(["program", "compile", file], { code });
    assertStringIncludes(err, words);
  };
  await wrong("text.bin", "no program", "it is text", 1);
  await wrong("none.js", "export const a = 1;", "exports no program of nada.program()");
  await wrong("broken.js", "export const a = ;", "cannot be imported");
  await wrong(
    "two.ts",
    vote + vote.split("\n").slice(1).join("\n").replace("vote =", "other ="),
    "has several programs: choose by --export: other, vote",
  );
  const unused = vote.replace("agree: a.publicEquals(b)", "agree: b.publicEquals(b)").replace(
    "a.add(b)",
    "b",
  );
  await wrong("unused.ts", unused, "the input a is not used by any output (unused.ts:6)", 1);
  const file = await home.file("vote.ts", vote);
  const { err } = await home.run(["program", "run", file, "a=5", "--local"], { code: 2 });
  assertStringIncludes(err, "A secret does not stand in a command");
  // Not a public type, which the program would refuse.
  assertStringIncludes(err, "The program takes a as a secret");
  assertEquals(err.includes("public-integer"), false);
  const python = await home.file("vote.py", "");
  const env = { NILVM_PYTHON: "/nowhere/python" };
  const noPython = await home.run(["program", "compile", python], { code: 1, env });
  assertStringIncludes(noPython.err, 'pip install "nada-dsl>=0.8.0"');
});

Deno.test("a program in Python goes through the Python that is named", async () => {
  await using home = await CliHome.make();
  // It takes the place of a Python with nada-dsl: it gets the code and the path, and writes MIR.
  const python = await home.file(
    "python",
    `#!/bin/sh\n[ "$1" = -c ] && [ -e "$3" ] && cat '${average}'\n`,
  );
  await Deno.chmod(python, 0o755);
  const source = await home.file("average.py", "");
  const args = ["program", "compile", source, "--out", `${home.folder}/out.bin`];
  const { name, file, outputs } = await home.json("program compile", args, {
    env: { NILVM_PYTHON: python },
  });
  assertEquals([name, outputs.length], ["average", 3]);
  assertEquals((await home.json("program compile", ["program", "compile", file])).outputs, outputs);
});

Deno.test("a compiled program gets the names and types of TypeScript, which the compiler checks", async () => {
  await using on = await startCli();
  const { home } = on;
  const file = `${home.folder}/average.types.ts`;
  const args = ["program", "types", average, "--out", file];
  assertEquals((await home.json("program types", args)).name, "average_salary");
  const use = await home.file(
    "use.ts",
    `import { startDevnet } from "@nilvm/client/devnet";
import { averageSalary } from "./average.types.ts";

const devnet = await startDevnet({ listen: false });
const client = await devnet.client();
const me = client.userId;
const programId = await client.storeProgram(averageSalary).invoke();
const id = await client.compute(averageSalary, {
  programId,
  parties: { employee0: me, employee1: me, employee2: me },
  values: { salary0: 3000, salary1: 4000, salary2: 5000n },
}).invoke();
const { average0 } = await client.retrieveComputeResults(averageSalary, id).invoke();
const average: bigint = average0;
const local = await averageSalary.run({ salary0: 1, salary1: 2, salary2: 3 });
console.log(average, local.average1 satisfies bigint);
// @ts-expect-error: there is no such input.
export const wrong = () => averageSalary.run({ salary0: 1, salary1: 2, salary3: 3 });
await client[Symbol.asyncDispose]();
await devnet[Symbol.asyncDispose]();
`,
  );
  const config = `${root}deno.json`;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--check", "--quiet", "--config", config, use],
  }).output();
  const text = new TextDecoder();
  assertEquals([code, text.decode(stdout)], [0, "4000n 2n\n"], text.decode(stderr));
  // What it wrote is a module with a program, too.
  const again = await home.json("program compile", ["program", "compile", file]);
  assertEquals(again.inputs.length, 3);
});

Deno.test("an import that fails says what to do, by the words of each runtime", () => {
  for (
    const [path, words, advice] of [
      ["a.js", "Cannot use import statement outside a module", "name it a.mjs"],
      ["a.js", "Unexpected token 'export'", "name it a.mjs"],
      ["a.ts", 'Unknown file extension ".ts" for /a.ts', "Node reads TypeScript from 22.18"],
      [
        "a.mjs",
        "Cannot find package '@nilvm/client' imported from /a.mjs",
        "install @nilvm/client",
      ],
      ["a.mjs", 'Import "@nilvm/client/nada" not a dependency', "import jsr:@nilvm/client/nada"],
      ["a.mjs", "Unexpected identifier", ""],
    ] as const
  ) {
    assertStringIncludes(hintFor(path, words), advice);
    assertEquals(hintFor(path, words) === "", advice === "", words);
  }
});
