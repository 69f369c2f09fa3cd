import { compileProgram, InvalidProgramError } from "@nilvm/client";
import {
  assert,
  assertEquals,
  assertFalse,
  assertInstanceOf,
  assertStringIncludes,
} from "@std/assert";
import { mir } from "../support/programs.ts";

Deno.test("compileProgram() names the line of a mistake", async () => {
  const file = "../../wasm/programs/tests/fixtures/refused_inner_product.mir.bin";
  const program = await Deno.readFile(new URL(file, import.meta.url));
  const error = await compileProgram(program).catch((error) => error);
  assertInstanceOf(error, InvalidProgramError);
  const [issue] = error.issues;
  assertEquals(issue!.file, "refused_inner_product.py");
  assert(issue!.line! > 0);
  assertStringIncludes(error.message, `(${issue!.file}:${issue!.line})`);
});

Deno.test("compileProgram() refuses duplicate output names and empty names, with their lines", async () => {
  const issuesOf = async (name: string) => {
    const file = `../../wasm/programs/tests/fixtures/${name}.mir.bin`;
    const program = await Deno.readFile(new URL(file, import.meta.url));
    const error = await compileProgram(program).catch((error) => error);
    assertInstanceOf(error, InvalidProgramError);
    return error.issues;
  };
  const file = "refused_output_names.py";
  const reason =
    `output r has the name of another one in ${file}:9 but not its value, which would be lost: ` +
    "nodes give the later value to both parties, so give each a name of its own";
  assertEquals(await issuesOf("refused_output_names"), [
    { reason, file, line: 11 },
    { reason, file, line: 12 },
  ]);
  const nameless = await issuesOf("refused_empty_names");
  assertEquals(
    nameless.map(({ reason, line }) => [reason, line]),
    [["a party", 6], ["an input", 8], ["an output", 9]]
      .map(([what, line]) => [`${what} has an empty name: give it one`, line]),
  );
});

Deno.test("compileProgram() says what to do with an empty file and with source text", async () => {
  const refusalOf = async (file: Uint8Array) => {
    const error = await compileProgram(file).catch((error) => error);
    assertInstanceOf(error, InvalidProgramError);
    const [issue, ...others] = error.issues;
    assertEquals(others, []);
    assertStringIncludes(error.message, issue!.reason);
    return issue!.reason;
  };
  const remedy = "compile its Python source with nada-dsl";
  const empty = await refusalOf(new Uint8Array());
  assertStringIncludes(empty, "it is empty");
  assertStringIncludes(empty, remedy);
  const source = await Deno.readTextFile(
    new URL("../fixtures/nada/two_parties.py", import.meta.url),
  );
  for (const text of [source, source.replaceAll("\n", "\r\n"), "\t# é €\n", '{"mir": [18]}']) {
    const reason = await refusalOf(new TextEncoder().encode(text));
    assertStringIncludes(reason, "it is text");
    assertStringIncludes(reason, remedy);
  }
  const bytes = await mir("two_parties");
  for (const other of [bytes.slice(0, -1), Uint8Array.of(0x66, 0xff), Uint8Array.of(0x66, 0)]) {
    assertStringIncludes(await refusalOf(other), "no Nada program");
  }
});

Deno.test("compileProgram() names the JSON that nada-dsl wrote before 0.8", async () => {
  // As nada-dsl 0.7.1 writes it, which nada-numpy 0.6.0 asks for.
  const json = JSON.stringify({
    functions: [],
    parties: [{ name: "ann", source_ref_index: 3 }],
    inputs: [],
    literals: [],
    outputs: [{ operation_id: 2, name: "sum", party: "ann", type: "SecretInteger" }],
    operations: { "1": { InputReference: { id: 1, refers_to: "a", type: "SecretInteger" } } },
    source_files: {},
    source_refs: [],
  });
  const error = await compileProgram(new TextEncoder().encode(json)).catch((error) => error);
  assertInstanceOf(error, InvalidProgramError);
  assertStringIncludes(error.message, "it is JSON, which nada-dsl before 0.8 writes");
  assertStringIncludes(error.message, "use nada-dsl 0.8.0 or later");
});

Deno.test("compileProgram() warns of what goes wrong on real nodes, with the lines", async () => {
  assertEquals((await compileProgram(await mir("shapes"))).warnings, []);
  const { warnings } = await compileProgram(await mir("mixed_pairs"));
  const [lost, ...others] = warnings;
  assertEquals([lost!.file, lost!.line, others], ["mixed_pairs.py", 11, []]);
  assertStringIncludes(lost!.reason, "every run of this program fails on real nodes");

  const file = "../../wasm/programs/tests/fixtures/warned_numbers.mir.bin";
  const program = await compileProgram(await Deno.readFile(new URL(file, import.meta.url)));
  assertEquals(program.warnings.map(({ line }) => line), [12, 13, 15, 16, 17, 19, 20]);
  for (const { reason } of program.warnings) assertStringIncludes(reason, "real nodes can");
});

Deno.test("compileProgram() refuses public_equals of a secret boolean", async () => {
  const file = "../../wasm/programs/tests/fixtures/refused_public_equals.mir.bin";
  const program = await Deno.readFile(new URL(file, import.meta.url));
  const error = await compileProgram(program).catch((error) => error);
  assertInstanceOf(error, InvalidProgramError);
  assertEquals(error.issues.map(({ line }) => line), [11]);
  assertStringIncludes(error.message, "public_equals of a secret boolean");
});

Deno.test("compileProgram() returns the lowered form, which compiles to itself", async () => {
  const program = await compileProgram(await mir("shapes"));
  const again = await compileProgram(program.bytes);
  assertEquals(again, program);
  assertFalse(program.bytes.length === (await mir("shapes")).length);
});
