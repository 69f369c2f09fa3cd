import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { Network, SecretBlob, SecretInteger, type Values, VmClient } from "@nilvm/client";
import { seededEnvironment } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { settle } from "../../../src/devnet/options.ts";
import { createState } from "../../../src/devnet/state/state.ts";
import { openStateFile } from "../../../src/devnet/state/state_file.ts";
import { assertWhole } from "../../support/devnet/state_invariants.ts";

const root = new URL("../../../", import.meta.url);
/** The errors that a read may have when some nodes served an update and others did not. */
const disagreements = ["NODES_DISAGREE", "CORRUPT_SHARE", "NOT_ENOUGH_SHARES"];
const walletsUnil = 10n * 1_000_000_000_000n;

/** The devnet command with a state file, until it is killed. */
class Command {
  readonly #process: Deno.ChildProcess;
  /** The line that it wrote when it was ready; `undefined` if it ended before. */
  // deno-lint-ignore no-explicit-any
  readonly ready: Promise<any>;
  /** What it has written to stderr. */
  reports = "";
  readonly #stderrRead: Promise<void>;

  /** @param fileKib the largest size of its files, in KiB; no limit by default */
  constructor(state: string, fileKib?: number) {
    const args = ["src/cli/cli.ts", "devnet", "--json", "--free-ports", "--block-time", "10"];
    const command = [Deno.execPath(), "run", "-A", ...args, "--state", state];
    // Without the signal, a write above the limit is an error, as on a full disk.
    const limited = [
      "bash",
      "-c",
      `trap '' XFSZ; ulimit -S -f ${fileKib}; exec "$@"`,
      "-",
      ...command,
    ];
    const [program, ...rest] = fileKib === undefined ? command : limited;
    this.#process = new Deno.Command(program!, {
      args: rest,
      cwd: root,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#stderrRead = this.#listen(this.#process.stderr);
    this.ready = new Response(this.#process.stdout.pipeThrough(firstLine())).text()
      .then((line) => line === "" ? undefined : JSON.parse(line));
  }

  async #listen(stderr: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stderr.pipeThrough(new TextDecoderStream())) this.reports += text;
  }

  /** Waits until it has written these words to stderr. */
  async reported(words: string): Promise<void> {
    for (const startedAt = performance.now(); !this.reports.includes(words);) {
      assert(performance.now() - startedAt < 20_000, `wrote only: ${this.reports}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Removes the limit of its files. */
  async giveRoom(): Promise<void> {
    const args = ["--pid", `${this.#process.pid}`, "--fsize=unlimited:"];
    assert((await new Deno.Command("prlimit", { args }).output()).success, "no limit was lifted");
  }

  /** Ends it; resolves to what it has written to stderr. */
  async kill(signal: Deno.Signal): Promise<string> {
    try {
      this.#process.kill(signal);
    } catch {
      // The process has already ended.
    }
    await this.#stderrRead;
    await this.#process.status;
    await this.ready;
    return this.reports;
  }
}

/** Passes the first line on, and then ends. */
function firstLine(): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      const end = chunk.indexOf(10);
      controller.enqueue(end < 0 ? chunk : chunk.subarray(0, end));
      if (end >= 0) controller.terminate();
    },
  });
}

// deno-lint-ignore no-explicit-any
function connect(ready: any, key: PrivateKey, wallet: number): Promise<VmClient> {
  const { bootnode, chain: { chainId, rpcEndpoint }, wallets } = ready;
  const network = new Network({ bootnode, chainId, chainRpcEndpoint: rpcEndpoint });
  const { privateKey } = wallets[wallet];
  return VmClient.create({
    key,
    network,
    payer: new NilChainPayer({ network, privateKey, pollMs: 10 }),
  });
}

/** A user of a devnet that is killed repeatedly. It remembers what was acknowledged. */
class User {
  readonly key = PrivateKey.random();
  /** The content of each value; several are possible when the answer to an update or a deletion was lost. */
  readonly values = new Map<string, (bigint | "gone")[]>();
  /** The balance; several are possible when an answer was lost. */
  credits: bigint[] = [0n];
  readonly #number: number;
  readonly #random: (below: number) => number;
  readonly #onAcknowledged: () => void;

  constructor(number: number, onAcknowledged: () => void) {
    this.#number = number;
    this.#onAcknowledged = onAcknowledged;
    const { randomBytes } = seededEnvironment(`user ${number}`);
    this.#random = (below) => (randomBytes(1)[0]! * 256 + randomBytes(1)[0]!) % below;
  }

  /** Runs one operation after another until the devnet is killed. */
  async work(ready: unknown, killed: AbortSignal): Promise<void> {
    try {
      await using client = await connect(ready, this.key, this.#number);
      while (!killed.aborted) {
        await this.#act(client, killed);
        this.#onAcknowledged();
      }
    } catch (error) {
      if (!killed.aborted) throw error;
    }
  }

  /** Runs an operation. Until it is acknowledged, it may have taken effect or not. */
  async #act(client: VmClient, signal: AbortSignal): Promise<void> {
    const before = this.credits[0]!;
    const known = [...this.values].flatMap(([id, [value]]) =>
      typeof value === "bigint" ? [{ id, value }] : []
    );
    const { id, value } = known[this.#random(Math.max(1, known.length))] ?? {};
    const options = { signal };
    const isPoor = before < 500n;
    if (isPoor) {
      this.credits = [before, before + 1_000n];
      await client.addFunds(10_000_000n, undefined, options);
      this.credits = [before + 1_000n];
      return;
    }
    // The receipt may have been paid for, and its operation served or not.
    const paid = before - 100n;
    const fresh = BigInt(this.#random(65_536));
    const values: Values = { n: new SecretInteger(fresh) };
    const what = id === undefined ? 0 : this.#random(10);
    if (what === 9) {
      this.values.set(id!, [value!, "gone"]);
      await client.deleteValues(id!).invoke(options);
      this.values.set(id!, ["gone"]);
      return;
    }
    this.credits = [before, paid];
    if (what < 5) {
      this.values.set(await client.storeValues(values, { ttlDays: 1 }).invoke(options), [fresh]);
    } else if (what < 7) {
      this.values.set(id!, [value!, fresh]);
      await client.storeValues(values, { ttlDays: 1, updateIdentifier: id! }).invoke(options);
      this.values.set(id!, [fresh]);
    } else {
      const read = await client.retrieveValues(id!).invoke(options);
      assertEquals(read.n?.value, value);
    }
    this.credits = [paid];
  }

  /** Checks the balance and the values with some ids. After that nothing is in doubt. */
  async check(ready: unknown, isChecked: (id: string) => boolean): Promise<void> {
    await using client = await connect(ready, this.key, this.#number);
    const { balance } = await client.balance();
    assert(this.credits.includes(balance), `the balance is ${balance}, not ${this.credits}`);
    let spent = 0n;
    for (const [id, allowed] of this.values) {
      if (allowed.length === 1 && !isChecked(id)) continue;
      const isInDoubt = allowed.length > 1;
      const found = await client.retrieveValues(id).invoke().then(
        (values) => values.n!.value as bigint,
        (error) => {
          if (error.code === "NOT_FOUND") return "gone" as const;
          if (isInDoubt && disagreements.includes(error.code)) return undefined;
          throw error;
        },
      );
      spent += 100n;
      assert(found === undefined || allowed.includes(found), `${id} is ${found}, not ${allowed}`);
      // Some nodes may have served it and others not, and each read may hear other nodes.
      if (isInDoubt) this.values.delete(id);
    }
    const after = (await client.balance()).balance;
    // Without credits an operation is paid on the chain.
    if (balance >= spent) assertEquals(after, balance - spent);
    this.credits = [after];
  }
}

Deno.test("a devnet with a state file that is killed at a random moment has everything it acknowledged", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/state`;
    let acknowledged = 0;
    let goal = { at: 0, reach: () => {} };
    const users = [0, 1, 2].map((number) =>
      new User(number, () => {
        if (++acknowledged === goal.at) goal.reach();
      })
    );
    const { randomBytes } = seededEnvironment("moments");
    const below = (limit: number) => Math.floor(randomBytes(1)[0]! / 256 * limit);
    const moment = (belowMs: number) =>
      new Promise((resolve) => setTimeout(resolve, below(belowMs)));
    for (let round = 0; round < 22; round++) {
      const command = new Command(path);
      if (round % 4 === 3) {
        // Kill it while it starts.
        await moment(400);
        await command.kill("SIGKILL");
        continue;
      }
      const ready = await command.ready;
      assertNotEquals(ready, undefined);
      const sample = new Set([round % 7, (round + 3) % 7]);
      let place = 0;
      await Promise.all(users.map((user) => user.check(ready, () => sample.has(place++ % 7))));
      const killed = new AbortController();
      // Kill it after an amount of work, not after a time, in which a busy machine may do nothing.
      const reached = new Promise<void>((reach) => {
        goal = { at: acknowledged + 1 + below(30), reach };
      });
      const work = Promise.all(users.map((user) => user.work(ready, killed.signal)));
      await Promise.race([reached, work]);
      await moment(40);
      const ended = command.kill("SIGKILL");
      killed.abort();
      await ended;
      await work;
    }
    const command = new Command(path);
    const ready = await command.ready;
    await Promise.all(users.map((user) => user.check(ready, () => true)));
    await command.kill("SIGTERM");

    const state = createState(settle({}), 0, { chainId: "", wallets: [] });
    using _ = await openStateFile(path, state, settle({}));
    assertWhole(state, walletsUnil);
    const stored = users.reduce((sum, { values }) => sum + values.size, 0);
    // The work that all rounds must have done, at any speed.
    assert(acknowledged > 200 && stored > 50, `${acknowledged} done, ${stored} stored`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test({
  name: "a devnet does not acknowledge what it cannot write, and keeps what it acknowledged",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const state = `${folder}/state`;
      const key = PrivateKey.random();
      const blob = (fill: number) => ({ blob: new SecretBlob(new Uint8Array(20_000).fill(fill)) });
      const ids: string[] = [];

      const full = new Command(state, 1000);
      {
        await using client = await connect(await full.ready, key, 0);
        await client.addFunds(50_000_000n);
        const store = async () => {
          for (;;) {
            const operation = client.storeValues(blob(ids.length), { ttlDays: 1 });
            ids.push(await operation.invoke({ timeoutMs: 2_000 }));
          }
        };
        const { code } = await store().catch((error) => error);
        assert(["UNAVAILABLE", "TIMEOUT"].includes(code), code);

        const { admin } = await full.ready;
        const control = (method: string, path: string, body: unknown) =>
          fetch(`${admin}${path}`, { method, body: JSON.stringify(body) })
            .then((answer) => answer.text());
        await assertRejects(() => control("POST", "/clock/advance", { ms: 1000 }));
        await assertRejects(() => control("PATCH", "/chain/accounts/5", { balanceUnil: "7" }));
      }
      assertStringIncludes(
        await full.kill("SIGKILL"),
        "The devnet cannot write to",
      );

      assert(ids.length > 3, `${ids.length} were stored`);
      const command = new Command(state);
      await using client = await connect(await command.ready, key, 0);
      for (const [fill, id] of ids.entries()) {
        const { blob: read } = await client.retrieveValues(id).invoke();
        assertEquals(read, blob(fill).blob);
      }
      await command.kill("SIGTERM");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "a devnet retries a failed write until it succeeds, and reports the failure once",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const state = `${folder}/state`;
      const command = new Command(state, 1000);
      const { admin } = await command.ready;
      const advance = () =>
        fetch(`${admin}/clock/advance`, { method: "POST", body: JSON.stringify({ ms: 60_000 }) })
          .then((answer) => answer.text());
      {
        await using client = await connect(await command.ready, PrivateKey.random(), 0);
        const blob = { blob: new SecretBlob(new Uint8Array(200_000)) };
        const store = async () => {
          for (;;) await client.storeValues(blob, { ttlDays: 1 }).invoke({ timeoutMs: 2_000 });
        };
        await assertRejects(store);
      }
      for (let i = 0; i < 3; i++) await assertRejects(advance);
      // Long enough for several tries.
      await new Promise((resolve) => setTimeout(resolve, 600));
      await command.giveRoom();
      await command.reported("can write to");
      const reports = await command.kill("SIGKILL");
      assertEquals(reports.match(/answers no requests until it can/g)?.length, 1, reports);

      const again = new Command(state);
      const status = await fetch(`${(await again.ready).admin}/status`);
      const { now } = await status.json();
      assert(Date.parse(now) - Date.now() > 2 * 60_000, `what was not answered was lost: ${now}`);
      await again.kill("SIGTERM");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
