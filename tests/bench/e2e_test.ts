/** Tests of the benchmark of whole operations, with clients that take a made-up time. */
import { assert, assertEquals } from "@std/assert";
import { operationsChart } from "../../bench/e2e/chart.ts";
import type { MeasuredClient } from "../../bench/e2e/clients.ts";
import { caseName, tables } from "../../bench/e2e/tables.ts";
import { figuresOf, measure, type NetworkResult, plan } from "../../bench/e2e/measure.ts";
import type { MeasuredNetwork } from "../../bench/e2e/network.ts";
import { replaceMarked } from "../../bench/text.ts";

const extent = { sizesBytes: [1 << 10, 1 << 20], budgetMs: 600, budgetMaxMs: 15_000 };

/** A network on which each operation is 5 requests in 3 round trips, and a clock that its clients share. */
function madeUpNetwork(): {
  network: MeasuredNetwork;
  seen: { requests: number; delayMs: number };
} {
  const seen = { requests: 0, delayMs: 0 };
  let [looks, othersBytes] = [0, 0];
  const network: MeasuredNetwork = {
    nodes: 3,
    polynomialDegree: 1,
    connectTask: (client) => ({
      do: "connect",
      bootnode: "",
      chainId: "",
      chainRpcEndpoint: "",
      chainGrpcEndpoint: "",
      walletKey: `${client}`,
      fundsUnil: "1",
      programId: "",
    }),
    traffic() {
      // Other programs send something during two of three operations.
      if (++looks % 2 === 0 && looks % 6 !== 0) othersBytes += 700;
      const { requests } = seen;
      return Promise.resolve({ requests, bytes: 1000 * requests + othersBytes });
    },
    async slowed(delayMs, run) {
      seen.delayMs = delayMs;
      const result = await run();
      seen.delayMs = 0;
      return result;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return { network, seen };
}

/** A client that takes so many milliseconds for each KiB, and fails where a user's would. */
function madeUpClient(
  msPerKib: number,
  seen: { requests: number; delayMs: number },
  log: string[],
): MeasuredClient {
  let wallet: string | undefined;
  let stored = 0;
  return {
    tell(task) {
      if (task.do === "connect") wallet = task.walletKey;
      else stored = 0;
      return Promise.resolve();
    },
    run({ operation, sizeBytes, times, atOnce }) {
      assert(wallet !== undefined, "an operation before the client is connected");
      assert(operation !== "read" || stored > 0, "nothing is there to read");
      if (operation === "store") stored += times;
      seen.requests += 5 * times;
      log.push(`${wallet} ${operation} ${sizeBytes} ${atOnce}`);
      const latencyMs = msPerKib * Math.max(1, sizeBytes / 1024) + 3 * seen.delayMs;
      const tookMs = latencyMs * times;
      const latenciesMs = Array.from({ length: times }, () => latencyMs);
      return Promise.resolve({ latenciesMs, tookMs, processorMs: tookMs / 2 });
    },
  };
}

async function madeUpResult(): Promise<{ result: NetworkResult; log: string[] }> {
  const { network, seen } = madeUpNetwork();
  const log: string[] = [];
  const clients = [1 / 64, 1 / 32, 20].map((msPerKib) => madeUpClient(msPerKib, seen, log));
  return { result: await measure(network, clients, extent), log };
}

Deno.test("measure() gives the figures of each case, and leaves out what takes too long", async () => {
  const { result } = await madeUpResult();
  const taken = result.cases.map((one) =>
    `${caseName(one)}, ${one.atOnce}: ` +
    one.figures.map((figures) => figures ? `${figures.p50Ms} ${figures.processorMs}` : "-").join()
  );
  assertEquals(taken, [
    "store 1 KiB, 64: 0.015625 0.0078125,0.03125 0.015625,20 10",
    "store 1 KiB, 1: 0.015625 0.0078125,0.03125 0.015625,20 10",
    "read 1 KiB, 1: 0.015625 0.0078125,0.03125 0.015625,20 10",
    "read 1 KiB, 64: 0.015625 0.0078125,0.03125 0.015625,20 10",
    "store 1 MiB, 64: 16 8,32 16,-",
    "store 1 MiB, 1: 16 8,32 16,-",
    "read 1 MiB, 1: 16 8,32 16,-",
    "read 1 MiB, 64: 16 8,32 16,-",
    "compute, 1: 0.015625 0.0078125,0.03125 0.015625,20 10",
    "compute, 64: 0.015625 0.0078125,0.03125 0.015625,20 10",
    "pay on the chain, 1: 0.015625 0.0078125,0.03125 0.015625,20 10",
    "pay on the chain, 64: 0.015625 0.0078125,0.03125 0.015625,20 10",
  ]);
});

Deno.test("measure() counts requests, bytes and round trips of an operation that runs alone", async () => {
  const { result } = await madeUpResult();
  const wire = { requests: 5, bytes: 5000 };
  for (const { atOnce, operation, wire: counted, figures } of result.cases) {
    const expected = figures.map((figures) =>
      figures && atOnce === 1 ? operation === "pay" ? wire : { ...wire, roundTrips: 3 } : undefined
    );
    assertEquals(counted, expected, operation);
  }
});

Deno.test("measure() lets clients take turns", async () => {
  const { log } = await madeUpResult();
  // The last two operations of a client that is left out of nothing.
  const payments = log.filter((line) => line.endsWith("pay 0 64"));
  const rounds = ["0 pay 0 64", "1 pay 0 64", "2 pay 0 64"];
  assertEquals(payments.slice(0, 3), rounds);
  const others = log.filter((line) => line.endsWith("store 1024 1")).slice(-9);
  const round = ["0 store 1024 1", "1 store 1024 1", "2 store 1024 1"];
  assertEquals(others, [...round, ...round, ...round]);
});

Deno.test("plan() fits runs into the budget, and gives none that take too much time or memory", () => {
  const of = (aloneMs: number, atOnce: number, sizeBytes = 1024) =>
    plan(aloneMs, { atOnce, sizeBytes, nodes: 3, budgetMs: 600, budgetMaxMs: 15_000 });
  assertEquals(of(10, 1), { times: 20, rounds: 3 });
  assertEquals(of(0.1, 1), { times: 200, rounds: 3 });
  assertEquals(of(5, 64), { times: 64, rounds: 3 });
  assertEquals(of(700, 1), { times: 1, rounds: 1 });
  assertEquals(of(200, 64), { times: 64, rounds: 1 });
  assertEquals(of(300, 64), undefined);
  assertEquals(of(15_001, 1), undefined);
  assertEquals(of(0.1, 64, 5 << 20), { times: 64, rounds: 3 });
  assertEquals(of(0.1, 64, 6 << 20), undefined);
});

Deno.test("figuresOf() has a p99 from a hundred samples on", () => {
  const run = (samples: number, latencyMs: number) => ({
    latenciesMs: Array.from({ length: samples }, () => latencyMs),
    tookMs: 500,
    processorMs: 99,
  });
  assertEquals(figuresOf([run(98, 2), run(1, 90)]), {
    samples: 99,
    p50Ms: 2,
    perSecond: 99,
    processorMs: 2,
  });
  assertEquals(figuresOf([run(98, 2), run(2, 90)])!.p99Ms, 90);
  assertEquals(figuresOf([run(99, 2), run(1, 90)])!.p99Ms, 2);
  assertEquals(figuresOf([]), undefined);
});

Deno.test("tables() shows the clients beside each other, with what the rival takes by what ours take", async () => {
  const { result } = await madeUpResult();
  const lines = tables(result).split("\n");
  assertEquals(lines[2], "|  | Deno | Node | Python | Python / Deno | Python / Node |");
  assertEquals(
    lines[4],
    "| store 1 KiB | 15.6 µs, 15.6 µs | 31.3 µs, 31.3 µs | 20 ms | 1,280 × | 640 × |",
  );
  const left = "| store 1 MiB | 16 ms | 32 ms |  |  |  |";
  assert(lines.includes(left), tables(result));
  const many =
    "| store 1 KiB | 64,000 /s: 15.6 µs, 15.6 µs | 32,000 /s: 31.3 µs, 31.3 µs | 50 /s: 20 ms | 1,280 × | 640 × |";
  assert(lines.includes(many), tables(result));
  const trips = "5 requests in 3 round trips, 5 kB";
  assert(lines.includes(`| store 1 KiB | ${trips} | ${trips} | ${trips} |`), tables(result));
});

Deno.test("tables() has nothing of the wire where the network does not count", async () => {
  const { result } = await madeUpResult();
  const cases = result.cases.map((one) => ({ ...one, wire: one.wire.map(() => undefined) }));
  assert(tables(result).includes("On the wire"));
  assert(!tables({ ...result, cases }).includes("On the wire"));
});

Deno.test("operationsChart() draws a line for each client, and the faster ones lower", async () => {
  const svg = operationsChart((await madeUpResult()).result);
  const lines = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points]) =>
    points!.split(" ").map((point) => Number(point.split(",")[1]))
  );
  // The rival is measured at the first size only.
  assertEquals(lines.map((points) => points.length), [2, 2, 1, 2, 2, 1, 2, 2, 1, 2, 2, 1]);
  const [deno, node, python] = lines as [number[], number[], number[]];
  assert(deno[0]! > node[0]! && node[0]! > python[0]!);
  assert(!svg.includes("NaN") && !svg.includes("Infinity") && !svg.includes("undefined"));
});

Deno.test("the page has the markers that the benchmark writes between", async () => {
  const root = new URL("../../", import.meta.url);
  const report = await Deno.readTextFile(new URL("bench/e2e/report.ts", root));
  const page = await Deno.readTextFile(new URL("docs/bench/operations.md", root));
  const [, nodes] = /const clusters = (.*) as const;/.exec(report)!;
  const clusters: [number, number][] = JSON.parse(nodes!);
  assertEquals(clusters.length, 3);
  for (const name of ["machine", "chart", ...clusters.map(([nodes]) => nodes)]) {
    replaceMarked(page, `e2e:${name}`, "");
  }
});
