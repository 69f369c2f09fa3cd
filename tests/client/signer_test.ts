import {
  AbortedError,
  type Fetch,
  InvalidArgumentError,
  Network,
  type Payer,
  Permissions,
  PrivateKey,
  SecretInteger,
  Signature,
  type Signer,
  SigningFailedError,
  TimeoutError,
  UserId,
  VmClient,
} from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { EddsaKey } from "@nilvm/client/keys";
import { FailedPreconditionError, NotFoundError, WebCryptoSigner } from "@nilvm/client/signers";
import { assert, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const ttl = { ttlDays: 1 };

/** A signer that counts what it is asked, and does as it is told. */
class TestSigner implements Signer {
  readonly keyType = "secp256k1";
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly #key = PrivateKey.random();
  asked = 0;
  /** What happens to a signature on its way. */
  deliver: (signature: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array> = (it) => it;

  constructor() {
    this.publicKey = this.#key.publicKey.toBytes();
  }

  async sign(message: Uint8Array): Promise<Uint8Array> {
    this.asked++;
    return await this.deliver(this.#key.sign(message));
  }
}

/** The methods that nodes are asked by this network. */
function watched(devnet: Devnet): { network: Network; methods: string[] } {
  const methods: string[] = [];
  const fetch: Fetch = (input, init) => {
    methods.push(`${input}`.split("/").at(-1)!);
    return devnet.network.fetch!(input, init);
  };
  return { network: new Network({ ...devnet.network, fetch }), methods };
}

/** A client of this signer whose operations are paid by a wallet of the devnet. */
function paidClient(devnet: Devnet, key: Signer, more: { now?: () => number; payer?: Payer } = {}) {
  return VmClient.create({
    key,
    network: devnet.network,
    payer: more.payer ?? devnet.payer(0),
    paymentMode: "perOperation",
    ...(more.now === undefined ? {} : { environment: { now: more.now } }),
  });
}

/** The twin of a signature, which nodes refuse. */
function highS(signature: Uint8Array): Uint8Array {
  const s = BigInt(`0x${signature.slice(32).toHex()}`);
  const twin = (order - s).toString(16).padStart(64, "0");
  return new Uint8Array([...signature.slice(0, 32), ...Uint8Array.fromHex(twin)]);
}

function der(signature: Uint8Array): Uint8Array {
  return Signature.fromBytes(signature).toDer();
}

/** What the wallet of these clients has. */
function balanceOf({ chain, wallets }: Devnet): bigint {
  return chain.account(wallets[0]!.address).balanceUnil;
}

Deno.test("a key of Ed25519 is a user like any other", async () => {
  await using devnet = await startDevnet({ listen: false });
  const key = EddsaKey.random();
  await using client = await paidClient(devnet, key);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", key.publicKey));
  assertEquals(client.userId.toBytes(), digest.slice(12));
  assert(client.userId.equals(UserId.fromPublicKey(key.publicKey)));

  await using friend = await devnet.client({ wallet: 1 });
  const permissions = Permissions.defaultsForUser(client.userId).allowRetrieve(friend.userId);
  const values = { a: new SecretInteger(7) };
  const id = await client.storeValues(values, { ...ttl, permissions }).invoke();
  assert(values.a.equals((await client.retrieveValues(id).invoke()).a));
  assert(values.a.equals((await friend.retrieveValues(id).invoke()).a));
  await client.deleteValues(id).invoke();
});

Deno.test("UserId.fromPublicKey() takes the bytes of keys of both kinds", () => {
  const { publicKey } = PrivateKey.random();
  const id = UserId.fromPublicKey(publicKey);
  assert(id.equals(UserId.fromPublicKey(publicKey.toBytes())));
  assert(id.equals(UserId.fromPublicKey(publicKey.toBytes({ compressed: false }))));
});

Deno.test("a signer signs once for each node and minute", async () => {
  await using devnet = await startDevnet({ listen: false });
  const signer = new TestSigner();
  let nowMs = Date.now();
  await using client = await paidClient(devnet, signer, { now: () => nowMs });
  assertEquals(signer.asked, 0, "a client that sends nothing needs no signature");
  await client.balance();
  assertEquals(signer.asked, devnet.nodes.length);
  const id = await client.storeValues({ a: new SecretInteger(1) }, ttl).invoke();
  await client.retrieveValues(id).invoke();
  assertEquals(signer.asked, devnet.nodes.length);
  nowMs += 51_000;
  await client.balance();
  assertEquals(signer.asked, 2 * devnet.nodes.length);
});

Deno.test("a signer with signAll() is asked once for all nodes, as long as tokenLifeMs says", async () => {
  await using devnet = await startDevnet({ listen: false });
  const key = PrivateKey.random();
  const asked: number[] = [];
  let nowMs = Date.now();
  await using client = await paidClient(devnet, {
    keyType: "secp256k1",
    publicKey: key.publicKey,
    tokenLifeMs: 600_000,
    sign: () => Promise.reject(new Error("signAll() is there")),
    signAll: (messages) => {
      asked.push(messages.length);
      return Promise.resolve(messages.map((message) => key.sign(message)));
    },
  }, { now: () => nowMs });
  await client.storeValues({ a: new SecretInteger(1) }, ttl).invoke();
  nowMs += 580_000;
  await client.balance();
  assertEquals(asked, [devnet.nodes.length]);
  nowMs += 11_000;
  await client.balance();
  assertEquals(asked, [devnet.nodes.length, devnet.nodes.length]);
});

Deno.test("nothing is sent or paid when the signer refuses, and the operation resumes", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { network, methods } = watched(devnet);
  const signer = new TestSigner();
  const refusal = { code: 4001, message: "Request rejected" };
  signer.deliver = () => Promise.reject(refusal);
  await using client = await VmClient.create({
    key: signer,
    network,
    payer: devnet.payer(0),
    paymentMode: "perOperation",
  });
  methods.length = 0;
  const before = balanceOf(devnet);
  const storing = client.storeValues({ a: new SecretInteger(1) }, ttl);
  const error = await assertRejects(() => storing.invoke(), SigningFailedError, "Request rejected");
  assertStrictEquals((error.cause as SigningFailedError).cause, refusal);
  assertEquals([error.reason, error.failure?.delivery], ["requestRejected", "notSent"]);
  assertEquals(methods, []);
  assertEquals(balanceOf(devnet), before);

  signer.deliver = (signature) => signature;
  const id = await storing.invoke();
  await client.retrieveValues(id).invoke();
});

Deno.test("an operation resumes when the signer refuses after the payment", async () => {
  await using devnet = await startDevnet({ listen: false });
  const signer = new TestSigner();
  let nowMs = Date.now();
  let payments = 0;
  const wallet = devnet.payer(0);
  const payer: Payer = {
    submitPayment: async (...args) => {
      const txHash = await wallet.submitPayment(...args);
      if (++payments > 1) return txHash;
      // The tokens expire while the payment is made, and the user has had enough.
      nowMs += 55_000;
      signer.deliver = () => Promise.reject(new Error("no"));
      return txHash;
    },
  };
  await using client = await paidClient(devnet, signer, { payer, now: () => nowMs });
  const storing = client.storeValues({ a: new SecretInteger(1) }, ttl);
  const error = await assertRejects(() => storing.invoke(), SigningFailedError);
  assertEquals(error.phase, "receipt");
  signer.deliver = (signature) => signature;
  await client.retrieveValues(await storing.invoke()).invoke();
  assertEquals(payments, 2, "one for the store, one for the read");
});

Deno.test("a signature that is not of the signer's key is told before it is sent", async () => {
  await using devnet = await startDevnet({ listen: false });
  const signer = new TestSigner();
  await using client = await paidClient(devnet, signer);
  for (
    const wrong of [
      der,
      highS,
      () => new Uint8Array(64),
      () => new Uint8Array(63),
      () => "" as never,
    ]
  ) {
    signer.deliver = wrong;
    const error = await assertRejects(() => client.balance(), SigningFailedError);
    assertEquals(error.reason, "wrongSignature", error.message);
  }
  for (const wrong of [undefined, []]) {
    const signAll = () => Promise.resolve(wrong as never);
    const { publicKey, keyType } = signer;
    const key: Signer = { publicKey, keyType, sign: (it) => signer.sign(it), signAll };
    await using client = await paidClient(devnet, key);
    await assertRejects(() => client.balance(), SigningFailedError, "not of its public key");
  }
});

Deno.test("a key service may answer in DER, slowly, with a high s, and refuse once", async () => {
  await using devnet = await startDevnet({ listen: false });
  const signer = new TestSigner();
  let isRefusing = true;
  const service = async (signature: Uint8Array) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (isRefusing) throw new Error("ThrottlingException");
    return der(highS(signature));
  };
  signer.deliver = async (signature) =>
    Signature.fromDer(await service(signature)).normalize().toBytes();
  await using client = await paidClient(devnet, signer);
  const storing = client.storeValues({ a: new SecretInteger(1) }, ttl);
  const error = await assertRejects(() => storing.invoke(), SigningFailedError, "Throttling");
  assertEquals(error.reason, "failed");
  isRefusing = false;
  const read = await client.retrieveValues(await storing.invoke()).invoke();
  assert(new SecretInteger(1).equals(read.a));
});

Deno.test("a call can be stopped while the signer is waited for, and its signature is used later", async () => {
  await using devnet = await startDevnet({ listen: false });
  const signer = new TestSigner();
  const { promise: confirmed, resolve: confirm } = Promise.withResolvers<void>();
  signer.deliver = async (signature) => {
    await confirmed;
    return signature;
  };
  await using client = await paidClient(devnet, signer);
  const leaving = new AbortController();
  const asking = client.balance({ signal: leaving.signal });
  leaving.abort();
  await assertRejects(() => asking, AbortedError);
  const again = client.balance();
  confirm();
  await again;
  assertEquals(signer.asked, devnet.nodes.length);
});

Deno.test("a signer that takes as long as a token lives is told to live longer", async () => {
  await using devnet = await startDevnet({ listen: false });
  const signer = new TestSigner();
  let nowMs = Date.now();
  signer.deliver = (signature) => {
    nowMs += 20_000;
    return signature;
  };
  await using client = await paidClient(devnet, signer, { now: () => nowMs });
  const error = await assertRejects(() => client.balance(), SigningFailedError, "tokenLifeMs");
  assertEquals(error.reason, "tooSlow");
});

Deno.test("a signer that never answered is asked again", async () => {
  await using devnet = await startDevnet({ listen: false });
  const signer = new TestSigner();
  let nowMs = Date.now();
  // As when a person closes the window that asks.
  signer.deliver = () => new Promise(() => {});
  await using client = await paidClient(devnet, signer, { now: () => nowMs });
  await assertRejects(() => client.balance({ timeoutMs: 50 }), TimeoutError);
  nowMs += 51_000;
  signer.deliver = (signature) => signature;
  await client.balance();
  assertEquals(signer.asked, 2 * devnet.nodes.length);
});

Deno.test("a malformed signer is refused, and named", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { publicKey } = PrivateKey.random();
  const sign = () => new Uint8Array(64);
  const wrong: [unknown, string][] = [
    ["00".repeat(32), "a PrivateKey, or a Signer"],
    [{ publicKey, keyType: "secp256k1" }, "a PrivateKey, or a Signer"],
    [{ publicKey, keyType: "p256", sign }, "keyType"],
    [{ publicKey, keyType: "ed25519", sign }, "must be a Uint8Array"],
    [{ publicKey: new Uint8Array(31), keyType: "ed25519", sign }, "32 bytes"],
    [{ publicKey: new Uint8Array(33), keyType: "secp256k1", sign }, "public key"],
    [{ publicKey, keyType: "secp256k1", sign, tokenLifeMs: 59_999 }, "tokenLifeMs"],
    [{ publicKey, keyType: "secp256k1", sign, tokenLifeMs: 3_600_001 }, "tokenLifeMs"],
    [{ publicKey, keyType: "secp256k1", sign, tokenLifeMs: 60_000.5 }, "tokenLifeMs"],
  ];
  for (const [key, words] of wrong) {
    await assertRejects(
      () => VmClient.create({ key: key as Signer, network: devnet.network }),
      InvalidArgumentError,
      words,
    );
  }
});

// WebCrypto

// The first test of RFC 8032, section 7.1, as a JWK of RFC 8037, appendix A.
const jwk = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
};

Deno.test("WebCryptoSigner.fromJwk() gives a user whose key cannot be read", async () => {
  await using devnet = await startDevnet({ listen: false });
  const key = await WebCryptoSigner.fromJwk(jwk);
  await using client = await paidClient(devnet, key);
  const id = await client.storeValues({ a: new SecretInteger(5) }, ttl).invoke();
  assert(new SecretInteger(5).equals((await client.retrieveValues(id).invoke()).a));
  const shown = Deno.inspect(key, { showHidden: true, depth: 9 }) + JSON.stringify(key) + key;
  assert(!shown.includes(jwk.d));
});

Deno.test("WebCryptoSigner.fromJwk() repeats nothing of a JWK that it refuses", async () => {
  const broken = [
    { ...jwk, kty: "EC" },
    { ...jwk, crv: "X25519" },
    { ...jwk, x: jwk.x.slice(1) },
    { ...jwk, x: "%" },
    { ...jwk, d: undefined },
    { ...jwk, d: jwk.d.slice(2) },
    undefined as never,
  ];
  for (const each of broken) {
    const error = await assertRejects(() => WebCryptoSigner.fromJwk(each), InvalidArgumentError);
    assert(!Deno.inspect(error).includes(jwk.d.slice(2, 12)));
  }
});

Deno.test("WebCryptoSigner.fromKeyPair() takes a pair of Ed25519 alone", async () => {
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const signer = await WebCryptoSigner.fromKeyPair(pair as CryptoKeyPair);
  assertEquals(signer.publicKey.length, 32);
  const message = Uint8Array.of(1, 2, 3);
  assert(EddsaKey.verify(signer.publicKey, message, await signer.sign(message)));
  const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
  const other = await crypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
  for (const wrong of [other, {}, undefined]) {
    await assertRejects(
      () => WebCryptoSigner.fromKeyPair(wrong as CryptoKeyPair),
      InvalidArgumentError,
    );
  }
});

Deno.test("WebCryptoSigner says where a key cannot be kept", async () => {
  for (const use of ["create", "open", "remove"] as const) {
    await assertRejects(() => WebCryptoSigner[use]("me"), FailedPreconditionError, "IndexedDB");
  }
  assertEquals(new NotFoundError("gone").code, "NOT_FOUND");
});

/** What a transaction of IndexedDB does: it throws at once, or ends with an error. */
type Ending = { readonly throws: DOMException } | { readonly error: DOMException | null };

/** Replaces IndexedDB by one whose transactions all end so, until it is disposed of. */
function failingIndexedDb(ending: Ending): Disposable & { readonly closed: number } {
  let closed = 0;
  // A request is asked for nothing: only its transaction tells the end.
  const store = { add() {}, get: () => ({}), delete() {} };
  const database = {
    transaction() {
      if ("throws" in ending) throw ending.throws;
      const transaction = { error: ending.error, objectStore: () => store, onabort() {} };
      setTimeout(() => transaction.onabort());
      return transaction;
    },
    close: () => closed++,
  };
  const indexedDB = {
    open() {
      const opening = { result: database, onsuccess() {} };
      setTimeout(() => opening.onsuccess());
      return opening;
    },
  };
  Object.assign(globalThis, { indexedDB });
  return {
    get closed() {
      return closed;
    },
    [Symbol.dispose]() {
      delete (globalThis as { indexedDB?: unknown }).indexedDB;
    },
  };
}

Deno.test("WebCryptoSigner says what is not done when IndexedDB fails", async () => {
  const full = new DOMException("The disk is full", "QuotaExceededError");
  const gone = new DOMException("The database is closing", "InvalidStateError");
  const words = { create: "was not made", open: "cannot be read", remove: "was not removed" };
  for (const use of ["create", "open", "remove"] as const) {
    for (const ending of [{ error: full }, { throws: gone }]) {
      using database = failingIndexedDb(ending);
      const error = await assertRejects(
        () => WebCryptoSigner[use]("me"),
        FailedPreconditionError,
        `The key me ${words[use]}`,
      );
      assert(!(error instanceof NotFoundError), "a key that cannot be read is not gone");
      assertStrictEquals(error.cause, "throws" in ending ? gone : full);
      assertEquals(database.closed, 1);
    }
  }
  using _ = failingIndexedDb({ error: new DOMException("taken", "ConstraintError") });
  await assertRejects(() => WebCryptoSigner.create("me"), FailedPreconditionError, "open() gives");
});
