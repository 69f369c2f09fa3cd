import * as api from "@nilvm/client";
import { readNetworkConfig } from "@nilvm/client/config";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { startDevnet } from "@nilvm/client/devnet";
import * as protobuf from "@nilvm/client/protobuf";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { argumentCalls } from "../support/argument_calls.ts";
import { startNet } from "../support/net_fixture.ts";

/** Wrong arguments of programs without types. */
const junk: unknown[] = [
  null,
  0,
  -1,
  NaN,
  true,
  10n,
  "",
  "x",
  {},
  [],
  [null],
  { a: 1 },
  () => 1,
  new Date(0),
  new Uint8Array(3),
];

Deno.test("a wrong argument from untyped code throws a typed error, and nothing is sent", async () => {
  await using net = await startNet();
  await using typed = await net.client();
  const calls = await argumentCalls(net, typed);
  net.passed.length = 0;

  const problems: string[] = [];
  let refused = 0;
  for (const [name, call] of Object.entries(calls)) {
    for (const it of junk) {
      try {
        await call(it);
      } catch (error) {
        refused++;
        const isTyped = error instanceof api.VmError && error.code !== "INTERNAL";
        if (!isTyped) problems.push(`${name} of ${Deno.inspect(it)}: ${error}`);
      }
    }
  }
  assertEquals(problems, []);
  assert(refused > 0.9 * Object.keys(calls).length * junk.length, `${refused} are refused`);
  assertEquals(net.passed, []);
});

Deno.test("a function that needs options says which options it takes", async () => {
  // deno-lint-ignore no-explicit-any -- the test is about callers without types
  const { Network, VmClient } = api as any;
  assertThrows(() => new Network(), api.InvalidArgumentError, "takes an object: { bootnode }");
  await assertRejects(() => VmClient.create(), api.InvalidArgumentError, "{ key, network, payer }");
});

Deno.test("equals() gives false and tryValue() gives undefined for values that they do not know", () => {
  const permissions = api.Permissions.defaultsForUser(api.UserId.parse("1f".repeat(20)));
  const { fromString, tryValue } = api.PreprocessingElement;
  for (const it of [...junk, undefined, "COMPARE", "2"] as never[]) {
    assertEquals(permissions.equals(it), false);
    assertEquals(tryValue(it), it === 0 ? "RANDOM_BOOLEAN" : undefined);
  }
  assertEquals(fromString("COMPARE"), "COMPARE");
  assertThrows(
    () => fromString("COMPARISON"),
    api.InvalidArgumentError,
    "must be one of RANDOM_BOOLEAN",
  );
});

Deno.test("a misspelt permission is refused, and changes nothing", async () => {
  await using net = await startNet();
  await using typed = await net.client();
  net.passed.length = 0;
  // deno-lint-ignore no-explicit-any -- the test is about callers without types
  const { client, Permissions, codecs } = { client: typed, ...api, codecs: protobuf } as any;
  const [id, owner] = [crypto.randomUUID(), typed.userId];
  const b = api.UserId.parse("0b".repeat(20));
  const revoke = [b];
  const update = (delta: unknown) => () => client.updatePermissions(id, delta);
  const permissions = "retrieve, update, delete, compute";
  const entry = { user: b, programs: ["builtin/tecdsa_sign"] };
  const cases: [call: () => unknown, message: string][] = [
    [
      update({ retreive: { revoke }, delete: { revoke } }),
      `takes no "retreive", but ${permissions}`,
    ],
    [update({ retrieve: { remove: [b] }, delete: { revoke } }), 'no "remove", but grant, revoke'],
    [update({ retrieve: [b], delete: { revoke } }), "takes an object with grant, revoke"],
    [update({ retrieve: b, delete: { revoke } }), "takes an object with grant, revoke"],
    [update({ retrieve: null, delete: { revoke } }), "takes an object with grant, revoke"],
    [update({ compute: { grant: [entry] }, delete: { revoke } }), 'no "programs", but user, pr'],
    [() => new Permissions({ owner, retreive: [b] }), `no "retreive", but owner, ${permissions}`],
    [() => new Permissions({ owner, compute: [entry] }), 'no "programs", but user, programIds'],
    [() => codecs.permissionCommandCodec.encode({ grnt: [b] }), 'no "grnt", but grant, revoke'],
    [() => codecs.computePermissionCommandCodec.encode({ grant: [entry] }), 'no "programs"'],
    [() => codecs.computePermissionCodec.encode(entry), 'no "programs", but user, programIds'],
  ];
  for (const [call, message] of cases) assertThrows(call, api.InvalidArgumentError, message);
  assertEquals(net.passed, []);
});

Deno.test("a misspelt option is refused, and nothing is sent", async () => {
  await using net = await startNet();
  await using typed = await net.client();
  net.passed.length = 0;
  // deno-lint-ignore no-explicit-any -- the test is about callers without types
  const { client, Api } = { client: typed, Api: { ...api, NilChainPayer } } as any;
  const [id, a] = [crypto.randomUUID(), new api.SecretInteger(1)];
  const { network } = net;
  const account = { key: api.PrivateKey.random(), network };
  const wallet = { network, privateKey: net.devnet.wallets[0]!.privateKey };
  const payer = new Api.NilChainPayer(wallet);
  const run = { programId: "builtin/x", inputBindings: [], outputBindings: [] };
  const bytes = new Uint8Array(32);
  const calls = {
    "A client": (it: object) => Api.VmClient.create({ ...account, ...it }),
    "Storing values": (it: object) => client.storeValues({ a }, { ttlDays: 1, ...it }),
    "Retrieving values": (it: object) => client.retrieveValues(id, it),
    "Reading results": (it: object) => client.retrieveComputeResults(id, it),
    "A computation": (it: object) => client.compute({ ...run, ...it }),
    "A network": (it: object) => new Api.Network({ bootnode: network.bootnode, ...it }),
    "A payer": (it: object) => new Api.NilChainPayer({ ...wallet, ...it }),
    "A devnet": (it: object) => startDevnet(it),
    "Reading a network's file": (it: object) => readNetworkConfig("none", it),
  };
  const callsWithLimits = {
    "balance()": (it: unknown) => client.balance(it),
    "addFunds()": (it: unknown) => client.addFunds(10_000n, undefined, it),
    "quote()": (it: unknown) => client.poolStatus().quote(it),
    "requestQuote()": (it: unknown) => client.requestQuote(client.poolStatus(), it),
    "invoke()": (it: unknown) => client.poolStatus().invoke(it),
    "invoke() of a free operation": (it: unknown) => client.deleteValues(id).invoke(it),
    "retrieveComputeResults()": (it: unknown) => client.retrieveComputeResults(id, it),
    "submitPayment()": (it: unknown) => payer.submitPayment(10n, bytes, it),
    "resume()": (it: unknown) => payer.resume("AB".repeat(32), it),
  };
  const refuses = async (call: () => unknown, message: string) => {
    await assertRejects(async () => await call(), api.InvalidArgumentError, message);
  };
  for (const [who, call] of Object.entries(calls)) {
    await refuses(() => call({ payr: 1 }), `${who} takes no "payr", but `);
    await refuses(() => call({ toString: 1 }), `${who} takes no "toString", but `);
  }
  for (const faultTolerance of [null, 2, -1, 0.5, "one", true]) {
    const options = { faultTolerance } as { faultTolerance: number };
    const given = typeof faultTolerance === "number" ? `, not ${faultTolerance}` : "";
    const message = `faultTolerance is an integer from 0 to 1 for 3 parties of degree 1${given}`;
    await refuses(() => client.retrieveValues(id, options), message);
    await refuses(() => client.retrieveComputeResults(id, options), message);
    await refuses(() => client.retrievePermissions(id, options), message);
  }
  for (const call of Object.values(callsWithLimits)) {
    await refuses(() => call({ timeout: 1 }), 'takes no "timeout", but signal');
    await refuses(() => call(new AbortController().signal), "takes an object with signal");
    await refuses(() => call(null), "takes an object with signal");
  }
  assertEquals(net.passed, []);
});

Deno.test("options may be an instance of a class that has further members", async () => {
  await using net = await startNet();
  class Settings {
    readonly comment = "of the test net";
    get bootnode() {
      return net.network.bootnode;
    }
  }
  const { bootnode } = new api.Network(new Settings());
  assertEquals(bootnode, net.network.bootnode);
  assertEquals(new api.Network(net.network).bootnode, bootnode);
  const bare = Object.assign(Object.create(null), { bootnode });
  assertEquals(new api.Network(bare).bootnode, bootnode);
});
