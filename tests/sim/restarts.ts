/** What a new process does about the payments that its journal tells of. */
import { fromBinary } from "@bufbuild/protobuf";
import { type OpenPurchase, type VmClient, VmError } from "@nilvm/client";
import { encodeHex } from "../../src/base/hex.ts";
import { ReceiptSchema } from "../../src/gen/nillion/payments/v1/receipt_pb.ts";
import { judgeLost, nonceOf } from "./judge_journals.ts";
import { finish, paidOperations } from "./operations.ts";
import { reads, resumingStep } from "./plan.ts";
import type { SimProcess } from "./process.ts";
import { recordOf, shortOf, type StepRecord } from "./step_record.ts";
import { attempt } from "./users.ts";
import { ownerOf, type World } from "./world.ts";

/** How often a new process asks for what is unsettled before it goes on. */
const triesMax = 2;

/** The payments of earlier processes. */
export class Restarts {
  /** The quotes and deposits that users were told about: nonces, and hashes of transactions. */
  readonly told = new Set<string>();
  readonly #world: World;
  readonly #records: readonly StepRecord[];

  constructor(world: World, records: readonly StepRecord[]) {
    this.#world = world;
    this.#records = records;
  }

  /**
   * Goes on with the payments of a client. Gives what is unsettled, in words.
   *
   * @param isLast Whether nothing of what is open is used any more.
   */
  async goOn(client: number, connected: VmClient, isLast = false): Promise<string[]> {
    const { plan, clock, story } = this.#world;
    if (plan.shape.clients[client]!.journal === undefined) return [];
    let unsettled: string[] = [];
    const process = this.#world.processOf(client);
    for (let tries = 1; tries <= triesMax; tries++) {
      // The call belongs to no step of the plan.
      const call = recordOf({
        id: resumingStep(client),
        kind: "balance",
        client,
        atMs: 0,
        tries: 1,
        pauseMs: 0,
      });
      call.process = process;
      const resumed = await attempt(
        this.#world,
        call,
        {},
        (options) => connected.resumePayments(options),
      );
      if (call.isCrashed) return [];
      if (resumed === undefined) {
        unsettled = [`resumePayments() failed: ${shortOf(call.attempts[0]?.error)}`];
        continue;
      }
      const { credited, open, lost } = resumed.value;
      story.tell(
        ownerOf(client),
        `resumed: ${credited.length} credited, ${open.length} open, ${lost.length} lost, ${resumed.value.unsettled.length} unsettled`,
      );
      for (const payment of [...credited, ...open, ...lost]) {
        this.told.add(nonceOf(payment) ?? payment.txHash!);
      }
      for (const payment of lost) {
        story.tell(ownerOf(client), `lost: ${shortOf(payment.error)}`);
        judgeLost(this.#world, client, payment);
      }
      for (const purchase of open) {
        await this.#use(purchase, connected, process, isLast);
        if (!process.isAlive) return [];
      }
      unsettled = resumed.value.unsettled.map(({ action, error }) =>
        `${action}: ${shortOf(error)}`
      );
      if (unsettled.length === 0) break;
      await clock.sleep("users", 5_000);
    }
    return unsettled;
  }

  /** Uses what is bought for the operation that it was bought for, unless that is over. */
  async #use(
    { receipt, operation: bought, mayBeUsed, discard }: OpenPurchase,
    client: VmClient,
    process: SimProcess,
    isLast: boolean,
  ): Promise<void> {
    const { plan, stores, findings, wire } = this.#world;
    const id = encodeHex(fromBinary(ReceiptSchema, receipt.receipt).identifier);
    const step = wire.receipts.get(id)?.step;
    const record = this.#records.find((record) => record.step.id === step);
    const make = record && paidOperations[record.step.kind];
    if (record?.isDone && !record.isCrashed && !record.step.confirm) {
      findings.add("journal", `step ${step} is done, and its entry stays`);
    }
    const isUsed = stores.usedReceipts.has(id);
    const isRead = bought?.startsWith("retrieve") || bought === "poolStatus";
    // The read that was to confirm a write is another operation than its step.
    const confirms = isRead && record !== undefined && !reads.has(record.step.kind);
    if (isUsed && !mayBeUsed && !isRead) {
      findings.add("journal", `nodes have the ${bought} of step ${step}, and its entry denies it`);
    }
    const isOver = mayBeUsed || confirms || record?.isDone || isLast;
    if (record === undefined || make === undefined || isOver) {
      return await Promise.race([discard(), process.crashed]).catch(() => {});
    }
    record.process = process;
    const operation = make(this.#world, record, client, record.id ?? "");
    const done = await attempt(
      this.#world,
      record,
      {},
      (options) => operation.invokeWithReceipt(receipt, options),
    );
    record.operation = operation;
    finish(this.#world, record, done);
    if (done !== undefined || !process.isAlive || !plan.isStrict) return;
    // A read that nodes have served is used up. The request of a dead process may still be on its way.
    const { error } = record.attempts.at(-1)!;
    if (isRead && isRefusedAsUsed(error)) return;
    findings.add("recovery", `what step ${step} has bought cannot be used`);
  }
}

/** Whether some node refused a receipt because it was used. */
function isRefusedAsUsed(error: unknown): boolean {
  if (!(error instanceof VmError)) return false;
  const all = [error, ...error.outcomes?.map(({ error }) => error) ?? []];
  return all.some((one) => one?.failure?.reason === "nonceUsed");
}
