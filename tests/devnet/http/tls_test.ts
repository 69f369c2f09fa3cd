import { createClient } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { InvalidArgumentError, Network, SecretInteger, VmClient } from "@nilvm/client";
import { type DevnetTls, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { Membership } from "../../../src/gen/nillion/membership/v1/service_pb.ts";
import { authority, testTls as tls } from "../../support/tls_fixture.ts";

/** The beginning of what a node answers over HTTP/1.1 to a client that offers these protocols over TLS. */
async function answerOverHttp1(bootnode: string, alpnProtocols?: string[]): Promise<string> {
  const { hostname, port } = new URL(bootnode);
  using connection = await Deno.connectTls({
    hostname,
    port: Number(port),
    caCerts: [authority],
    ...(alpnProtocols !== undefined && { alpnProtocols }),
  });
  await connection.handshake();
  const request = `POST /no/service HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n` +
    "content-type: application/grpc-web\r\ncontent-length: 0\r\n\r\n";
  await connection.write(new TextEncoder().encode(request));
  const answer = new Uint8Array(4096);
  const length = await connection.read(answer);
  return new TextDecoder().decode(answer.subarray(0, length ?? 0));
}

Deno.test("over TLS a node speaks gRPC over HTTP/2, and refuses who offers HTTP/1.1 alone", async () => {
  await using devnet = await startDevnet({ tls });
  const { bootnode: baseUrl } = devnet.network;
  assert(baseUrl.startsWith("https://127.0.0.1:"), baseUrl);
  const sessionManager = new Http2SessionManager(baseUrl, {}, { ca: authority });
  const client = createClient(Membership, createGrpcTransport({ baseUrl, sessionManager }));
  const { members } = await client.cluster({});
  assertEquals(
    members.map(({ grpcEndpoint }) => grpcEndpoint),
    devnet.nodes.map((n) => n.endpoint),
  );
  sessionManager.abort();

  const error = await assertRejects(() => answerOverHttp1(baseUrl, ["http/1.1"]), Error);
  assert(/NoApplicationProtocol/.test(String(error)), String(error));
});

Deno.test("over TLS a node answers over HTTP/1.1 who offers no protocol", async () => {
  await using devnet = await startDevnet({ tls });
  const answer = await answerOverHttp1(devnet.network.bootnode);
  assert(answer.startsWith("HTTP/1.1 200") && answer.includes("grpc-status: 12"), answer);
});

Deno.test("the chain of a devnet with TLS has none", async () => {
  await using devnet = await startDevnet({ tls });
  const { chainRpcEndpoint, chainGrpcEndpoint } = devnet.network;
  for (const endpoint of [chainRpcEndpoint, chainGrpcEndpoint]) {
    assert(endpoint!.startsWith("http://127.0.0.1:"), endpoint);
  }
});

Deno.test("a client stores and reads over TLS", async () => {
  await using devnet = await startDevnet({ tls });
  using http = Deno.createHttpClient({ caCerts: [authority], http1: false });
  const network = new Network({
    ...devnet.network,
    fetch: (input, init) => fetch(input, { ...init, client: http }),
  });
  const payer = new NilChainPayer({
    network: devnet.network,
    privateKey: devnet.wallets[0]!.privateKey,
  });
  await using client = await VmClient.create({ key: PrivateKey.random(), network, payer });
  const id = await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  assertEquals((await client.retrieveValues(id).invoke()).a?.value, 42n);
  assert(devnet.nodes.every((node) => node.heldShares().length === 1));
});

Deno.test("a devnet with TLS gives out clients that need not trust its certificate", async () => {
  await using devnet = await startDevnet({ tls });
  await using client = await devnet.client();
  const id = await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  assertEquals((await client.retrieveValues(id).invoke()).a?.value, 42n);
});

Deno.test("a fault drops the connection beneath TLS", async () => {
  await using devnet = await startDevnet({ tls });
  const { bootnode: baseUrl } = devnet.network;
  using _ = devnet.nodes[0]!.inject({ kind: "down", times: 1 });
  const sessionManager = new Http2SessionManager(baseUrl, {}, { ca: authority });
  const client = createClient(Membership, createGrpcTransport({ baseUrl, sessionManager }));
  await assertRejects(() => client.cluster({}));
  assertEquals((await client.cluster({})).members.length, 3);
  sessionManager.abort();
});

Deno.test("a devnet with TLS ends while a client has not finished its handshake", async () => {
  const devnet = await startDevnet({ tls });
  const { hostname, port } = new URL(devnet.network.bootnode);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  // The beginning of a handshake that says that 255 bytes follow.
  await connection.write(Uint8Array.of(0x16, 3, 1, 0, 0xff, 1));
  await devnet[Symbol.asyncDispose]();
  assertEquals(await connection.read(new Uint8Array(1)).catch(() => null), null);
});

Deno.test("a certificate that cannot be used is refused when the devnet starts", async () => {
  const other = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
  ])) as CryptoKeyPair;
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", other.privateKey));
  const otherKey = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toBase64()}\n-----END PRIVATE KEY-----\n`;
  const bad: [tls: unknown, why: RegExp][] = [
    [{ cert: tls.cert }, /key is missing/],
    ["cert", /cert is missing/],
    [{ ...tls, cert: "no PEM" }, /cert of tls must be a certificate in PEM/],
    [{ ...tls, key: "no PEM" }, /key of tls must be a private key in PEM/],
    [{ ...tls, key: otherKey }, /key of tls must be the private key of cert/],
  ];
  for (const [tls, why] of bad) {
    const error = await assertRejects(
      () => startDevnet({ tls: tls as DevnetTls }),
      InvalidArgumentError,
    );
    assert(why.test(error.message), error.message);
    assertEquals(error.option, "tls");
  }
  await assertRejects(
    () => startDevnet({ tls, listen: false }),
    InvalidArgumentError,
    "tls needs listen: true",
  );
});
