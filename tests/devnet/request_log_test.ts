/** What a devnet logs, and what it tells of its contents. */
import { InputPartyBinding, OutputPartyBinding, PublicInteger, SecretInteger } from "@nilvm/client";
import { type LoggedRequest, startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { adminEndpoint } from "../../src/devnet/admin_endpoint.ts";
import { inspect } from "../../src/devnet/inspection.ts";
import { startWithFile } from "../../src/devnet/start_devnet.ts";
import { inProcess } from "../../src/devnet/http/in_process.ts";
import { mir } from "../support/programs.ts";

const values = { salary: new SecretInteger(4200) };
const unknownId = "5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b";

Deno.test("a devnet logs each request: where to, what, by whom, how it ended and how large it was", async () => {
  const log: LoggedRequest[] = [];
  await using devnet = await startDevnet({ listen: false, log: (request) => log.push(request) });
  await using client = await devnet.client({ paymentMode: "perOperation" });
  await client.storeValues(values, { ttlDays: 1 }).invoke();

  const stored = log.filter(({ method }) => method === "nillion.values.v1.Values/StoreValues");
  assertEquals(stored.map(({ to }) => to).sort(), [0, 1, 2]);
  for (const { user, status, requestBytes, responseBytes, durationMs } of stored) {
    assertEquals([user, status], [`${client.userId}`, "OK"]);
    assert(requestBytes > 100 && responseBytes > 16, `${requestBytes}, ${responseBytes}`);
    assert(durationMs >= 0);
  }
  const [first] = log;
  assertEquals([first?.method, first?.user], [
    "nillion.membership.v1.Membership/Cluster",
    undefined,
  ]);
  const ofChain = log.filter(({ to }) => to === "chain");
  assert(ofChain.some(({ method, status }) => method === "broadcast_tx_sync" && status === "OK"));
  assertEquals(log.map(({ number }) => number), log.map((_, index) => index + 1));
});

Deno.test("the log has refusals by their status, dropped connections, and no made-up name of a method", async () => {
  const log: LoggedRequest[] = [];
  await using devnet = await startDevnet({ listen: false, log: (request) => log.push(request) });
  await using client = await devnet.client({ paymentMode: "perOperation" });
  await assertRejects(() => client.retrieveValues(unknownId).invoke());
  const statuses = (name: string) =>
    log.filter(({ method }) => method.endsWith(name)).map(({ status }) => status);
  assertEquals(statuses("/RetrieveValues"), ["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);

  const leader = devnet.nodes.find(({ isLeader }) => isLeader)!;
  {
    using _ = leader.inject({ kind: "refuse", code: "PERMISSION_DENIED" });
    await assertRejects(() => client.balance());
    assertEquals(statuses("/AccountBalance"), ["PERMISSION_DENIED"]);
  }
  {
    using _ = leader.inject({ kind: "disconnect", afterBytes: 3, times: 1 });
    await client.balance();
    assertEquals(statuses("/AccountBalance"), ["PERMISSION_DENIED", "DROPPED", "OK"]);
  }
  {
    using _ = leader.inject({ kind: "down", times: 1 });
    await client.balance();
    assertEquals(statuses("/AccountBalance").slice(3), ["DROPPED", "OK"]);
  }

  const path = "/a-secret/in-the-path";
  await (await devnet.fetch(`${leader.endpoint}${path}`, { method: "POST" })).text();
  const rpc = { method: "POST", body: JSON.stringify({ method: "a-secret", id: 1 }) };
  await (await devnet.fetch(devnet.network.chainRpcEndpoint!, rpc)).text();
  assertEquals(log.slice(-2).map(({ method }) => method), ["unknown", "unknown"]);
  assert(log.at(-2)!.status.startsWith("HTTP 4"), log.at(-2)!.status);
});

Deno.test("a log that throws or rejects does not change what a devnet answers", async () => {
  let count = 0;
  const logs = [() => {
    count++;
    throw new Error("a bug of the log");
  }, () => {
    count++;
    return Promise.reject(new Error("a bug of the log"));
  }];
  for (const log of logs) {
    await using devnet = await startDevnet({ listen: false, log });
    await using client = await devnet.client();
    assertEquals((await client.balance()).balance, 0n);
  }
  assertEquals(count, 4);
});

Deno.test("contents() tells of values, programs, users and runs, and of no secret", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  await client.addFunds(50_000_000n);
  const { userId } = client;
  const id = await client.storeValues(values, { ttlDays: 2 }).invoke();
  const programId = await client.storeProgram("quotient", await mir("quotient")).invoke();
  const run = async (divisor: number) => {
    const computeId = await client.compute({
      programId,
      inputBindings: [new InputPartyBinding("p", userId)],
      outputBindings: [new OutputPartyBinding("p", [userId])],
      values: { a: new SecretInteger(4200), b: new PublicInteger(divisor) },
    }).invoke();
    await client.retrieveComputeResults(computeId).invoke().catch(() => {});
    return computeId;
  };
  const runs = [await run(2), await run(0)];

  const contents = devnet.contents();
  const { credits } = contents.users.find((user) => user.id === `${userId}`)!;
  assertEquals(credits, `${(await client.balance()).balance}`);
  assertEquals(contents.counts, { values: 1, programs: 1, users: 1, runs: 2, running: 0 });
  const [stored] = contents.values;
  assertEquals([stored!.id, stored!.nodeCount], [id, 3]);
  assertEquals(stored!.values, [{ name: "salary", kind: "shamirShareInteger" }]);
  assert(stored!.bytes > 0);
  const days = (Date.parse(stored!.expiresAt) - devnet.clock.now()) / 86_400_000;
  assert(days > 1.9 && days <= 2, `${days}`);
  const me = [`${userId}`];
  assertEquals(stored!.permissions, {
    owner: me[0]!,
    retrieve: me,
    update: me,
    delete: me,
    compute: {},
  });
  assertEquals(contents.programs.map(({ id }) => id), [programId]);
  assertEquals(contents.runs.map(({ id, status }) => [id, status]), [
    [runs[0], "done"],
    [runs[1], "failed"],
  ]);

  const text = JSON.stringify(contents);
  for (const node of devnet.nodes) {
    for (const { bytes } of node.heldShares()) {
      for (const form of [bytes.toHex(), bytes.toBase64(), bytes.join()]) {
        assert(!text.includes(form));
      }
    }
  }
});

Deno.test("the admin API gives the contents with the status, and the requests after a number", async () => {
  await using devnet = await startDevnet({ admin: true });
  await using client = await devnet.client();
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const ask = async (path: string) => await (await fetch(`${devnet.adminUrl}${path}`)).json();

  const status = await ask("/status");
  assertEquals(status.counts, { values: 1, programs: 0, users: 1, runs: 0, running: 0 });
  assertEquals(status.values[0].id, id);
  const { requests } = await ask("/log");
  const last = requests.at(-1).number;
  assertEquals(requests[0].number, 1);
  assertEquals((await ask(`/log/after/${last}`)).requests, []);
  await client.balance();
  const later = (await ask(`/log/after/${last}`)).requests;
  assertEquals(later.map((request: LoggedRequest) => request.method), [
    "nillion.payments.v1.Payments/AccountBalance",
  ]);
});

Deno.test("a devnet without a log and without an admin API keeps no requests", async () => {
  const { devnet, state } = await startWithFile({ listen: false });
  await using _devnet = devnet;
  await using client = await devnet.client();
  await client.balance();
  const endpoint = inProcess(adminEndpoint(devnet, inspect(state, devnet.clock.now)));
  const answer = await endpoint(new Request("http://127.0.0.1:1/log"));
  assertEquals(await answer.json(), { requests: [] });
});
