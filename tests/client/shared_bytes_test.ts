/** Who wipes or reuses bytes that were given to the client, or that it gave, changes nothing in it. */
import {
  compileProgram,
  InvalidArgumentError,
  type Payer,
  SecretBlob,
  SecretInteger,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { userIdCodec } from "@nilvm/client/protobuf";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { Buffer } from "node:buffer";
import { runInNewContext } from "node:vm";
import { fundedClient, startNet } from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

const values = { a: new SecretInteger(42) };
const options = { ttlDays: 1 };

/** The same bytes in an array of another realm, which is no instance of this realm's `Uint8Array`. */
function foreign(bytes: Uint8Array): Uint8Array {
  return runInNewContext(`Uint8Array.from([${bytes}])`);
}

/** Copies everything in these objects into arrays of another kind. */
function converted<T extends object>(thing: T, convert: (bytes: Uint8Array) => Uint8Array): T {
  const entries = Object.entries(thing).map((
    [name, value],
  ) => [name, value instanceof Uint8Array ? convert(value) : value]);
  return Object.fromEntries(entries) as T;
}

function wipe(thing: object): void {
  for (const value of Object.values(thing)) (value as Uint8Array).fill(0);
}

const kinds: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  "a Uint8Array": (bytes) => Uint8Array.from(bytes),
  "a Buffer": (bytes) => Buffer.from(bytes),
  "an array of another realm": foreign,
};

Deno.test("a quote that its caller wipes is still paid, and nothing else", async () => {
  await using net = await startNet();
  await using client = await net.client({ paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  const quote = await operation.quote();
  quote.nonce.fill(0);
  wipe(quote.signed);
  quote.expiresAt.setTime(0);
  await operation.invoke();
  assertEquals(net.count("PriceQuote"), 1);
});

Deno.test("a payer that wipes the resource spoils no operation", async () => {
  await using net = await startNet();
  const inner = net.payer();
  const payer: Payer = {
    submitPayment(amountUnil, resource) {
      const copy = Uint8Array.from(resource);
      resource.fill(0);
      return inner.submitPayment(amountUnil, copy);
    },
  };
  await using client = await net.client({ paymentMode: "perOperation", payer });
  await client.storeValues(values, options).invoke();
});

for (const [kind, convert] of Object.entries(kinds)) {
  Deno.test(`quotes and receipts may be given in ${kind}, and wiped while they are used`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    const operation = client.storeValues(values, options);
    const signed = converted((await client.requestQuote(operation)).signed, convert);
    const receiving = client.getPaymentReceipt({ signed });
    wipe(signed);
    const receipt = converted(await receiving, convert);
    const storing = operation.invokeWithReceipt(receipt);
    wipe(receipt);
    const read = await client.retrieveValues(await storing).invoke();
    assertEquals(read["a"], values.a);
  });

  Deno.test(`NilChainPayer keeps copies of a key and a resource that are ${kind}`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    const privateKey = convert(Uint8Array.fromHex(net.devnet.wallets[0]!.privateKey));
    const payer = new NilChainPayer({ network: net.network, privateKey, pollMs: 20 });
    privateKey.fill(0);
    assertEquals(await payer.walletAddress(), net.devnet.wallets[0]!.address);
    const operation = client.storeValues(values, options);
    const quote = await operation.quote();
    const resource = convert(quote.nonce);
    const paying = payer.submitPayment(quote.feesUnil, resource);
    resource.fill(0);
    await operation.invokeWithReceipt(await client.getPaymentReceipt(quote, await paying));
  });

  Deno.test(`programs may be given in ${kind}, and wiped while they are compiled`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    const source = await mir("two_parties");
    const given = convert(source);
    const compiling = compileProgram(given);
    given.fill(0);
    const compiled = await compiling;
    assertEquals(compiled, await compileProgram(source));

    const contents = [convert(source), convert(compiled.bytes)];
    const operations = [
      client.storeProgram("source", contents[0]!),
      client.storeProgram("compiled", { ...compiled, bytes: contents[1]! }),
    ];
    for (const bytes of contents) bytes.fill(0);
    const ids = [await operations[0]!.invoke(), await operations[1]!.invoke()];
    assertEquals(ids[0]!.split("/").at(-1), ids[1]!.split("/").at(-1));
  });

  Deno.test(`snapshots of a devnet may be ${kind}, and wiped while they are read`, async () => {
    await using devnet = await startDevnet({ listen: false });
    await using client = await devnet.client();
    const id = await client.storeValues(values, options).invoke();
    const snapshot = await devnet.snapshot();
    const given = [convert(snapshot), convert(snapshot)];
    const restoring = devnet.restore(given[0]!);
    const starting = startDevnet({ listen: false, snapshot: given[1] });
    for (const bytes of given) bytes.fill(0);
    await restoring;
    await using other = await starting;
    assertEquals((await client.retrieveValues(id).invoke())["a"], values.a);
    assertEquals(await other.snapshot(), snapshot);
  });

  Deno.test(`a masker takes parties and shares in ${kind}, and keeps copies of parties`, () => {
    const parties = [1, 2, 3].map((id) => convert(new Uint8Array(32).fill(id)));
    const randomBytes = (length: number) => convert(new Uint8Array(length).fill(7));
    const masker = SecretMasker.create({
      primeBits: 64,
      polynomialDegree: 1,
      parties,
      randomBytes,
    });
    for (const party of parties) party.fill(0);
    const secrets = { a: new SecretInteger(42), blob: new SecretBlob(new Uint8Array(40).fill(5)) };
    const shares: PartyShares[] = masker.mask(secrets).map(({ party, values }) => ({
      party: convert(party),
      values: values.map(convert),
    }));
    const { values, faultyParties } = masker.unmask(shares);
    assertEquals(values, secrets);
    assertEquals(faultyParties, []);
  });
}

Deno.test("shares of one party are views of one buffer, and of no other's", () => {
  const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
  const masker = SecretMasker.create({ primeBits: 64, polynomialDegree: 1, parties });
  const secrets = { a: new SecretInteger(42), b: new SecretInteger(43) };
  const shares = masker.mask(secrets);
  assertEquals(new Set(shares.map(({ values }) => values[0]!.buffer)).size, 3);
  assertEquals(shares[0]!.values[0]!.buffer, shares[0]!.values[1]!.buffer);
  const second = shares[0]!.values[1]!.slice();
  shares[0]!.values[0]!.fill(0);
  shares[0]!.party.fill(0);
  assertEquals(shares[0]!.values[1], second);
  assertEquals(masker.unmask(masker.mask(secrets)).values, secrets);
});

Deno.test("randomness that is no bytes is refused: text would count as zeros", () => {
  const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
  const sources = [
    (length: number) => "x".repeat(length),
    (length: number) => Array(length).fill(1),
    (length: number) => new Uint8Array(length + 1),
  ];
  for (const randomBytes of sources as unknown as ((length: number) => Uint8Array)[]) {
    const masker = SecretMasker.create({
      primeBits: 64,
      polynomialDegree: 1,
      parties,
      randomBytes,
    });
    assertThrows(() => masker.mask(values), InvalidArgumentError, "The result of randomBytes");
  }
});

Deno.test("what is no bytes is refused before anything is sent", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const shared = new Uint8Array(new SharedArrayBuffer(64));
  const { length } = net.passed;
  const calls: (() => Promise<unknown>)[] = [
    () => client.getPaymentReceipt({ signed: { quote: shared, signature: shared } }),
    () => client.getPaymentReceipt({ signed: { quote: new Uint8Array() } as never }),
    () =>
      client.storeValues(values, options).invokeWithReceipt({ receipt: shared, signature: shared }),
    () => client.storeProgram("p", shared).quote(),
    () => compileProgram(shared),
    () => net.payer().submitPayment(1n, shared.subarray(32)),
    () => net.devnet.restore(shared),
  ];
  for (const call of calls) await assertRejects(call, InvalidArgumentError);
  assertEquals(net.passed.length, length);
  const error = assertThrows(() => userIdCodec.decode("" as never), InvalidArgumentError);
  assertStringIncludes(error.message, "must be a Uint8Array, not String");
});

Deno.test("who changes the cluster that a client shows changes nothing in the client", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  for (const member of client.cluster.members) {
    member.identity.fill(0);
    member.publicKey.contents.fill(0);
  }
  client.cluster.leader.publicKey.contents.fill(0);
  const id = await client.storeValues(values, options).invoke();
  assert((await client.retrieveValues(id).invoke())["a"]!.equals(values.a));
});
