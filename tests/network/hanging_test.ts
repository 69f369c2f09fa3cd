/** Nodes that hang, are busy or are down cost a client their own share of its requests, and no more. */
import { create, toBinary } from "@bufbuild/protobuf";
import { anyPack } from "@bufbuild/protobuf/wkt";
import { SecretInteger, TimeoutError, UnavailableError } from "@nilvm/client";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Environment, platform } from "../../src/async/environment.ts";
import { Lanes } from "../../src/async/lanes.ts";
import { RetryBudget } from "../../src/async/retry_budget.ts";
import { isRefused } from "../../src/fan_out/ask_nodes.ts";
import { RetryInfoSchema } from "../../src/gen/google/rpc/error_details_pb.ts";
import { withAttemptLimit } from "../../src/network/attempt_limit.ts";
import { refusal, webHeaders } from "../support/grpc_web.ts";
import { hang } from "../support/hang.ts";
import { fundedClient, type Passing, refuse, startNet, statuses } from "../support/net_fixture.ts";

const values = { a: new SecretInteger(7) };
const options = { ttlDays: 1 };

/** Pauses that end at once, and are noted. The long limits of calls and attempts are kept. */
function quickNaps() {
  const naps: number[] = [];
  const sleep = (ms: number, signal: AbortSignal) => {
    if (ms > 10_000) return platform.sleep(ms, signal);
    naps.push(ms);
    return platform.sleep(0, signal);
  };
  return { naps, environment: { ...platform, sleep } };
}

/** Two nodes of five that get requests with these methods and never answer. */
function twoHang(...methods: string[]) {
  return ({ to, method, signal, passOn }: Passing) =>
    (to === 3 || to === 4) && methods.includes(method) ? hang(signal) : passOn();
}

for (const count of [1, 16, 64]) {
  Deno.test(`${count} reads at once go on while two nodes of five hang`, async () => {
    await using net = await startNet({ nodes: 5, polynomialDegree: 2 });
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    net.intercept = twoHang("RetrieveValues");
    const startedAt = performance.now();
    const reads = Array.from({ length: count }, () => client.retrieveValues(id).invoke());
    for (const read of await Promise.all(reads)) assert(read["a"]!.equals(values.a));
    const ms = performance.now() - startedAt;
    assert(ms < 5_000, `${ms} ms`);
  });
}

Deno.test("hanging writes leave places to reads, and six requests run at most", async () => {
  await using net = await startNet({ nodes: 5, polynomialDegree: 2 });
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  let underWay = 0;
  let most = 0;
  const slow = twoHang("StoreValues");
  net.intercept = async (passing) => {
    if (passing.to === "chain") return await passing.passOn();
    most = Math.max(most, ++underWay);
    try {
      return await slow(passing);
    } finally {
      underWay--;
    }
  };
  const stop = new AbortController();
  const writes = Array.from(
    { length: 30 },
    () => client.storeValues(values, options).invoke({ signal: stop.signal }).catch(() => {}),
  );
  while (net.passed.filter(({ method }) => method === "StoreValues").length < 90) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const startedAt = performance.now();
  const reads = Array.from({ length: 10 }, () => client.retrieveValues(id).invoke());
  assertEquals((await Promise.all(reads)).length, 10);
  const ms = performance.now() - startedAt;
  assert(ms < 3_000, `${ms} ms`);
  stop.abort();
  await Promise.all(writes);
  assert(most <= 6, `${most} requests at once`);
});

/** A clock that a test moves. */
function manual(): Environment & { nowMs: number } {
  const environment = { ...platform, nowMs: 0, now: () => environment.nowMs };
  return environment;
}

/** Tasks in lanes that end when the test says so. */
function running(lanes: Lanes) {
  const tasks: { name: string; end: () => void; fail: () => void; ended: Promise<unknown> }[] = [];
  const open = (name: string) => {
    const lane = lanes.open();
    return (count: number) => {
      for (let left = count; left > 0; left--) {
        const stop = new AbortController();
        const ended = lane.run(
          () =>
            new Promise<void>((resolve, reject) =>
              tasks.push({
                name,
                end: resolve,
                fail: () => reject(stop.abort()),
                ended: Promise.resolve().then(() => ended),
              })
            ),
          stop.signal,
        ).catch(() => {});
      }
    };
  };
  const finish = async (name: string, how: "end" | "fail" = "end") => {
    const at = tasks.findIndex((task) => task.name === name);
    const [task] = tasks.splice(at, 1);
    task![how]();
    await task!.ended;
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { open, finish, names: () => tasks.map(({ name }) => name).sort().join("") };
}

Deno.test("Lanes leaves places free for others until a receiver answers", async () => {
  const { open, finish, names } = running(new Lanes(6, 3, 3, manual()));
  const [a, b, c] = [open("a"), open("b"), open("c")];
  a(9);
  b(9);
  await Promise.resolve();
  assertEquals(names(), "aaab");
  await finish("b");
  assertEquals(names(), "aaabbb");
  await finish("a");
  c(1);
  await finish("a");
  assertEquals(names().includes("c"), true);
});

Deno.test("Lanes leaves two of three places free for others", async () => {
  const { open, names } = running(new Lanes(3, 3, 3, manual()));
  for (const name of ["a", "b"]) open(name)(3);
  await Promise.resolve();
  assertEquals(names(), "ab");
});

Deno.test("Lanes leaves a third of many places free for others", async () => {
  const { open, names } = running(new Lanes(30, 10, 3, manual()));
  for (const name of ["a", "b", "c"]) open(name)(10);
  await Promise.resolve();
  assertEquals(names(), "aaaaaaaaaabbbbbbbbbbc");
});

Deno.test("Lanes gives a stuck receiver one place until it answers", async () => {
  const environment = manual();
  const { open, finish, names } = running(new Lanes(6, 3, 3, environment));
  const a = open("a");
  a(9);
  await Promise.resolve();
  assertEquals(names(), "aaa");
  environment.nowMs += 2_001;
  await finish("a", "fail");
  assertEquals(names(), "aa");
  await finish("a", "fail");
  await finish("a", "fail");
  assertEquals(names(), "a");
  await finish("a");
  assertEquals(names(), "aaa");
});

Deno.test("Lanes does not take a receiver for stuck that had nothing to do", async () => {
  const environment = manual();
  const { open, finish, names } = running(new Lanes(6, 3, 3, environment));
  const a = open("a");
  for (let burst = 0; burst < 2; burst++) {
    environment.nowMs += 2_001;
    a(3);
    await Promise.resolve();
    assertEquals(names(), "aaa");
    for (let task = 0; task < 3; task++) await finish("a");
  }
});

Deno.test("Lanes gives a receiver that hung one place, also when all its tasks have ended", async () => {
  const environment = manual();
  const { open, finish, names } = running(new Lanes(6, 3, 3, environment));
  const a = open("a");
  a(1);
  await Promise.resolve();
  environment.nowMs += 2_001;
  await finish("a", "fail");
  a(9);
  await Promise.resolve();
  assertEquals(names(), "a");
  await finish("a");
  assertEquals(names(), "aaa");
});

Deno.test("Lanes gives all stuck receivers together a part of the places", async () => {
  const environment = manual();
  const { open, finish, names } = running(new Lanes(6, 3, 3, environment));
  const lanes = ["a", "b", "c", "d", "e"].map((name) => ({ name, add: open(name) }));
  for (let task = 0; task < 2; task++) {
    for (const { add } of lanes) add(1);
    await Promise.resolve();
  }
  assertEquals(names(), "abcde");
  environment.nowMs += 2_001;
  for (const { name } of lanes) await finish(name, "fail");
  assertEquals(names().length, 3);
});

Deno.test("a client sends one node three requests at once", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  let [underWay, most] = [0, 0];
  net.intercept = async ({ passOn }) => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return await passOn().finally(() => underWay--);
  };
  await Promise.all(Array.from({ length: 20 }, () => client.balance()));
  assertEquals(most, 3);
});

Deno.test("a client leaves three places free of nodes that hang", async () => {
  await using net = await startNet({ nodes: 7, polynomialDegree: 1 });
  const environment = { aheadMs: 0, now: () => Date.now() + environment.aheadMs };
  await using client = await net.client({ environment });
  await client.addFunds(20_000_000n);
  const hung = new Set<() => void>();
  net.intercept = async ({ to, method, passOn, signal }) => {
    if (method !== "StoreValues" || Number(to) < 2) return await passOn();
    await new Promise<void>((_, reject) => {
      const fail = () => {
        hung.delete(fail);
        reject(new TypeError("connection reset"));
      };
      hung.add(fail);
      signal.addEventListener("abort", fail);
    });
    return await passOn();
  };
  const stop = new AbortController();
  const writes = Array.from(
    { length: 5 },
    () => client.storeValues(values, options).invoke({ signal: stop.signal }).catch(() => {}),
  );
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  while (hung.size < 5) await pause();
  environment.aheadMs += 2_001;
  for (const fail of hung) fail();
  for (let turn = 0; turn < 10; turn++) await pause();
  assertEquals(hung.size, 3);
  stop.abort();
  await Promise.all(writes);
});

Deno.test("an attempt is limited, and a body that trickles does not prolong it", async () => {
  let nowMs = 0;
  const wakes: (() => void)[] = [];
  const environment = {
    ...platform,
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        wakes.push(() => {
          nowMs += ms;
          resolve();
        });
      }),
  };
  const attempt = (bytes: number) =>
    withAttemptLimit(
      environment,
      undefined,
      0,
      (ms) => new Error(`late at ${ms}`),
      (signal, on) => {
        on(bytes);
        return hang(signal);
      },
    );
  const trickle = assertRejects(() => attempt(20), Error, "late at 20001");
  while (wakes.length > 0) {
    wakes.shift()!();
    await new Promise((resolve) => setTimeout(resolve));
  }
  await trickle;
  const fast = assertRejects(() => attempt(16_000_000), Error, "late at 1020000");
  while (wakes.length > 0) {
    wakes.shift()!();
    await new Promise((resolve) => setTimeout(resolve));
  }
  await fast;
  assert(nowMs > 1_000_000);
});

Deno.test("a write to a node that hangs ends its attempts, not only its call", async () => {
  await using net = await startNet();
  const environment = {
    ...platform,
    // The limit on an attempt comes at once, the caller's does not.
    sleep: (ms: number, signal: AbortSignal) =>
      platform.sleep(ms >= 20_000 && ms < 30_000 ? 20 : ms, signal),
  };
  await using client = await net.client({ environment });
  await client.addFunds(20_000_000n);
  net.intercept = ({ to, method, signal, passOn }) =>
    to === 2 && method === "StoreValues" ? hang(signal) : passOn();
  const write = client.storeValues(values, options);
  const error = await assertRejects(() => write.invoke({ timeoutMs: 60_000 }), UnavailableError);
  assertEquals(statuses(error.outcomes), ["done", "done", "unknown UNAVAILABLE"]);
  assert(error.message.includes("No answer arrived within 20"), error.message);
  assertEquals(
    net.passed.filter(({ to, method }) => to === 2 && method === "StoreValues").length,
    5,
  );
});

Deno.test("a busy node is asked again as long as the call may take", async () => {
  await using net = await startNet();
  const { naps, environment } = quickNaps();
  await using client = await net.client({ environment });
  await client.addFunds(20_000_000n);
  let left = 30;
  net.intercept = ({ to, method, passOn }) =>
    to === 1 && method === "StoreValues" && left-- > 0
      ? Promise.resolve(refusal(8, "try again later"))
      : passOn();
  naps.length = 0;
  await client.storeValues(values, options).invoke();
  assertEquals(naps.length, 30);
  assert(Math.max(...naps.slice(0, 2)) <= 200, String(naps));
  assert(naps.slice(10).some((ms) => ms > 500), String(naps));
});

Deno.test("a call whose time runs out while the leader is busy says so", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = ({ method, passOn }) =>
    method === "PriceQuote" ? Promise.resolve(refusal(14, "overloaded")) : passOn();
  const quote = client.storeValues(values, options).quote({ timeoutMs: 300 });
  const error = await assertRejects(() => quote, TimeoutError, "says: overloaded");
  assert(error.cause instanceof UnavailableError);
});

const retryInfo = toBinary(
  RetryInfoSchema,
  create(RetryInfoSchema, { retryDelay: { seconds: 3n, nanos: 0 } }),
);
const { typeUrl, value } = anyPack(
  RetryInfoSchema,
  create(RetryInfoSchema, { retryDelay: { seconds: 3n, nanos: 0 } }),
);
assertEquals(value, retryInfo);

/** `google.rpc.Status` with the code 8 and one detail. */
function statusDetails(): string {
  const url = new TextEncoder().encode(typeUrl);
  const any = [0x0a, url.length, ...url, 0x12, value.length, ...value];
  return btoa(String.fromCharCode(0x08, 8, 0x1a, any.length, ...any)).replace(/=+$/, "");
}

/** Answers that ask for a pause of three seconds. */
const pauses: Record<string, () => Response> = {
  "a header of a node": () =>
    new Response(null, {
      headers: { ...webHeaders, "grpc-status": "14", "grpc-message": "busy", "retry-after": "3" },
    }),
  "a detail of a node's status": () =>
    new Response(null, {
      headers: {
        ...webHeaders,
        "grpc-status": "8",
        "grpc-message": "too many requests",
        "grpc-status-details-bin": statusDetails(),
      },
    }),
  "a proxy": () =>
    new Response("slow down", {
      status: 429,
      headers: { "content-type": "text/plain", "retry-after": "3" },
    }),
  "a proxy, by a date": () =>
    new Response("slow down", {
      status: 503,
      headers: {
        date: "Mon, 30 Nov 2026 15:00:00 GMT",
        "retry-after": "Mon, 30 Nov 2026 15:00:03 GMT",
      },
    }),
};

for (const [who, answer] of Object.entries(pauses)) {
  Deno.test(`a pause that ${who} asks for is kept`, async () => {
    await using net = await startNet();
    const { naps, environment } = quickNaps();
    await using client = await net.client({ environment });
    await client.addFunds(20_000_000n);
    for (const method of ["PriceQuote", "StoreValues"]) {
      let isFirst = true;
      net.intercept = (passing) => {
        if (passing.method !== method || !isFirst) return passing.passOn();
        isFirst = false;
        return Promise.resolve(answer());
      };
      naps.length = 0;
      await client.storeValues(values, options).invoke();
      assertEquals(naps.length, 1);
      assert(naps[0]! >= 3_000 && naps[0]! < 3_200, String(naps));
    }
  });
}

Deno.test("a pause longer than the call ends with the call", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const headers = { ...webHeaders, "grpc-status": "14", "retry-after": "99999999999" };
  net.intercept = ({ method, passOn }) =>
    method === "PriceQuote" ? Promise.resolve(new Response(null, { headers })) : passOn();
  const quote = client.storeValues(values, options).quote({ timeoutMs: 100 });
  await assertRejects(() => quote, TimeoutError);
  assertEquals(net.count("PriceQuote"), 1);
});

Deno.test("retries add at most a tenth to the requests in a full outage", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = refuse;
  net.passed.length = 0;
  const calls = Array.from({ length: 200 }, () => client.balance().catch(() => {}));
  await Promise.all(calls);
  assert(net.passed.length >= 200 && net.passed.length <= 220, `${net.passed.length} requests`);
});

Deno.test("retries of writes have the same budget", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = ({ method, passOn }) => method === "StoreValues" ? refuse() : passOn();
  const writes = Array.from(
    { length: 20 },
    () => client.storeValues(values, options).invoke().catch(() => {}),
  );
  await Promise.all(writes);
  // Forty answers of the leader add four retries.
  const sent = net.count("StoreValues");
  assert(sent >= 60 && sent <= 60 + 10 + 4, `${sent} requests`);
});

Deno.test("RetryBudget gives ten retries, and one more for ten answers", () => {
  const budget = new RetryBudget();
  const takeAll = () => {
    let taken = 0;
    while (budget.take()) taken++;
    return taken;
  };
  assertEquals(takeAll(), 10);
  for (let answer = 0; answer < 9; answer++) budget.refill();
  assertEquals(takeAll(), 0);
  budget.refill();
  assertEquals(takeAll(), 1);
  for (let answer = 0; answer < 1_000; answer++) budget.refill();
  assertEquals(takeAll(), 10);
});

Deno.test("a node that was busy to the end has not refused the request", () => {
  const failure = { delivery: "answered", reason: "busy", from: "node" } as const;
  const error = new UnavailableError("try again later", { failure });
  const busy = { node: "a", status: "failed", delivery: "answered", error } as const;
  assertEquals(isRefused({ ...busy, consequence: "wait" }), false);
  assertEquals(isRefused({ ...busy, consequence: "giveUp" }), true);
});
