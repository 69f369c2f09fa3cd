import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InvalidArgumentError, Network, SecretInteger, VmClient } from "@nilvm/client";
import { type DevnetOptions, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";

const network = Network.devnet({ bootnode: "http://localhost:1" });
const key = PrivateKey.random();

/** Options of which one is wrong, from a caller without types. */
// deno-lint-ignore no-explicit-any
type Given = any;

Deno.test("an error about an option of a network, a payer or a masker names that option", () => {
  const chain = { network, privateKey: key, rpcEndpoint: "http://localhost:2" };
  const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
  const masker = { primeBits: 128, polynomialDegree: 1, parties } as const;
  const cases: [make: (options: Given) => unknown, good: object, wrong: object][] = [
    [(options) => new Network(options), network, { bootnode: "nowhere" }],
    [(options) => new Network(options), network, { chainId: "" }],
    [(options) => new Network(options), network, { chainRpcEndpoint: "nowhere" }],
    [(options) => new Network(options), network, { chainGrpcEndpoint: "" }],
    [(options) => new Network(options), network, { fetch: 1 }],
    [(options) => new Network(options), network, { clusterDigest: "ab" }],
    [(options) => new Network(options), network, { minDegree: 0 }],
    [(options) => new Network(options), network, { minNodes: 0 }],
    [(options) => new Network(options), network, { allowHttpMembers: "all" }],
    [(options) => new Network(options), network, { bootnodes: [] }],
    [(options) => new NilChainPayer(options), chain, { privateKey: new Uint8Array(31) }],
    [(options) => new NilChainPayer(options), chain, { rpcEndpoint: "nowhere" }],
    [(options) => new NilChainPayer(options), chain, { walletPrefix: "NIL" }],
    [(options) => new NilChainPayer(options), chain, { gasLimit: 0 }],
    [(options) => new NilChainPayer(options), chain, { queryTimeoutMs: 0 }],
    [(options) => new NilChainPayer(options), chain, { pollMs: 0 }],
    [(options) => SecretMasker.create(options), masker, { primeBits: 100 }],
    [(options) => SecretMasker.create(options), masker, { polynomialDegree: 3 }],
    [(options) => SecretMasker.create(options), masker, { parties: [1] }],
    [(options) => SecretMasker.create(options), masker, { parties: [...parties, ...parties] }],
    [(options) => SecretMasker.create(options), masker, { randomBytes: 1 }],
  ];
  for (const [make, good, wrong] of cases) {
    make({ ...good });
    const error = assertThrows(() => make({ ...good, ...wrong }), InvalidArgumentError);
    assertEquals(error.option, Object.keys(wrong)[0]);
  }
});

Deno.test("an error about an option of a client or a call names that option", async () => {
  for (
    const wrong of [
      { key: 1 },
      { network: 1 },
      { payer: {} },
      { paymentMode: "never" },
      { timeoutMs: 0 },
      { signal: 1 },
      { user: 1 },
    ]
  ) {
    const options: Given = { key, network, ...wrong };
    const error = await assertRejects(() => VmClient.create(options), InvalidArgumentError);
    assertEquals(error.option, Object.keys(wrong)[0]);
  }

  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const values = { a: new SecretInteger(1) };
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  for (
    const [call, option] of [
      [(options: Given) => client.storeValues(values, options), "ttlDays"],
      [(options: Given) => client.retrieveValues(id, options), "faultTolerance"],
    ] as const
  ) {
    const error = await assertRejects(
      async () => await call({ [option]: 0.5 }).invoke(),
      InvalidArgumentError,
    );
    assertEquals(error.option, option);
  }
});

Deno.test("an error about an option of a devnet names that option", async () => {
  for (
    const wrong of [
      { nodes: 2 },
      { polynomialDegree: 2 },
      { primeBits: 100 },
      { seed: "" },
      { listen: 1 },
      { ports: "all" },
      { blockTimeMs: 0 },
      { state: "" },
      { environment: {} },
      { node: 3 },
    ]
  ) {
    const options = wrong as unknown as DevnetOptions;
    const error = await assertRejects(() => startDevnet(options), InvalidArgumentError);
    assertEquals(error.option, Object.keys(wrong)[0]);
  }
});
