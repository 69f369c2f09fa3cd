/** The dashboard: its files, who may have them, and what the admin API tells it. */
import { PublicInteger, SecretInteger } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { pageFiles } from "../../../src/devnet/dashboard/page_files.ts";
import { dashboardSchemas } from "../../support/devnet_schemas.ts";
import { importsOf } from "../../support/import_graph.ts";
import { mismatches } from "../../support/json_schema.ts";
import { mir } from "../../support/programs.ts";

const values = { salary: new SecretInteger(4200), year: new PublicInteger(2026) };

/** A devnet with an admin port, and a way to ask it. */
async function start() {
  const devnet = await startDevnet({ admin: true });
  const send = (path: string, init: RequestInit = {}) => fetch(`${devnet.adminUrl}${path}`, init);
  return {
    devnet,
    send,
    json: async (path: string, init: RequestInit = {}) => await (await send(path, init)).json(),
    status: async (path: string, init: RequestInit = {}) => {
      const answer = await send(path, init);
      await answer.body?.cancel();
      return answer.status;
    },
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
}

Deno.test("the admin port serves the dashboard, which no other page can frame, load or add scripts to", async () => {
  await using admin = await start();
  const paths = ["/", ...Object.keys(pageFiles).map((name) => `/page/${name}`)];
  for (const path of [...paths, "/status", "/none"]) {
    const { headers, body } = await admin.send(path);
    await body?.cancel();
    const policy = headers.get("content-security-policy")!;
    assertMatch(policy, /^default-src 'none'; script-src 'self'; /);
    assertMatch(policy, /frame-ancestors 'none'/);
    assert(!/unsafe|\*|http|data:/.test(policy), policy);
    assertEquals(headers.get("x-frame-options"), "DENY");
    assertEquals(headers.get("x-content-type-options"), "nosniff");
    assertEquals(headers.get("cross-origin-resource-policy"), "same-origin");
    assertEquals(headers.get("access-control-allow-origin"), null);
  }
  const page = await (await admin.send("/")).text();
  assertEquals(page, pageFiles["index.html"]);
  for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    assertEquals(await admin.status(path!), 200, path);
  }
  assert(!/<style|style=|<script>|onclick=/.test(page));
  assertEquals(await admin.status("/page/__proto__"), 404);
});

Deno.test("every module of the dashboard imports modules that it has", () => {
  for (const [name, text] of Object.entries(pageFiles).filter(([name]) => name.endsWith(".js"))) {
    const imported = [...text.matchAll(/from "(\.\/[^"]+)"/g)].map(([, path]) => path!.slice(2));
    assertEquals(imported.filter((path) => !(path in pageFiles)), [], name);
  }
});

Deno.test("the dashboard's own requests are answered, and those of other pages are not", async () => {
  await using admin = await start();
  const { devnet } = admin;
  const origin = new URL(devnet.adminUrl!).origin;
  const own = { origin, "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const inject = (headers: HeadersInit) =>
    admin.status("/nodes/0/faults", {
      method: "POST",
      headers,
      body: JSON.stringify({ kind: "slow", delayMs: 1 }),
    });
  assertEquals(await inject(own), 200);
  assertEquals(await inject({ ...own, "content-type": "text/plain;charset=UTF-8" }), 415);
  assertEquals(await inject({ ...own, "content-type": "application/x-www-form-urlencoded" }), 415);
  assertEquals(await inject({ ...own, origin: "http://127.0.0.1:1" }), 403);
  assertEquals(await inject({ ...own, origin: "null" }), 403);
  assertEquals(await inject({ ...own, "sec-fetch-site": "same-site" }), 403);
  assertEquals(devnet.faults.length, 1);

  const read = (path: string, headers: HeadersInit) => admin.status(path, { headers });
  assertEquals(await read("/status", { "sec-fetch-site": "same-origin" }), 200);
  assertEquals(await read("/status", { "sec-fetch-site": "cross-site" }), 403);
  // A link leads to the page, and to nothing else.
  const link = { "sec-fetch-site": "cross-site", "sec-fetch-dest": "document" };
  assertEquals(await read("/", link), 200);
  assertEquals(await read("/status", link), 403);
  assertEquals(await read("/snapshot", link), 403);
  assertEquals(await read("/", { ...link, "sec-fetch-dest": "iframe" }), 403);
  assertEquals(await read("/page/main.js", { ...link, "sec-fetch-dest": "script" }), 403);
});

Deno.test("the log says which requests belong to one operation, and the chain says what paid for it", async () => {
  await using admin = await start();
  await using client = await admin.devnet.client({ paymentMode: "perOperation" });
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  await client.retrieveValues(id).invoke();
  const { requests } = await admin.json("/log");
  const operations = new Map<string, string[]>();
  for (const { operation, method, status } of requests) {
    if (operation === undefined || status !== "OK") continue;
    operations.set(operation, [...operations.get(operation) ?? [], method.replace(/.*\//, "")]);
  }
  const thrice = (name: string) => [name, name, name];
  assertEquals([...operations.values()], [
    ["PriceQuote", "PaymentReceipt", ...thrice("StoreValues")],
    ["PriceQuote", "PaymentReceipt", ...thrice("RetrieveValues")],
  ]);
  const { blocks } = await admin.json("/chain/blocks");
  // deno-lint-ignore no-explicit-any
  const paid = blocks.flatMap(({ transactions }: any) => transactions);
  assertEquals(
    // deno-lint-ignore no-explicit-any
    paid.map(({ payment }: any) => payment.operation),
    [...operations.keys()].reverse(),
  );
  const { accounts } = await admin.json("/chain/accounts");
  assertEquals(accounts.length, 10);
  assertEquals(accounts[0], {
    address: admin.devnet.wallets[0]!.address,
    balanceUnil: `${1_000_000_000_000n - BigInt(paid[0].payment.amountUnil) * 2n}`,
    sequence: 2,
  });
});

Deno.test("values are told by pages and by id, with each node's share", async () => {
  await using admin = await start();
  await using client = await admin.devnet.client();
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) {
    ids.unshift(await client.storeValues(values, { ttlDays: 1 }).invoke());
  }
  const idsFrom = async (index: number) => {
    const page = await admin.json(`/values/from/${index}`);
    assertEquals(page.count, 3);
    return page.values.map(({ id }: { id: string }) => id);
  };
  assertEquals(await idsFrom(0), ids);
  assertEquals(await idsFrom(2), ids.slice(2));
  assertEquals(await idsFrom(7), []);

  const { shares, permissions } = await admin.json(`/values/${ids[0]}`);
  assertEquals(permissions.owner, `${client.userId}`);
  const heads = (wanted: string) =>
    shares.filter(({ name }: { name: string }) => name === wanted)
      .map(({ head }: { head: string }) => head);
  assertEquals(new Set(heads("salary")).size, 3);
  assertEquals(new Set(heads("year")).size, 1);
  for (const head of heads("salary")) assertNotEquals(BigInt(`0x${head}`), 4200n);
});

Deno.test("programs are told with what they take and give, and pools without a change of them", async () => {
  await using admin = await start();
  await using client = await admin.devnet.client();
  const before = await admin.json("/pools");
  assertEquals(before.pools.length, 9);
  assertEquals(before.pools[1], { element: "Compare", ready: "2048", full: "2000" });
  const id = await client.storeProgram("both", await mir("two_parties")).invoke();
  const { programs } = await admin.json("/programs");
  assertEquals(programs.length, 1);
  const [{ inputs, outputs, ...program }] = programs;
  assertEquals(program.id, id);
  assertEquals(inputs.map(({ type }: { type: string }) => type), [
    "SecretInteger",
    "SecretInteger",
  ]);
  assertEquals(outputs.map(({ party }: { party: string }) => party).sort(), ["p", "q"]);
  const snapshot = await admin.devnet.snapshot();
  for (const path of ["/pools", "/programs", "/chain/blocks", "/values/from/0", "/"]) {
    assertEquals(await admin.status(path), 200);
  }
  assertEquals(await admin.devnet.snapshot(), snapshot);
});

Deno.test("what the admin API tells the dashboard keeps to its schemas", async () => {
  await using admin = await start();
  await using client = await admin.devnet.client({ paymentMode: "perOperation" });
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  await client.storeProgram("both", await mir("two_parties")).invoke();
  for (const [path, schema] of Object.entries(dashboardSchemas)) {
    assertEquals(mismatches(schema, await admin.json(path.replace("ID", id))), [], path);
  }
});

Deno.test("the files of the dashboard are loaded when somebody looks", () => {
  const found = importsOf(["src/devnet/dashboard/page_of.ts"])
    .filter(({ to }) => to === "src/devnet/dashboard/page_files.ts");
  assertEquals(found.map(({ isDynamic }) => isDynamic), [true]);
});
