import { NotFoundError, SecretInteger, UnavailableError, VmClient } from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { adminEndpoint } from "../../src/devnet/admin_endpoint.ts";
import { Resources } from "../../src/devnet/base/resources.ts";
import { inProcess } from "../../src/devnet/http/in_process.ts";
import { inspect } from "../../src/devnet/inspection.ts";
import { startWithFile } from "../../src/devnet/start_devnet.ts";
import { openPorts } from "../../src/devnet/http/server.ts";

/** Where tests listen. */
const local = { host: "127.0.0.1", advertise: "127.0.0.1", elsewhere: true };
const unknownId = "5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b";
const dayMs = 24 * 60 * 60 * 1000;

/** A devnet without sockets, and the way to control it. */
async function startAdmin() {
  const { devnet, state } = await startWithFile({ listen: false });
  const handle = inProcess(adminEndpoint(devnet, inspect(state, devnet.clock.now)));
  return {
    devnet,
    async ask(
      method: string,
      path: string,
      body?: unknown,
      headers: HeadersInit = {},
      host?: string,
    ) {
      const response = await handle(
        new Request(`http://${host ?? "127.0.0.1:48190"}${path}`, {
          method,
          headers,
          ...(body !== undefined &&
            { body: typeof body === "string" ? body : JSON.stringify(body) }),
        }),
      );
      return { status: response.status, ...await response.json() };
    },
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
}

Deno.test("the admin API advances the clock", async () => {
  await using admin = await startAdmin();
  const { devnet } = admin;
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
  });
  const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 2 }).invoke();
  const { status, now } = await admin.ask("POST", "/clock/advance", { ms: 2 * dayMs });
  assertEquals(status, 200);
  assert(Math.abs(Date.parse(now) - Date.now() - 2 * dayMs) < 60_000);
  await assertRejects(() => client.retrieveValues(id).invoke(), NotFoundError);
  for (const body of [{ ms: -1 }, { ms: "1" }, {}]) {
    const { status, error } = await admin.ask("POST", "/clock/advance", body);
    assertEquals(status, 400);
    assertStringIncludes(error, "advances by a positive number");
  }
});

Deno.test("the admin API gives faults to nodes and chain, tells of them, and clears them", async () => {
  await using admin = await startAdmin();
  const { devnet } = admin;
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
  });
  const leader = devnet.nodes.findIndex(({ isLeader }) => isLeader);
  const fault = { kind: "down", methods: ["AccountBalance"], times: 7 };
  const injected = await admin.ask("POST", `/nodes/${leader}/faults`, fault);
  assertEquals(injected, { status: 200, id: 1, at: leader, hits: 0, ...fault });
  assertEquals((await admin.ask("POST", "/chain/faults", { kind: "stall" })).id, 2);
  await assertRejects(() => client.balance(), UnavailableError);

  const { faults, chain, nodes } = await admin.ask("GET", "/status");
  assertEquals(faults, [{ id: 1, at: leader, hits: 5, ...fault }, {
    id: 2,
    at: "chain",
    hits: 0,
    kind: "stall",
  }]);
  assertEquals(chain.height, devnet.chain.height);
  assertEquals(nodes.map(({ id }: { id: string }) => id), devnet.nodes.map(({ id }) => id));

  assertEquals((await admin.ask("DELETE", "/faults/1")).cleared[0].hits, 5);
  await client.balance();
  const gone = await admin.ask("DELETE", "/faults/1");
  assertEquals([gone.status, gone.error], [
    404,
    "The devnet has no fault 1: the active faults are 2",
  ]);
  assertEquals((await admin.ask("DELETE", "/faults")).cleared.length, 1);
  assertEquals(devnet.faults, []);
});

Deno.test("the admin API shows and changes accounts, by address or a wallet's number", async () => {
  await using admin = await startAdmin();
  const { address } = admin.devnet.wallets[1]!;
  const full = { status: 200, address, balanceUnil: "1000000000000", sequence: 0 };
  assertEquals(await admin.ask("GET", "/chain/accounts/1"), full);
  assertEquals(await admin.ask("GET", `/chain/accounts/${address}`), full);
  const changed = { ...full, balanceUnil: "9007199254740993", sequence: 3 };
  const body = { balanceUnil: "9007199254740993", sequence: 3 };
  assertEquals(await admin.ask("PATCH", "/chain/accounts/1", body), changed);
  assertEquals(admin.devnet.chain.account(address).balanceUnil, 9007199254740993n);
  const patch = (body: unknown) => admin.ask("PATCH", `/chain/accounts/${address}`, body);
  assertEquals(await patch({ balanceUnil: "0" }), { ...changed, balanceUnil: "0" });
  assertEquals((await patch({ balanceUnil: "much" })).status, 400);
  assertEquals((await patch({ sequence: "3" })).status, 400);
});

Deno.test("the admin API refuses what makes no sense", async () => {
  await using admin = await startAdmin();
  const cases: [string, string, unknown, number, string][] = [
    ["POST", "/nodes/0/faults", { kind: "explode" }, 400, 'not "explode"'],
    ["POST", "/nodes/0/faults", "{", 400, ""],
    ["POST", "/nodes/0/faults", "5", 400, "must be a JSON object"],
    ["POST", "/nodes/0/faults", `"${"x".repeat(70_000)}"`, 400, "more than 65536 bytes"],
    ["POST", "/nodes/3/faults", { kind: "down" }, 404, "no node 3: its nodes are 0 to 2"],
    [
      "POST",
      "/chain/faults",
      { kind: "down", methods: ["broadcast_tx_sink"] },
      400,
      "broadcast_tx_async, broadcast_tx_commit",
    ],
    ["DELETE", "/faults/7", undefined, 404, "no fault 7: no fault is active"],
    ["GET", "/chain/accounts/10", undefined, 404, "no wallet 10: its wallets are 0 to 9"],
    ["GET", "/chain/accounts/nillion1", undefined, 400, "has no account nillion1"],
    ["PATCH", "/chain/accounts/0", { balance: "1" }, 400, "has balanceUnil and sequence, but no"],
    ["POST", "/chain/faults", { kind: "lie" }, 400, 'not "lie"'],
    ["GET", "/clock/advance", undefined, 404, "GET /clock/advance"],
    ["GET", "/page/none.js", undefined, 404, "GET /page/none.js"],
    ["GET", `/values/${unknownId}`, undefined, 404, `has no values ${unknownId}`],
  ];
  for (const [method, path, body, expected, words] of cases) {
    const { status, error } = await admin.ask(method, path, body);
    assertEquals(status, expected, path);
    assertStringIncludes(error, words);
  }
});

Deno.test("the admin API does nothing for other web pages", async () => {
  await using admin = await startAdmin();
  const fromPages: [HeadersInit, string?][] = [
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ origin: "http://127.0.0.1:48191" }],
    [{ origin: "https://127.0.0.1:48190" }],
    [{ origin: "http://localhost:48190" }],
    [{ origin: "http://rebound.example:48190" }, "rebound.example:48190"],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-dest": "document" }],
    [{}, "rebound.example:48190"],
    [{}, "127.0.0.1.evil.example"],
  ];
  for (const [headers, host] of fromPages) {
    const { status } = await admin.ask("POST", "/nodes/0/faults", { kind: "down" }, headers, host);
    assertEquals(status, 403);
    assertEquals((await admin.ask("GET", "/status", undefined, headers, host)).status, 403);
  }
  assertEquals(admin.devnet.faults, []);
  assertEquals((await admin.ask("GET", "/status", undefined, {}, "localhost:1")).status, 200);
});

Deno.test("the admin API is reached over a socket, by its own name only", async () => {
  const { devnet, state } = await startWithFile({ listen: false });
  await using _devnet = devnet;
  const ports = new Resources();
  await using _ports = { [Symbol.asyncDispose]: () => ports.close() };
  const [url] = await openPorts(
    [adminEndpoint(devnet, inspect(state, devnet.clock.now))],
    [],
    ports,
    local,
  );
  const injected = await fetch(`${url}/nodes/1/faults`, {
    method: "POST",
    body: JSON.stringify({ kind: "down" }),
  });
  assertEquals((await injected.json()).id, 1);
  assertEquals(injected.headers.get("access-control-allow-origin"), null);
  const preflight = await fetch(`${url}/faults`, {
    method: "OPTIONS",
    headers: { origin: "http://a" },
  });
  assertEquals(preflight.status, 403);
  await preflight.body?.cancel();
  // What a browser sends whose page has had its name lead here.
  for (const target of ["/status", "//127.0.0.1/status", "http://127.0.0.1/status"]) {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port: Number(new URL(url!).port) });
    const request = `GET ${target} HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n`;
    await socket.write(new TextEncoder().encode(request));
    const answer = await new Response(socket.readable).text();
    assertStringIncludes(answer, " 403 ");
  }
});
