/** Tests of what the module of programs leaves in its memory. */
import {
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  EddsaMessage,
  EddsaPrivateKey,
  NadaArray,
  PublicArray,
  PublicInteger,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { SecretMasker } from "@nilvm/client/masking";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { loadPrograms } from "../../src/core/load_programs.ts";
import { joinShares } from "../../src/core/sharing.ts";
import { platformEnvironment } from "../../src/devnet/base/environment.ts";
import { programHost } from "../../src/core/program_host.ts";
import { loweredBuiltins } from "../../src/devnet/node/lowered_builtins.ts";
import { remains, watchMemories } from "../support/core_memory.ts";
import { lowered } from "../support/programs.ts";

const parties = [1, 2, 3].map((number) => new Uint8Array(32).fill(number));
const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
const host = programHost(platformEnvironment().randomBytes);

/** Values as the module takes them. */
function clearInputs(values: Values): Uint8Array {
  const sharing = { width: 32, degree: 1, parties: 3, fillRandom: () => {} };
  const answers = masker.mask(values).map(({ values }, position) => ({ position, values }));
  return joinShares(sharing, answers, (clear) => clear.slice());
}

const secret = crypto.getRandomValues(new Uint8Array(28));
const number = BigInt(`0x${secret.toHex()}`);
const scalar = Uint8Array.of(...secret, 1, 2, 3, 1);
const key = Uint8Array.of(1, 2, 3, 4, ...secret);
const secrets = [secret, secret.toReversed()];
const a = new SecretInteger(number);
const list = (count: number) => new NadaArray(Array.from({ length: count }, () => a));
const open = new PublicInteger(3);

/** Programs, and inputs that have the secret in them. */
const runs: Record<string, [program: Uint8Array, inputs: Values]> = {
  "a sum": [await lowered("two_parties"), { a, b: a }],
  "a quotient": [await lowered("quotient"), { a, b: open }],
  "10,000 multiplications": [await lowered("multiplications"), { xs: list(100), k: a }],
  "arrays and tuples": [await lowered("shapes"), {
    xs: list(3),
    ks: new PublicArray([open, open, open]),
    row0: list(2),
    row1: list(2),
    flag: new SecretBoolean(true),
    big: new SecretUnsignedInteger(number),
  }],
  "a signature by ECDSA": [Uint8Array.fromBase64(loweredBuiltins["tecdsa_sign"]!), {
    tecdsa_private_key: new EcdsaPrivateKey(key),
    tecdsa_digest_message: new EcdsaDigestMessage(PrivateKey.random().toBytes()),
  }],
  "a signature by EdDSA": [Uint8Array.fromBase64(loweredBuiltins["teddsa_sign"]!), {
    teddsa_private_key: new EddsaPrivateKey(scalar),
    teddsa_message: new EddsaMessage(new Uint8Array(100)),
  }],
};

/** The bytes of the stack, which is at the start of the memory and grows down from its end. */
const stackSize = 1 << 20;
/** The number of bytes that the module wipes after each run, from its source. */
const stackWiped = 64 << 10;

Deno.test("nothing of its inputs stays in the memory of the module of programs after a run", async () => {
  using watched = watchMemories();
  const programs = await loadPrograms();
  for (const [name, [program, values]] of Object.entries(runs)) {
    const inputs = clearInputs(values);
    assert(remains(inputs, secrets) > 0, `the inputs of ${name} have the secret`);
    programs.evaluate(program, 256, "exact", inputs, host);
    assertEquals(watched.all.map((memory) => remains(memory, secrets)), [0, 0], name);
  }
  const [quotient] = runs["a quotient"]!;
  const byZero = clearInputs({ a, b: new PublicInteger(0) });
  assertThrows(() => programs.evaluate(quotient, 256, "exact", byZero, host));
  assertEquals(watched.all.map((memory) => remains(memory, secrets)), [0, 0], "a division by zero");
});

Deno.test("no run of a program uses more of the stack than is wiped after it", async () => {
  using watched = watchMemories();
  const programs = await loadPrograms();
  for (const [name, [program, values]] of Object.entries(runs)) {
    const inputs = clearInputs(values);
    programs.evaluate(program, 256, "exact", inputs, host);
    const memory = watched.all.at(-1)!;
    const mark = 0xa5;
    // The last bytes belong to frames that last longer than a run.
    memory.fill(mark, 0, stackSize - 512);
    programs.evaluate(program, 256, "exact", inputs, host);
    const stack = watched.all.at(-1)!.subarray(0, stackSize);
    const lowest = stack.findIndex((byte) => byte !== mark);
    assert(lowest > 0, "Nothing was wiped");
    assert(stackSize - lowest < stackWiped + 1024, `${name} uses ${stackSize - lowest} bytes`);
    const used = stack.subarray(lowest, lowest + stackWiped);
    assert(used.every((byte) => byte === 0), `${name} leaves something`);
  }
});
