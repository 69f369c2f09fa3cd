/** Endpoints of the chain that lie. */
import type { SimClock } from "./clock.ts";
import type { Serve } from "./links.ts";
import { type Answer, nameOf, type Passing } from "./passing.ts";
import type { ChainLie } from "./plan.ts";
import type { Story } from "./story.ts";

/** How far ahead an invented height is. */
const inventedBlocks = 1_000;

const logs: Readonly<Record<number, string>> = {
  4: "signature verification failed: unauthorized",
  5: "insufficient funds",
  11: "out of gas",
  13: "insufficient fees; got:  required: 200unil: insufficient fee",
  19: "tx already in mempool",
  20: "mempool is full",
  30: "tx timeout height",
  32: "account sequence mismatch, expected 7, got 0: incorrect account sequence",
};

/** The codes with which endpoints refuse what they keep. */
export const refusalCodes: readonly number[] = Object.keys(logs).map(Number);

/** The endpoints of the chain. */
export class ChainLiars {
  readonly #lies: readonly ChainLie[];
  readonly #clock: SimClock;
  readonly #story: Story;
  readonly #serve: Serve;
  #isHonest = false;

  constructor(lies: readonly ChainLie[], clock: SimClock, story: Story, serve: Serve) {
    this.#lies = lies;
    this.#clock = clock;
    this.#story = story;
    this.#serve = serve;
  }

  /** From now on nobody lies. */
  repent(): void {
    this.#isHonest = true;
  }

  /** Serves a request as its endpoint wants. */
  async serve(passing: Passing): Promise<Answer> {
    const nowMs = this.#clock.elapsedMs;
    const lie = this.#isHonest
      ? undefined
      : this.#lies.find(({ at, fromMs, untilMs, kind }) =>
        at === passing.to && nowMs >= fromMs && nowMs < untilMs &&
        kinds[kind].includes(passing.method)
      );
    if (lie === undefined) return await this.#serve(passing);
    this.#story.tell(`${passing.to}`, `${lie.kind} ${nameOf(passing)}`);
    const call = JSON.parse(new TextDecoder().decode(passing.body));
    const answer = (result: unknown) => jsonAnswer({ jsonrpc: "2.0", id: call.id, result });
    switch (lie.kind) {
      case "keeps": {
        const { code = 5, ms = 0 } = lie;
        this.#clock.sleep("liars", ms).then(() => this.#serve(passing)).catch(() => {});
        return answer({ code, codespace: "sdk", data: "", log: logs[code], hash: "" });
      }
      case "twice":
        await this.#serve(passing);
        return await this.#serve(passing);
      case "swallows":
        return answer({ code: 0, codespace: "", data: "", log: "", hash: "" });
      case "height": {
        const real = await this.#serve(passing);
        const { result } = JSON.parse(new TextDecoder().decode(real.body));
        if (passing.method === "status" && result !== undefined) {
          const height = Number(result.sync_info.latest_block_height) + inventedBlocks;
          result.sync_info.latest_block_height = String(height);
          return answer(result);
        }
        if (passing.method !== "block" || result !== undefined) return real;
        return answer({ block: { header: { height: call.params.height }, data: { txs: [] } } });
      }
      case "hides": {
        if (passing.method === "tx_search") return answer({ txs: [], total_count: "0" });
        const real = await this.#serve(passing);
        const { result } = JSON.parse(new TextDecoder().decode(real.body));
        if (result?.block === undefined) return real;
        return answer({ ...result, block: { ...result.block, data: { txs: [] } } });
      }
    }
  }
}

/** The methods about which each kind of liar lies. */
const kinds: Readonly<Record<ChainLie["kind"], readonly string[]>> = {
  keeps: ["broadcast_tx_sync"],
  twice: ["broadcast_tx_sync"],
  swallows: ["broadcast_tx_sync"],
  height: ["status", "block"],
  hides: ["tx_search", "block"],
};

function jsonAnswer(body: unknown): Answer {
  return {
    status: 200,
    headers: new Headers({ "content-type": "application/json" }),
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}
