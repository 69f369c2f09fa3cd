import { PrivateKey, UserId } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { bundleIntoFile } from "../../../tools/bundle.ts";
import { type RunningWorker, serveWorker, type Worker } from "../../../tools/serve_worker.ts";
import { expect, expectSame } from "../expect.ts";
import type { Settings } from "../hosts/limits_worker.ts";
import { type Result, runCase } from "../run_case.ts";
import { hosts, src } from "./runtime.ts";

/** The most requests that the free plan of Workers lets one request send. */
const subrequestsMax = 50;

/** What the cases of limits ask of a running Worker. */
class Limits {
  readonly #url: string;

  constructor({ url }: RunningWorker) {
    this.#url = url;
  }

  async get(path: string): Promise<unknown> {
    const answer = await fetch(this.#url + path);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} fails: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /** Sends a request that holds others, and cuts it when they are held, in the midst of `meanwhile`. */
  async cut(path: string, meanwhile: () => Promise<unknown>): Promise<unknown> {
    const before = Number(await this.get("/held"));
    const stop = new AbortController();
    const cut = fetch(this.#url + path, { signal: stop.signal }).then(
      async (answer) => `it was answered: ${await answer.text()}`,
      (error) => String(error),
    );
    for (let waits = 0; Number(await this.get("/held")) === before; waits++) {
      if (waits === 200) throw new Error("Nothing is held");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const going = meanwhile();
    setTimeout(() => stop.abort(), 20);
    const result = await going;
    expect(/abort/i.test(await cut), `the request is cut: ${await cut}`);
    return result;
  }
}

const eight = <T>(get: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, get));

const cases: Record<string, (limits: Limits) => Promise<void>> = {
  async "ten nodes need six connections at once, few subrequests, and no body is left"(limits) {
    const { nodes, read, requests, openMax, open } = await limits.get("/count") as Record<
      string,
      number
    >;
    expectSame(nodes, 10, "nodes");
    expectSame(read, "42", "what is read");
    expect(openMax! <= 6, `at most six connections at once, not ${openMax}`);
    expectSame(open, 0, "connections that are left open");
    expect(requests! <= subrequestsMax, `at most ${subrequestsMax} requests, not ${requests}`);
  },
  async "eight requests at once have a client each"(limits) {
    expectSame((await eight(() => limits.get("/own"))).join(), Array(8).fill(42).join(), "reads");
  },
  async "eight requests at once load the module of programs"(limits) {
    const counts = await eight(() => limits.get("/compile"));
    expectSame(counts.join(), Array(8).fill(2).join(), "parties of the program");
  },
  async "one client serves requests of an isolate, one after the other"(limits) {
    for (let round = 0; round < 3; round++) {
      expectSame(await limits.get("/shared"), "42", "what is read");
    }
  },
  async "one client of a Durable Object serves eight requests at once"(limits) {
    const reads = await eight(() => limits.get("/object"));
    expectSame(reads.join(), Array(8).fill(42).join(), "reads");
  },
  async "a request that is cut stops no other"(limits) {
    const reads = await limits.cut("/hold", () => eight(() => limits.get("/own"))) as string[];
    expectSame(reads.join(), Array(8).fill(42).join(), "reads");
    expectSame(await limits.get("/shared"), "42", "what is read afterwards");
  },
  async "a request to a Durable Object that is cut stops no other"(limits) {
    const reads = await limits.cut("/object/hold", () => eight(() => limits.get("/object")));
    expectSame((reads as string[]).join(), Array(8).fill(42).join(), "reads");
    expectSame(await limits.get("/object"), "42", "what is read afterwards");
  },
};

/** Tests what Workers limit, on a network of ten nodes. */
export async function tryWorkerLimits(
  settings: Pick<Worker, "compatibilityDate" | "compatibilityFlags">,
  program: string,
): Promise<Result[]> {
  const folder = await Deno.makeTempDir();
  try {
    await using devnet = await startDevnet({ nodes: 10, polynomialDegree: 3 });
    const { promise: end, resolve: endAll } = Promise.withResolvers<void>();
    const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
    await using hanging = Deno.serve(options, async () => {
      await end;
      return new Response(null, { status: 503 });
    });
    const main = "entry/worker.js";
    const wasmFiles = ["core/masking_bg.wasm", "core/programs_bg.wasm"];
    await bundleIntoFile(
      new URL("limits_worker.ts", hosts),
      `${folder}/${main}`,
      "--platform=browser",
      "--external=*.wasm",
    );
    await Deno.mkdir(`${folder}/core`);
    for (const name of wasmFiles) await Deno.copyFile(new URL(name, src), `${folder}/${name}`);
    const variables: Settings = {
      bootnode: devnet.network.bootnode,
      key: await fundedKey(devnet),
      hanging: `http://127.0.0.1:${hanging.addr.port}/`,
      program,
    };
    await using worker = await serveWorker({
      folder,
      modules: [main],
      wasmFiles,
      ...settings,
      variables: { SETTINGS: JSON.stringify(variables) },
      durableObjects: { KEEPER: "Keeper" },
    });
    const limits = new Limits(worker);
    const results: Result[] = [];
    for (const [name, run] of Object.entries(cases)) {
      results.push(await runCase("limits", name, () => run(limits)));
    }
    // Whoever is cut may still wait for it.
    endAll();
    const printed = await worker.stop();
    results.push(
      await runCase("limits", "workerd warns of nothing", () => expectSame(printed, "", "printed")),
    );
    return results;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The key of a user who has a balance, in hex. */
async function fundedKey(devnet: Devnet): Promise<string> {
  const key = PrivateKey.random();
  await using client = await devnet.client();
  await client.addFunds(1_000_000_000n, UserId.fromPublicKey(key.publicKey));
  return key.toHex();
}
