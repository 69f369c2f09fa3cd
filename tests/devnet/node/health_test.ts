import { createClient, type Transport } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { startDevnet } from "@nilvm/client/devnet";
import { assertEquals } from "@std/assert";
import {
  Health,
  HealthCheckResponse_ServingStatus,
} from "../../../src/gen/grpc/health/v1/health_pb.ts";
import { refused } from "../../support/devnet/refused.ts";

const { SERVING } = HealthCheckResponse_ServingStatus;

async function checkHealth(transport: Transport): Promise<void> {
  const health = createClient(Health, transport);
  assertEquals((await health.check({})).status, SERVING);
  const service = "nillion.values.v1.Values";
  assertEquals(await refused(health.check({ service })), "NotFound: service not registered");
  const stop = new AbortController();
  const seen = [];
  try {
    for await (const { status } of health.watch({}, { signal: stop.signal })) {
      seen.push(status);
      stop.abort();
    }
  } catch {
    // The watch ends when it is stopped.
  }
  assertEquals(seen, [SERVING]);
}

Deno.test("a node tells everyone that it serves, and nothing of one service, like real nodes", async () => {
  await using devnet = await startDevnet();
  for (const { endpoint: baseUrl } of devnet.nodes) {
    const sessionManager = new Http2SessionManager(baseUrl);
    await checkHealth(createGrpcTransport({ baseUrl, sessionManager }));
    // A stream that closes after the session would start a timer.
    await new Promise((resolve) => setTimeout(resolve, 50));
    sessionManager.abort();
    await checkHealth(createGrpcWebTransport({ baseUrl }));
  }
});

Deno.test("a node that is down tells no health", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { endpoint: baseUrl } = devnet.nodes[0]!;
  const health = createClient(Health, createGrpcWebTransport({ baseUrl, fetch: devnet.fetch }));
  {
    using _ = devnet.nodes[0]!.inject({ kind: "refuse", code: "UNAVAILABLE", methods: ["Check"] });
    assertEquals(await refused(health.check({})), "Unavailable: ");
  }
  assertEquals((await health.check({})).status, SERVING);
});
