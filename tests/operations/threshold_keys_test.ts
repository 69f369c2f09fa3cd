import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { ConnectError } from "@connectrpc/connect";
import {
  type ComputeOptions,
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  EcdsaPublicKey,
  EcdsaSignature,
  EddsaMessage,
  EddsaPrivateKey,
  EddsaPublicKey,
  EddsaSignature,
  InvalidArgumentError,
  NotFoundError,
  type OutputPartyBinding,
  PermissionDeniedError,
  Permissions,
  StoreId,
  type Values,
  type VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import { assert, assertEquals, assertInstanceOf, assertRejects, assertThrows } from "@std/assert";
import { loweredBuiltins } from "../../src/devnet/node/lowered_builtins.ts";
import { keyGenerationOf, keyOwner } from "../../src/devnet/compute/key_generation.ts";
import { Compute } from "../../src/gen/nillion/compute/v1/service_pb.ts";
import { builtinInterface } from "../../src/programs/builtin_interfaces.ts";
import { loadPrograms } from "../../src/core/load_programs.ts";
import { startNet } from "../support/net_fixture.ts";
import { RawUser } from "../support/devnet/raw_user.ts";
import { fundedUser } from "../support/programs.ts";

type Scheme = "tecdsa" | "teddsa";

async function generate(
  client: VmClient,
  scheme: Scheme,
  outputBindings: OutputPartyBinding[] = [
    { partyName: `${scheme}_private_key_store_id_party`, users: [client.userId] },
    { partyName: `${scheme}_public_key_party`, users: [client.userId] },
  ],
): Promise<string> {
  const programId = `builtin/${scheme}_dkg`;
  return await client.compute({ programId, inputBindings: [], outputBindings }).invoke();
}

async function sign(
  client: VmClient,
  scheme: Scheme,
  message: EcdsaDigestMessage | EddsaMessage,
  key: { valueIds: string[] } | { values: Values },
  reader: UserId = client.userId,
): Promise<string> {
  const name = scheme === "tecdsa" ? "tecdsa_digest_message" : "teddsa_message";
  return await client.compute({
    programId: `builtin/${scheme}_sign`,
    inputBindings: [
      { partyName: `${scheme}_key_party`, user: client.userId },
      { partyName: `${name}_party`, user: client.userId },
    ],
    outputBindings: [{ partyName: `${scheme}_output_party`, users: [reader] }],
    ...key,
    values: { ...("values" in key ? key.values : {}), [name]: message },
  }).invoke();
}

const digest = crypto.getRandomValues(new Uint8Array(32));
const message = new TextEncoder().encode("gm, builder");

function verifyEcdsa(signature: unknown, publicKey: Uint8Array): void {
  assertInstanceOf(signature, EcdsaSignature);
  const { r, s } = signature.value;
  const compact = new Uint8Array([...r, ...s]);
  assert(secp256k1.verify(compact, digest, publicKey, { prehash: false, lowS: true }));
}

for (const [nodes, polynomialDegree] of [[3, 1], [5, 2]] as const) {
  Deno.test(`an ECDSA key made by ${nodes} nodes signs, and no one has to have it`, async () => {
    await using devnet = await startDevnet({ listen: false, nodes, polynomialDegree });
    await using client = await fundedUser(devnet);
    const made = await client.retrieveComputeResults(await generate(client, "tecdsa")).invoke();
    assertEquals(Object.keys(made).sort(), ["tecdsa_public_key", "tecdsa_store_id"]);
    const { tecdsa_store_id: storeId, tecdsa_public_key: publicKey } = made;
    assertInstanceOf(storeId, StoreId);
    assertInstanceOf(publicKey, EcdsaPublicKey);

    const held = devnet.nodes.map((node) => node.heldShares());
    for (const [share, ...others] of held) {
      assertEquals(others, []);
      assertEquals([share!.valuesId, share!.name, share!.kind], [
        storeId.valuesId,
        "tecdsa_private_key",
        "ecdsaPrivateKeyShare",
      ]);
    }
    assertEquals(new Set(held.map(([share]) => share!.bytes.toHex())).size, nodes);

    const key = { valueIds: [storeId.valuesId] };
    const signing = await sign(client, "tecdsa", new EcdsaDigestMessage(digest), key);
    const { tecdsa_signature: signature } = await client.retrieveComputeResults(signing).invoke();
    verifyEcdsa(signature, publicKey.value);

    const { tecdsa_private_key: whole } = await client.retrieveValues(storeId.valuesId).invoke();
    assertInstanceOf(whole, EcdsaPrivateKey);
    assertEquals(secp256k1.getPublicKey(whole.value, true), publicKey.value);
  });

  Deno.test(`an EdDSA key made by ${nodes} nodes signs, and comes with message and public key`, async () => {
    await using devnet = await startDevnet({ listen: false, nodes, polynomialDegree });
    await using client = await fundedUser(devnet);
    const made = await client.retrieveComputeResults(await generate(client, "teddsa")).invoke();
    assertEquals(Object.keys(made).sort(), ["teddsa_public_key", "teddsa_store_id"]);
    const { teddsa_store_id: storeId, teddsa_public_key: publicKey } = made;
    assertInstanceOf(storeId, StoreId);
    assertInstanceOf(publicKey, EddsaPublicKey);

    const signatures = new Set<string>();
    for (let round = 0; round < 2; round++) {
      const key = { valueIds: [storeId.valuesId] };
      const signing = await sign(client, "teddsa", new EddsaMessage(message), key);
      const signed = await client.retrieveComputeResults(signing).invoke();
      assertEquals(Object.keys(signed).sort(), [
        "teddsa_message",
        "teddsa_public_key",
        "teddsa_signature",
      ]);
      const { teddsa_signature: signature } = signed;
      assertInstanceOf(signature, EddsaSignature);
      assert(ed25519.verify(signature.value, message, publicKey.value, { zip215: false }));
      assert(publicKey.equals(signed["teddsa_public_key"]));
      assert(new EddsaMessage(message).equals(signed["teddsa_message"]));
      signatures.add(signature.value.toHex());
    }
    assertEquals(signatures.size, 2);

    const { teddsa_private_key: whole } = await client.retrieveValues(storeId.valuesId).invoke();
    assertInstanceOf(whole, EddsaPrivateKey);
    const scalar = BigInt(`0x${whole.value.toReversed().toHex()}`);
    assertEquals(ed25519.Point.BASE.multiply(scalar).toBytes(), publicKey.value);
  });
}

Deno.test("a user's own key signs, stored or sent along", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await fundedUser(devnet);
  const secretKey = secp256k1.utils.randomSecretKey();
  const publicKey = secp256k1.getPublicKey(secretKey, true);
  const values = { tecdsa_private_key: new EcdsaPrivateKey(secretKey) };
  const permissions = Permissions.defaultsForUser(client.userId)
    .allowCompute(client.userId, "builtin/tecdsa_sign");
  const id = await client.storeValues(values, { ttlDays: 1, permissions }).invoke();
  for (const key of [{ valueIds: [id] }, { values }]) {
    const signing = await sign(client, "tecdsa", new EcdsaDigestMessage(digest), key);
    const { tecdsa_signature: signature } = await client.retrieveComputeResults(signing).invoke();
    verifyEcdsa(signature, publicKey);
  }
});

Deno.test("a key made in the network belongs to the user bound to its parties", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using owner = await fundedUser(devnet, 0);
  await using reader = await fundedUser(devnet, 1);
  const computeId = await generate(reader, "tecdsa", [
    { partyName: "tecdsa_public_key_party", users: [owner.userId] },
    { partyName: "tecdsa_private_key_store_id_party", users: [owner.userId] },
  ]);
  await assertRejects(
    () => reader.retrieveComputeResults(computeId).invoke(),
    PermissionDeniedError,
  );
  const made = await owner.retrieveComputeResults(computeId).invoke();
  const { tecdsa_store_id: storeId, tecdsa_public_key: publicKey } = made;
  const { valuesId } = storeId as StoreId;

  const permissions = await owner.retrievePermissions(valuesId).invoke();
  const expected = Permissions.defaultsForUser(owner.userId)
    .allowCompute(owner.userId, "builtin/tecdsa_sign");
  assert(permissions.equals(expected));
  const key = { valueIds: [valuesId] };
  const digestMessage = new EcdsaDigestMessage(digest);
  await assertRejects(() => sign(reader, "tecdsa", digestMessage, key), PermissionDeniedError);
  await assertRejects(() => reader.retrieveValues(valuesId).invoke(), PermissionDeniedError);

  await owner.overwritePermissions(
    valuesId,
    new Permissions({ owner: owner.userId }).allowCompute(owner.userId, "builtin/tecdsa_sign"),
  ).invoke();
  await assertRejects(() => owner.retrieveValues(valuesId).invoke(), PermissionDeniedError);
  const signing = await sign(owner, "tecdsa", digestMessage, key, reader.userId);
  const { tecdsa_signature: signature } = await reader.retrieveComputeResults(signing).invoke();
  verifyEcdsa(signature, (publicKey as EcdsaPublicKey).value);
});

Deno.test("making a key needs both of its parties, and refuses others", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await fundedUser(devnet);
  const raw = new RawUser(devnet);
  await raw.deposit(20_000_000n);
  const users = [await raw.userId()];
  const generateRaw = async (scheme: Scheme, partyName: string) => {
    const programId = `builtin/${scheme}_dkg`;
    const signedReceipt = await raw.receipt({ case: "invokeCompute", value: { programId } });
    const outputBindings = [{ partyName, users }];
    await raw.at(Compute, raw.leader).invokeCompute({ signedReceipt, outputBindings });
  };
  await assertRejects(
    () => generateRaw("teddsa", "teddsa_public_key_party"),
    ConnectError,
    "required parties not bound: [teddsa_private_key_store_id_party]",
  );
  await assertRejects(
    () => generateRaw("tecdsa", "teddsa_public_key_party"),
    ConnectError,
    "invalid output party name binding for DKG protocol execution: teddsa_public_key_party",
  );
  await assertRejects(
    () => client.retrieveComputeResults(crypto.randomUUID()).invoke(),
    NotFoundError,
  );
});

Deno.test("nodes pick the owner of a key at random where it is made for two users", () => {
  const bindings = [
    { party: "teddsa_private_key_store_id_party", users: ["aa"] },
    { party: "teddsa_public_key_party", users: ["bb", "aa"] },
  ];
  const environment = (byte: number) => ({
    now: () => 0,
    randomBytes: (count: number) => new Uint8Array(count).fill(byte),
  });
  assertEquals([2, 3].map((byte) => keyOwner(bindings, environment(byte))), ["aa", "bb"]);
  const one = bindings.slice(0, 1);
  assertEquals([2, 3].map((byte) => keyOwner(one, environment(byte))), ["aa", "aa"]);
  assertEquals(keyOwner([], environment(2)), undefined);
});

Deno.test("quote() of an ECDSA signature shows the elements that it uses", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await fundedUser(devnet);
  const user = client.userId;
  const run = (programId: string): ComputeOptions => {
    const { inputParties, outputParties } = builtinInterface(programId)!;
    return {
      programId,
      inputBindings: inputParties.map((partyName) => ({ partyName, user })),
      outputBindings: outputParties.map((partyName) => ({ partyName, users: [user] })),
      valueIds: [crypto.randomUUID()],
    };
  };
  const quote = await client.compute(run("builtin/tecdsa_sign")).quote();
  assertEquals(quote.auxiliaryMaterials, ["CGGMP21_AUXILIARY_INFO"]);
  assertEquals(quote.preprocessingRequirements, {});
  for (const name of ["tecdsa_dkg", "teddsa_dkg", "teddsa_sign"]) {
    const quote = await client.compute(run(`builtin/${name}`)).quote();
    assertEquals(quote.auxiliaryMaterials, []);
  }
  const bare = { inputBindings: [], outputBindings: [] };
  for (const name of ["constructor", "__proto__", "tecdsa_sign/x"]) {
    await assertRejects(
      () => client.compute({ programId: `builtin/${name}`, ...bare }).quote(),
      NotFoundError,
      `Running program builtin/${name} as user ${client.userId} failed. The program does not exist`,
    );
  }
});

Deno.test("builtinInterface() knows of the network's own programs what they say", async () => {
  const compiler = await loadPrograms();
  for (const [name, base64] of Object.entries(loweredBuiltins)) {
    const { inputParties, outputParties, inputs } = compiler.inspect(Uint8Array.fromBase64(base64));
    const known = builtinInterface(`builtin/${name}`)!;
    const sorted = (parties: readonly string[]) => [...parties].sort();
    assertEquals(sorted(known.inputParties), sorted(inputParties));
    assertEquals(sorted(known.outputParties), sorted(outputParties));
    const byName = (values: typeof inputs) => new Map(values.map((value) => [value.name, value]));
    assertEquals(byName(known.inputs), byName(inputs));
  }
  for (const scheme of ["tecdsa", "teddsa"]) {
    const { outputs } = keyGenerationOf(`builtin/${scheme}_dkg`)!;
    assertEquals(builtinInterface(`builtin/${scheme}_dkg`), {
      inputParties: [],
      outputParties: outputs.map(({ party }) => party),
      inputs: [],
      isForOneUser: true,
    });
  }
});

Deno.test("compute() refuses a wrong run of the network's own programs before it is paid", async (t) => {
  await using net = await startNet();
  await using client = await net.client();
  const user = client.userId;
  const users = [user];
  net.passed.length = 0;
  const key = { partyName: "tecdsa_key_party", user };
  const digestParty = { partyName: "tecdsa_digest_message_party", user };
  const values = {
    tecdsa_private_key: new EcdsaPrivateKey(PrivateKey.random().toBytes()),
    tecdsa_digest_message: new EcdsaDigestMessage(digest),
  };
  const signing: ComputeOptions = {
    programId: "builtin/tecdsa_sign",
    inputBindings: [key, digestParty],
    outputBindings: [{ partyName: "tecdsa_output_party", users }],
    values,
  };
  const generation: ComputeOptions = {
    programId: "builtin/teddsa_dkg",
    inputBindings: [],
    outputBindings: [
      { partyName: "teddsa_private_key_store_id_party", users },
      { partyName: "teddsa_public_key_party", users },
    ],
  };
  const bad: [string, ComputeOptions, string][] = [
    ["an unbound party", { ...signing, inputBindings: [key] }, '"tecdsa_digest_message_party"'],
    [
      "another scheme's party",
      { ...signing, outputBindings: [{ partyName: "teddsa_output_party", users }] },
      'no output party "teddsa_output_party"; it has "tecdsa_output_party"',
    ],
    [
      "a message of another type",
      { ...signing, values: { ...values, tecdsa_digest_message: new EddsaMessage(digest) } },
      'Input "tecdsa_digest_message" of the program takes EcdsaDigestMessage, but is EddsaMessage',
    ],
    [
      "a misnamed message",
      {
        ...signing,
        values: { digest: values.tecdsa_digest_message },
        valueIds: [crypto.randomUUID()],
      },
      'no input "digest"',
    ],
    [
      "no key",
      { ...signing, values: { tecdsa_digest_message: values.tecdsa_digest_message } },
      'lacks "tecdsa_private_key"',
    ],
    [
      "a key generation without one of its parties",
      { ...generation, outputBindings: generation.outputBindings.slice(1) },
      'output parties "teddsa_private_key_store_id_party"',
    ],
    [
      "a key generation of the other scheme",
      { ...generation, programId: "builtin/tecdsa_dkg" },
      'no output party "teddsa_private_key_store_id_party"',
    ],
    [
      "a key generation for two users",
      {
        ...generation,
        outputBindings: [
          generation.outputBindings[0]!,
          {
            partyName: "teddsa_public_key_party",
            users: [UserId.fromPublicKey(PrivateKey.random().publicKey)],
          },
        ],
      },
      "with 2 users each node would pick its owner at random",
    ],
    [
      "a key generation of which somebody else gets the public key too",
      {
        ...generation,
        outputBindings: [
          generation.outputBindings[0]!,
          {
            partyName: "teddsa_public_key_party",
            users: [user, UserId.fromPublicKey(PrivateKey.random().publicKey)],
          },
        ],
      },
      "nobody could use the key",
    ],
    [
      "a key generation that is given something",
      { ...generation, values },
      'no input "tecdsa_private_key"; it has none',
    ],
  ];
  for (const [what, options, message] of bad) {
    await t.step(what, () => {
      const error = assertThrows(() => client.compute(options), InvalidArgumentError);
      assert(error.message.includes(message), error.message);
    });
  }
  client.compute(signing);
  client.compute(generation);
  client.compute({ ...signing, programId: "builtin/tecdsa_sign2", values: {} });
  assertEquals(net.passed, []);
});
