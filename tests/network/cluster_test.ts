import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import {
  ClusterMismatchError,
  InternalError,
  InvalidArgumentError,
  Network,
  SecretInteger,
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { PublicKeySchema, PublicKeyType } from "../../src/gen/nillion/auth/v1/public_key_pb.ts";
import {
  type Cluster,
  ClusterSchema,
  Prime,
} from "../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { Payments } from "../../src/gen/nillion/payments/v1/service_pb.ts";
import { Values } from "../../src/gen/nillion/values/v1/service_pb.ts";
import { checkExpected } from "../../src/network/check_expected.ts";
import { readCluster } from "../../src/network/read_cluster.ts";
import { relayAll, relayLeader, relayOf, startRelays } from "../support/relays.ts";
import { wireCluster } from "../support/wire_cluster.ts";

Deno.test("readCluster() gives the nodes and how they share secrets", () => {
  const cluster = readCluster(wireCluster());
  assertEquals(cluster.members.map(({ id }) => id), ["01", "02", "03"]);
  assertEquals(cluster.leader, cluster.members[1]);
  assertEquals(cluster.leader, {
    id: "02",
    identity: Uint8Array.of(2),
    endpoint: "http://node-2.example.com:1",
    publicKey: { keyType: "secp256k1", contents: new Uint8Array(33).fill(2) },
  });
  const { primeBits, polynomialDegree, kappa } = cluster;
  assertEquals({ primeBits, polynomialDegree, kappa }, {
    primeBits: 256,
    polynomialDegree: 1,
    kappa: 40,
  });
});

Deno.test("readCluster() reads the key of older nodes, on either curve", () => {
  const wire = wireCluster();
  const [first] = wire.members;
  delete first!.publicKeys;
  const contents = new Uint8Array(32);
  first!.publicKey = create(PublicKeySchema, { keyType: PublicKeyType.ED25519, contents });
  const cluster = readCluster(wire);
  assertEquals(cluster.members[0]!.publicKey, { keyType: "ed25519", contents });
});

Deno.test("readCluster() refuses unusable and unsafe clusters", async (t) => {
  const cases: [string, (wire: Cluster) => void][] = [
    ["no members", (wire) => wire.members = []],
    ["101 members", (wire) => wire.members = Array(101).fill(wire.members[0])],
    ["the same member twice", (wire) => wire.members[1] = wire.members[0]!],
    ["two members with one id", ({ members }) => members[2]!.identity = members[0]!.identity!],
    ["no leader", (wire) => delete wire.leader],
    ["an unknown prime", (wire) => wire.prime = 9 as Prime],
    ["degree 0, which would give every node the whole secret", (wire) => wire.polynomialDegree = 0],
    ["a degree too high for its members", (wire) => wire.polynomialDegree = 3],
    ["an empty id", (wire) => wire.leader!.identity!.contents = new Uint8Array()],
    ["an id that is too long", (wire) => wire.leader!.identity!.contents = new Uint8Array(65)],
    ["no id", (wire) => delete wire.leader!.identity],
    ["an endpoint that is no URL", (wire) => wire.leader!.grpcEndpoint = "node:14311"],
    ["an endpoint of another protocol", (wire) => wire.leader!.grpcEndpoint = "file:///etc"],
    ["no endpoint", (wire) => wire.leader!.grpcEndpoint = ""],
    ["no key", (wire) => delete wire.leader!.publicKeys],
    [
      "an unknown kind of key",
      (wire) => wire.leader!.publicKeys!.authentication!.keyType = 7 as PublicKeyType,
    ],
    [
      "a key of the wrong length",
      (wire) => wire.leader!.publicKeys!.authentication!.contents = new Uint8Array(32),
    ],
  ];
  for (const [what, spoil] of cases) {
    await t.step(what, () => {
      const wire = wireCluster();
      spoil(wire);
      const error = assertThrows(() => readCluster(wire), InternalError, "unusable cluster");
      assertEquals(error.phase, "cluster");
    });
  }
});

Deno.test("readCluster() refuses one server or one key for two nodes", async (t) => {
  const cases: [string, (wire: Cluster) => void, string][] = [
    [
      "two members at one endpoint",
      (wire) => wire.members[0]!.grpcEndpoint = "HTTP://NODE-3.example.com:1",
      "two nodes have the same endpoint",
    ],
    [
      "two members with one key",
      ({ members }) =>
        members[0]!.publicKeys!.authentication = members[2]!.publicKeys!.authentication!,
      "two nodes have the same public key",
    ],
    [
      "a leader with a member's id and another key",
      ({ leader }) => leader!.publicKeys!.authentication!.contents = new Uint8Array(33).fill(9),
      "its leader 02 is also a member, with another public key",
    ],
    [
      "a leader that is no member, at a member's endpoint",
      ({ leader }) => {
        leader!.identity!.contents = Uint8Array.of(9);
        leader!.publicKeys!.authentication!.contents = new Uint8Array(33).fill(9);
      },
      "two nodes have the same endpoint",
    ],
    [
      "a leader that is no member, with a member's key",
      ({ leader }) => {
        leader!.identity!.contents = Uint8Array.of(9);
        leader!.grpcEndpoint = "http://leader.example.com";
      },
      "two nodes have the same public key",
    ],
  ];
  for (const [what, spoil, words] of cases) {
    await t.step(what, () => {
      const wire = wireCluster();
      spoil(wire);
      const error = assertThrows(() => readCluster(wire), InternalError, words);
      assertEquals(error.phase, "cluster");
    });
  }
});

Deno.test("readCluster() accepts a leader that is no member", () => {
  const wire = wireCluster();
  const leader = wire.leader!;
  leader.identity!.contents = Uint8Array.of(9);
  leader.grpcEndpoint = "http://leader.example.com";
  leader.publicKeys!.authentication!.contents = new Uint8Array(33).fill(9);
  assertEquals(readCluster(wire).leader.id, "09");
});

// The digest

Deno.test("docs/networks.md shows how to compute a cluster's digest", async () => {
  const page = await Deno.readTextFile(new URL("../../docs/networks.md", import.meta.url));
  const [, text] = /printf '%s' '(.+)' \| sha256sum/.exec(page)!;
  const [, expected] = /^([0-9a-f]{64}) {2}-$/m.exec(page)!;
  const hashed = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  assertEquals(new Uint8Array(hashed).toHex(), expected);

  const { members, leader, ...numbers } = JSON.parse(text!);
  const member = ({ id, endpoint, keyType, publicKey }: Record<string, string>) => {
    assertEquals(keyType, "secp256k1");
    return {
      identity: { contents: Uint8Array.fromHex(id!) },
      grpcEndpoint: endpoint!,
      publicKeys: {
        authentication: {
          keyType: PublicKeyType.SECP256K1,
          contents: Uint8Array.fromHex(publicKey!),
        },
      },
    };
  };
  assertEquals(numbers, { polynomialDegree: 1, primeBits: 256, kappa: 40 });
  const cluster = readCluster(create(ClusterSchema, {
    members: members.map(member).reverse(),
    leader: member(leader),
    prime: Prime.SAFE_256_BITS,
    polynomialDegree: 1,
    kappa: 40,
  }));
  assertEquals(cluster.digest, expected);
});

Deno.test("Cluster.digest does not depend on the order of members or the spelling of endpoints", () => {
  const { digest } = readCluster(wireCluster());
  assertMatch(digest, /^[0-9a-f]{64}$/);
  const wire = wireCluster();
  wire.members.reverse();
  wire.members[0]!.grpcEndpoint = "HTTP://Node-3.EXAMPLE.com:1";
  wire.leader!.grpcEndpoint = "http://node-2.example.com:1//";
  assertEquals(readCluster(wire).digest, digest);
});

Deno.test("Cluster.digest changes with everything that it covers", () => {
  const bytes = (length: number) => new Uint8Array(length).fill(7);
  const changes: ((wire: Cluster) => void)[] = [
    () => {},
    ({ members }) => members[0]!.identity!.contents = Uint8Array.of(1, 0),
    ({ members }) => members[0]!.grpcEndpoint = "https://node-1.example.com:1",
    ({ members }) => members[0]!.grpcEndpoint = "http://node-1.example.com:2",
    ({ members }) => members[0]!.grpcEndpoint = "http://node-1.example.com:1/path",
    ({ members }) => members[0]!.publicKeys!.authentication!.contents = bytes(33),
    ({ members }) => {
      const key = { keyType: PublicKeyType.ED25519, contents: bytes(32) };
      members[0]!.publicKeys!.authentication = create(PublicKeySchema, key);
    },
    ({ members }) => members.pop(),
    (wire) => wire.leader = wire.members[0]!,
    ({ leader }) => leader!.grpcEndpoint = "http://leader.example.com",
    (wire) => wire.polynomialDegree = 2,
    (wire) => wire.prime = Prime.SAFE_128_BITS,
    (wire) => wire.kappa = 41,
  ];
  const digests = changes.map((change) => {
    const wire = wireCluster();
    change(wire);
    return readCluster(wire).digest;
  });
  assertEquals(new Set(digests).size, changes.length);
});

// What a network expects

Deno.test("Network keeps what it expects of its cluster, also in a copy", () => {
  const endpoints = ["HTTP://Node-1.example.com/"];
  const network = new Network({
    bootnode: "https://node.example.com",
    clusterDigest: "AB".repeat(32),
    minDegree: 2,
    minNodes: 5,
    allowHttpMembers: endpoints,
  });
  endpoints.push("http://node-2.example.com");
  const kept = {
    bootnode: "https://node.example.com",
    clusterDigest: "ab".repeat(32),
    minDegree: 2,
    minNodes: 5,
    allowHttpMembers: ["http://node-1.example.com"],
  };
  assertEquals<object>({ ...network }, kept);
  assertEquals<object>({ ...new Network(network) }, kept);
  assertEquals<object>({ ...new Network({ ...network }) }, kept);
});

Deno.test("Network refuses a malformed digest, a wrong number and a list that is none", () => {
  const wrong: Record<string, unknown>[] = [
    { clusterDigest: "" },
    { clusterDigest: "ab".repeat(31) },
    { clusterDigest: "ab".repeat(33) },
    { clusterDigest: `0x${"ab".repeat(31)}` },
    { clusterDigest: `${"ab".repeat(32)}\n` },
    { clusterDigest: new Uint8Array(32) },
    { clusterDigest: null },
    { minDegree: 0 },
    { minDegree: 1.5 },
    { minDegree: "2" },
    { minDegree: NaN },
    { minNodes: -1 },
    { minNodes: null },
    { allowHttpMembers: true },
    { allowHttpMembers: "http://node.example.com" },
    { allowHttpMembers: ["node"] },
    { allowHttpMembers: [1] },
  ];
  for (const options of wrong) {
    const create = () => new Network({ bootnode: "https://node.example.com", ...options });
    const error = assertThrows(create, InvalidArgumentError);
    assertEquals(error.option, Object.keys(options)[0]);
  }
});

Deno.test("a client refuses a cluster of relays before a token or a share leaves", async () => {
  await using devnet = await startDevnet({ listen: false });
  const relays = startRelays(devnet);
  const { digest } = (await devnet.client()).cluster;
  for (const clusterDigest of [digest, digest.toUpperCase()]) {
    // A plain object has the type of a network, too.
    const options = { ...devnet.network, fetch: relays.fetch, clusterDigest };
    for (const network of [new Network(options), options as Network]) {
      for (const lie of [relayAll, relayLeader]) {
        relays.lie = lie;
        const error = await assertRejects(
          () => VmClient.create({ key: PrivateKey.random(), network, payer: devnet.payer(0) }),
          ClusterMismatchError,
          "another cluster than clusterDigest expects",
        );
        assertEquals([error.phase, error.option, error.expected], [
          "cluster",
          "clusterDigest",
          digest,
        ]);
        assertNotEquals(error.actual, digest);
      }
      relays.lie = () => {};
      await using client = await VmClient.create({ key: PrivateKey.random(), network });
      assertEquals(client.cluster.digest, digest);
      await client.balance();
    }
  }
  assertEquals([relays.tokens.length, relays.requests], [0, 0]);
});

Deno.test("a client refuses a swapped leader, whatever of it is swapped", async (t) => {
  await using devnet = await startDevnet({ listen: false });
  const relays = startRelays(devnet);
  const clusterDigest = (await devnet.client()).cluster.digest;
  const lies: Record<string, (cluster: Cluster) => void> = {
    "its endpoint": ({ leader }) => leader!.grpcEndpoint = relayOf(leader!.grpcEndpoint),
    "its key": ({ leader }) =>
      leader!.publicKeys!.authentication!.contents = PrivateKey.random().publicKey.toBytes(),
    "its id": ({ leader }) => leader!.identity!.contents = new Uint8Array(33).fill(1),
    "another member leads": (cluster) =>
      cluster.leader = cluster.members.find(({ grpcEndpoint }) =>
        grpcEndpoint !== cluster.leader!.grpcEndpoint
      )!,
    "the degree, to 0": (cluster) => cluster.polynomialDegree = 0,
  };
  for (const [what, lie] of Object.entries(lies)) {
    await t.step(what, async () => {
      relays.lie = lie;
      const network = new Network({ ...devnet.network, fetch: relays.fetch, clusterDigest });
      await assertRejects(
        () => VmClient.create({ key: PrivateKey.random(), network }),
        ClusterMismatchError,
      );
    });
  }
  assertEquals(relays.requests, 0);
});

Deno.test("the cluster of the first client can be kept for later ones", async () => {
  await using devnet = await startDevnet({ listen: false });
  const relays = startRelays(devnet);
  relays.lie = () => {};
  const network = new Network({ ...devnet.network, fetch: relays.fetch });
  const key = PrivateKey.random();
  await using first = await VmClient.create({ key, network });
  const pinned = new Network({ ...first.network, clusterDigest: first.cluster.digest });

  // From now on the bootnode gives another answer to every second client.
  let clients = 0;
  relays.lie = (cluster) => ++clients % 2 === 0 ? relayAll(cluster) : undefined;
  for (let index = 0; index < 3; index++) {
    await using _ = await VmClient.create({ key, network: pinned });
    await assertRejects(() => VmClient.create({ key, network: pinned }), ClusterMismatchError);
  }
  assertEquals(relays.requests, 0);
});

Deno.test("a client that expects no digest gives relays its tokens and every share", async () => {
  await using devnet = await startDevnet({ listen: false });
  const relays = startRelays(devnet);
  const network = new Network({ ...devnet.network, fetch: relays.fetch });
  const key = PrivateKey.random();
  await using client = await VmClient.create({ key, network, payer: devnet.payer(0) });
  await client.storeValues({ s: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  const seen = new Set(relays.tokens.map(({ endpoint }) => endpoint));
  assertEquals(seen.size, devnet.nodes.length);

  // A relay acts as the user, with a request of its own.
  const leader = devnet.nodes.find(({ isLeader }) => isLeader)!;
  const { token } = relays.tokens.find(({ endpoint }) => endpoint === leader.endpoint)!;
  const { fetch } = devnet;
  const transport = createGrpcWebTransport({ baseUrl: leader.endpoint, fetch });
  const headers = { "x-nillion-token": token };
  const stolen = await createClient(Payments, transport).accountBalance({}, { headers });
  assertEquals(stolen.balance, (await client.balance()).balance);

  // Other nodes refuse the token.
  const other = devnet.nodes.find(({ isLeader }) => !isLeader)!;
  const elsewhere = createGrpcWebTransport({ baseUrl: other.endpoint, fetch });
  const refused = createClient(Values, elsewhere).deleteValues({}, { headers });
  assertStringIncludes(String(await refused.catch((error) => error)), "unauthenticated");
});

Deno.test("a client refuses a cluster below minDegree or minNodes before it sends anything else", async () => {
  await using devnet = await startDevnet({ nodes: 4, polynomialDegree: 1, listen: false });
  const paths: string[] = [];
  const fetch = (input: string, init?: RequestInit) => {
    paths.push(new URL(input).pathname);
    return devnet.fetch(input, init);
  };
  const connect = (options: Partial<Network>) =>
    VmClient.create({
      key: PrivateKey.random(),
      network: new Network({ ...devnet.network, fetch, ...options }),
    });
  const cases = [
    [{ minDegree: 2 }, "degree 1, and minDegree is 2", 2, 1],
    [{ minNodes: 5 }, "4 nodes, and minNodes is 5", 5, 4],
  ] as const;
  for (const [options, words, expected, actual] of cases) {
    const error = await assertRejects(() => connect(options), ClusterMismatchError, words);
    assertEquals(error.option, Object.keys(options)[0]);
    assertEquals([error.phase, error.expected, error.actual], ["cluster", expected, actual]);
  }
  assertEquals(paths.length, cases.length);
  await connect({ minDegree: 1, minNodes: 4 });
});

Deno.test("an https bootnode may list a node over http only if the network names its endpoint", () => {
  const described = (change: (wire: Cluster) => void, options: Partial<Network> = {}) => () => {
    const wire = wireCluster();
    for (const node of [...wire.members, wire.leader!]) {
      node.grpcEndpoint = node.grpcEndpoint.replace("http:", "https:");
    }
    change(wire);
    const network = new Network({ bootnode: "HTTPS://node-1.example.com", ...options });
    return readCluster(wire, (cluster) => checkExpected(cluster, network));
  };
  described(() => {})();
  const endpoint = "http://node-3.example.com:1";
  const third = (wire: Cluster) => wire.members[2]!.grpcEndpoint = endpoint;
  const leading = (wire: Cluster) => wire.leader!.grpcEndpoint = "http://leader.example.com";
  const cases: [() => void, string][] = [
    [described(third), endpoint],
    [described(third, { allowHttpMembers: ["http://node-3.example.com:2"] }), endpoint],
    [described(leading), "http://leader.example.com"],
  ];
  for (const [create, actual] of cases) {
    const error = assertThrows(create, ClusterMismatchError, "list the endpoint in allowHttp");
    assertEquals([error.option, error.actual], ["allowHttpMembers", actual]);
    assertEquals(error.phase, "cluster");
    assert(error.node !== undefined);
  }
  described(third, { allowHttpMembers: ["HTTP://Node-3.example.com:1/"] })();
  // A bootnode over http promised nothing.
  described(third, { bootnode: "http://node-1.example.com" })();
});

Deno.test("connect() asks the leader at the leader's endpoint, also when it is a member too", async () => {
  await using devnet = await startDevnet({ listen: false });
  const relays = startRelays(devnet);
  relays.lie = ({ leader }) => leader!.grpcEndpoint = relayOf(leader!.grpcEndpoint);
  const network = new Network({ ...devnet.network, fetch: relays.fetch });
  await using client = await VmClient.create({ key: PrivateKey.random(), network });
  await client.balance();
  assertEquals(relays.requests, 1);
});
