/**
 * Answers that do not come from the chain: of proxies, load balancers and busy endpoints.
 *
 * @module
 */
import { FailedPreconditionError, PaymentUnknownError, UnavailableError } from "@nilvm/client";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { platform } from "../../../src/async/environment.ts";
import {
  endpointAnswer,
  paymentsFor,
  someResource,
  startChain,
} from "../../support/chain_fixture.ts";
import { hang } from "../../support/hang.ts";

const strange: [name: string, answer: () => Response, words: string][] = [
  [
    "a page of a proxy",
    () =>
      new Response("<h1>Bad gateway</h1>", {
        status: 502,
        headers: { "content-type": "text/html; charset=utf-8" },
      }),
    "something in front of the chain's endpoint answered HTTP 502, text/html",
  ],
  [
    "a redirect",
    () =>
      new Response(null, {
        status: 308,
        headers: { location: "https://rpc.example.com/secret?token=1" },
      }),
    "something in front of the chain's endpoint answered with a redirect, HTTP 308 to https://rpc.example.com: set `rpcEndpoint` to the URL that it leads to",
  ],
  [
    "JSON of something else",
    () => Response.json({ message: "Forbidden" }, { status: 403 }),
    "something in front of the chain's endpoint answered HTTP 403, application/json",
  ],
  [
    "an empty answer",
    () => new Response(null, { status: 200 }),
    "something in front of the chain's endpoint answered HTTP 200, no content type",
  ],
];

for (const [name, answer, words] of strange) {
  Deno.test(`a payment says that ${name} does not come from the chain`, async () => {
    using fixture = startChain();
    fixture.intercept = () => Promise.resolve(answer());
    const error = await assertRejects(
      () => fixture.payer().submitPayment(1n, someResource()),
      UnavailableError,
      `cannot be reached, so nothing was paid: ${words}`,
    );
    assert(!error.message.includes("token"), "no path and no query of a redirect");

    fixture.intercept = (method, passOn) =>
      method === "broadcast_tx_sync" ? Promise.resolve(answer()) : passOn();
    const payer = fixture.payer({ queryTimeoutMs: 300 });
    await assertRejects(() => payer.submitPayment(1n, someResource()), PaymentUnknownError, words);
  });
}

Deno.test("a payment asks not to follow redirects", async () => {
  using fixture = startChain();
  const modes = new Set<string | undefined>();
  const payer = fixture.payer({
    fetch(input, init) {
      modes.add(init?.redirect);
      return fixture.chain.fetch(new Request(input, init));
    },
  });
  await payer.submitPayment(1n, someResource());
  assertEquals([...modes], ["manual"]);
});

Deno.test("a payment waits as long as the endpoint asks with HTTP 429", async (t) => {
  const headers: [string, () => string, number][] = [
    ["seconds", () => "1", 1_000],
    // A date has whole seconds.
    ["a date", () => new Date(Date.now() + 2_000).toUTCString(), 1_000],
    ["nothing", () => "", 1_000],
  ];
  for (const [name, retryAfter, ms] of headers) {
    for (const busy of ["abci_query", "broadcast_tx_sync"]) {
      await t.step(`${name}, for ${busy}`, async () => {
        using fixture = startChain();
        const resource = someResource();
        let times = 0;
        let limitedAt = 0;
        let askedAgainAt = 0;
        fixture.intercept = (method, passOn) => {
          if (limitedAt > 0) askedAgainAt ||= performance.now();
          if (method !== busy || times++ > 0) return passOn();
          limitedAt = performance.now();
          const value = retryAfter();
          return Promise.resolve(
            new Response("slow down", {
              status: 429,
              headers: value === "" ? {} : { "retry-after": value },
            }),
          );
        };
        await fixture.payer().submitPayment(1n, resource);
        assert(askedAgainAt - limitedAt >= ms - 20, `${askedAgainAt - limitedAt} ms`);
        assertEquals(paymentsFor(fixture.chain, resource), 1);
      });
    }
  }
});

Deno.test("a payment does not wait longer than its time limit for HTTP 429", async () => {
  using fixture = startChain();
  fixture.intercept = (method, passOn) =>
    method === "broadcast_tx_sync"
      ? Promise.resolve(new Response("", { status: 429, headers: { "retry-after": "999999999" } }))
      : passOn();
  const pausesMs: number[] = [];
  const sleep = (ms: number, signal: AbortSignal) => {
    pausesMs.push(ms);
    return platform.sleep(ms, signal);
  };
  const payer = fixture.payer({ queryTimeoutMs: 300, environment: { sleep } });
  const startedAt = performance.now();
  await assertRejects(() => payer.submitPayment(1n, someResource()), PaymentUnknownError);
  assert(performance.now() - startedAt < 2_000);
  assertEquals(fixture.requests.get("broadcast_tx_sync"), 1);
  // A timer of more than 24 days would end at once.
  assert(Math.max(...pausesMs) <= 3_600_000, `${Math.max(...pausesMs)} ms`);
});

Deno.test("an endpoint that asks for a pause is skipped while there is another one", async () => {
  using fixture = startChain();
  const resource = someResource();
  fixture.intercept = (_method, passOn, _signal, _params, url) =>
    new URL(url).origin === "http://one.test"
      ? Promise.resolve(new Response("", { status: 429, headers: { "retry-after": "3600" } }))
      : passOn();
  const rpcEndpoints = ["http://one.test", "http://two.test"];
  await fixture.payer({ rpcEndpoint: undefined, rpcEndpoints }).submitPayment(1n, resource);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("a payment that shares the read of a block with another one stops by its own signal", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 3_000 });
  const stop = new AbortController();
  let reads = 0;
  fixture.intercept = (method, passOn, signal) => {
    if (method === "tx_search") return Promise.resolve(endpointAnswer({ txs: [] }));
    if (method !== "block") return passOn();
    reads++;
    // By now the other payment waits for the same block.
    setTimeout(() => stop.abort(), 500);
    return hang(signal);
  };
  const settled: string[] = [];
  const first = payer.submitPayment(1n, someResource());
  const second = payer.submitPayment(1n, someResource(), { signal: stop.signal });
  await Promise.all([
    assertRejects(() => first, PaymentUnknownError).then(() => settled.push("first")),
    assertRejects(() => second, PaymentUnknownError).then(() => settled.push("second")),
  ]);
  assertEquals([settled, reads], [["second", "first"], 1]);
});

Deno.test("a load balancer over nodes of different heights does not confuse a payment", async () => {
  using fixture = startChain(50);
  const early = new Map<string, string>();
  let asked = 0;
  // Every second answer about account and height comes from a node that stands still.
  fixture.intercept = async (method, passOn, _signal, { path }) => {
    const key = method === "status" || String(path).endsWith("/Account") ? method : undefined;
    const text = await (await passOn()).text();
    if (key === undefined) return new Response(text);
    if (!early.has(key)) early.set(key, text);
    return new Response(asked++ % 2 === 0 ? early.get(key) : text);
  };
  const payer = fixture.payer();
  const resources = Array.from({ length: 6 }, someResource);
  for (const resource of resources) await payer.submitPayment(1n, resource);
  for (const resource of resources) assertEquals(paymentsFor(fixture.chain, resource), 1);
  assertEquals(fixture.requests.get("broadcast_tx_sync"), 6, "no old sequence number is used");
});

Deno.test("a late answer about the account is asked for again, and a later one counts", async () => {
  using fixture = startChain();
  const payer = fixture.payer();
  const sent = new Set<unknown>();
  let early: string | undefined;
  let late = 0;
  fixture.intercept = async (method, passOn, _signal, { path, tx }) => {
    if (method === "broadcast_tx_sync") sent.add(tx);
    if (!String(path).endsWith("/Account")) return await passOn();
    const text = await (await passOn()).text();
    early ??= text;
    return new Response(late-- > 0 ? early : text);
  };
  for (const resource of [someResource(), someResource()]) {
    await payer.submitPayment(1n, resource);
    assertEquals(paymentsFor(fixture.chain, resource), 1);
    late = 1;
  }
  assertEquals(sent.size, 2, "no old sequence number is used");
});

Deno.test("a chain's library that does not load is told as that, and the next call tries again", async () => {
  const script = `
    import { PrivateKey } from "@nilvm/client/keys";
    import { NilChainPayer } from "@nilvm/client/nilchain";
    const payer = new NilChainPayer({
      chainId: "chain", rpcEndpoint: "http://chain.test", privateKey: PrivateKey.random(),
      fetch: () => { throw new Error("asked") },
    });
    const told = [];
    for (const task of [
      () => payer.submitPayment(1n, new Uint8Array(32)),
      () => payer.walletAddress(),
      () => payer.resume("AB".repeat(32)),
    ]) {
      const error = await task().catch((error) => error);
      told.push([error.name, error.message, error.failure, error.cause instanceof Error]);
    }
    console.log(JSON.stringify(told));
  `;
  const root = new URL("../../../", import.meta.url);
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const directory = await Deno.makeTempDir();
  try {
    const map: Record<string, string> = { ...imports };
    for (const [name, target] of Object.entries(map)) {
      if (target.startsWith("./")) map[name] = new URL(target, root).href;
      if (target.startsWith("npm:")) map[`${name}/`] = `npm:/${target.slice(4)}/`;
    }
    const library = new URL("src/payments/nilchain/cosmjs.js", root).href;
    map[library] = `file://${directory}/missing.js`;
    const importMap = `${directory}/map.json`;
    await Deno.writeTextFile(importMap, JSON.stringify({ imports: map }));
    await Deno.writeTextFile(`${directory}/script.ts`, `import "@nilvm/client/wasm";${script}`);
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-check",
        "--no-lock",
        "--no-config",
        "--import-map",
        importMap,
        `${directory}/script.ts`,
      ],
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert(text !== "", new TextDecoder().decode(stderr));
    for (const [name, message, failure, hasCause] of JSON.parse(text)) {
      assertEquals(name, FailedPreconditionError.name);
      assert(message.startsWith("The chain's library cannot be loaded, so nothing was sent: "));
      assert(message.includes("missing.js"), message);
      assertEquals([failure.delivery, failure.reason, hasCause], ["notSent", "notLoaded", true]);
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
