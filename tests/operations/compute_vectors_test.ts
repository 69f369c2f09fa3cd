import {
  type CompiledProgram,
  compileProgram,
  NadaArray,
  type NadaValue,
  PublicBoolean,
  PublicInteger,
  PublicUnsignedInteger,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals } from "@std/assert";

interface Typed {
  type: string;
  value: string | boolean | Typed[];
}

interface Case {
  program: string;
  inputs: Record<string, Typed>;
  inputParty: Record<string, string>;
  expected: Record<string, Typed>;
}

const folder = new URL("../fixtures/recorded/nada/", import.meta.url);
const cases = await readJson<Case[]>("cases.json");
const metadata = await readJson<Record<string, unknown>>("metadata.json");

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(await Deno.readTextFile(new URL(name, folder)));
}

const readProgram = (name: string, form: string) =>
  Deno.readFile(new URL(`programs/${name}.${form}.bin`, folder));

function valueOf({ type, value }: Typed): NadaValue {
  switch (type) {
    case "Integer":
      return new PublicInteger(BigInt(value as string));
    case "UnsignedInteger":
      return new PublicUnsignedInteger(BigInt(value as string));
    case "Boolean":
      return new PublicBoolean(value as boolean);
    case "SecretInteger":
      return new SecretInteger(BigInt(value as string));
    case "SecretUnsignedInteger":
      return new SecretUnsignedInteger(BigInt(value as string));
    case "SecretBoolean":
      return new SecretBoolean(value as boolean);
    case "Array":
      return new NadaArray((value as Typed[]).map(valueOf));
    default:
      throw new Error(`A case has a value of type ${type}`);
  }
}

function byName(typed: Record<string, Typed>): Record<string, NadaValue> {
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, valueOf(value)]));
}

for (const form of ["mir", "nada"]) {
  Deno.test({
    name:
      `all recorded cases come out right through store, compute and retrieve, from .${form}.bin`,
    async fn() {
      await using devnet = await startDevnet({ listen: false });
      await using client = await devnet.client();
      await client.addFunds(200_000_000n);
      const user = client.userId;
      const programs = new Map<string, { id: string; compiled: CompiledProgram }>();
      for (const name of new Set(cases.map(({ program }) => program))) {
        const compiled = await compileProgram(await readProgram(name, form));
        const id = await client.storeProgram(name, await readProgram(name, form)).invoke();
        programs.set(name, { id, compiled });
      }
      assertEquals(programs.size, 16);
      for (const { program, inputs, inputParty, expected } of cases) {
        const { id: programId, compiled } = programs.get(program)!;
        for (const { name, party } of compiled.inputs) assertEquals(inputParty[name], party);
        const computeId = await client.compute({
          programId,
          inputBindings: compiled.inputParties.map((partyName) => ({ partyName, user })),
          outputBindings: compiled.outputParties.map((partyName) => ({ partyName, users: [user] })),
          values: byName(inputs),
        }).invoke();
        const outputs = await client.retrieveComputeResults(computeId).invoke();
        const wanted = byName(expected);
        assertEquals(Object.keys(outputs).sort(), Object.keys(wanted).sort());
        for (const [name, value] of Object.entries(wanted)) {
          assert(value.equals(outputs[name]), `${program} ${name}: ${JSON.stringify(inputs)}`);
        }
      }
    },
  });
}

Deno.test({
  name: "compileProgram() lowers and counts as the reference does",
  async fn() {
    const needs: Record<string, string> = {
      Compare: "COMPARE",
      DivisionIntegerSecret: "DIVISION_SECRET_DIVISOR",
      EqualsIntegerSecret: "EQUALITY_SECRET_OUTPUT",
      Modulo: "MODULO",
      PublicOutputEquality: "EQUALITY_PUBLIC_OUTPUT",
      Trunc: "TRUNC",
      TruncPr: "TRUNC_PR",
    };
    for (const [name, expected] of Object.entries(metadata)) {
      const lowered = await readProgram(name, "nada");
      for (const form of ["mir", "nada"]) {
        const compiled = await compileProgram(await readProgram(name, form));
        assertEquals(compiled.bytes, lowered, `${name}.${form}`);
        const { memorySize, totalInstructions, instructions, preprocessing } = compiled;
        const reference = expected as typeof compiled;
        assertEquals(
          { memorySize, totalInstructions, instructions, preprocessing },
          {
            memorySize: reference.memorySize,
            totalInstructions: reference.totalInstructions,
            instructions: reference.instructions,
            preprocessing: Object.fromEntries(
              Object.entries(reference.preprocessing).map(([need, count]) => [needs[need], count]),
            ),
          },
          `${name}.${form}`,
        );
      }
    }
  },
});
