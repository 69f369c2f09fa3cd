/** Tests of operations and deposits that are aborted at random moments and called again. `deno task soak:aborts` runs more. */
import { assert, assertEquals } from "@std/assert";
import {
  abortDeposits,
  abortOperations,
  type Endings,
  priceCredits,
  priceUnil,
} from "../../tools/aborted_operations.ts";

const ways = [[false, "without sockets"], [true, "over sockets"]] as const;

/** Checks that calls were stopped in each of these phases, and that they ended with nothing but a stop. */
function assertStopped({ stopped, surprises }: Endings, phases: string[], least: number): void {
  assertEquals(surprises, []);
  for (const phase of phases) {
    const count = stopped[phase] ?? 0;
    assert(count >= least, `only ${count} calls were stopped in the phase ${phase}`);
  }
}

for (const [listen, way] of ways) {
  Deno.test(`300 operations that are aborted at random moments make 300 payments, ${way}`, async () => {
    const count = 300;
    const report = await abortOperations({ seed: 1, count, listen }, "perOperation");
    assertStopped(report, ["quote", "payment", "receipt", "nodes"], 50);
    assertEquals(report.paidUnil, BigInt(count) * priceUnil);
    assertEquals([report.transactions, report.receipts], [count, count]);
    assertEquals(report.accepted, [count, count, count]);
    assertEquals(report.held, [report.ids, report.ids, report.ids]);
    assertEquals(report.right, report.ids);
    assert(report.ids > count / 2 && report.ids < count, "most of them stored, and some updated");
  });

  Deno.test(`100 operations that are aborted at random moments cost 100 times the price of the balance, ${way}`, async () => {
    const count = 100;
    const report = await abortOperations({ seed: 2, count, listen }, "balance");
    assertStopped(report, ["quote", "receipt", "nodes"], 20);
    // The deposits were of the price of each operation, and nothing is left.
    assertEquals([report.paidUnil, report.leftCredits], [BigInt(count) * priceUnil, 0n]);
    assertEquals(report.receipts, count);
    assertEquals(report.accepted, [count, count, count]);
    assertEquals(report.held, [report.ids, report.ids, report.ids]);
    assertEquals(report.right, report.ids);
  });

  Deno.test(`30 deposits that are aborted at random moments are paid and credited 30 times, ${way}`, async () => {
    const count = 30;
    const report = await abortDeposits({ seed: 3, count, listen });
    assertStopped(report, ["payment", "receipt"], 10);
    assertEquals(report.transactions, count);
    assertEquals(report.paidUnil, BigInt(count) * priceUnil);
    assertEquals(report.credits, BigInt(count) * priceCredits);
  });
}

Deno.test("30 aborted operations make 30 payments also while nodes and the chain fail", async () => {
  const count = 30;
  const run = { seed: 4, count, listen: false, hasFaults: true };
  const report = await abortOperations(run, "perOperation");
  assertStopped(report, ["quote", "payment", "receipt", "nodes"], 5);
  assertEquals(report.paidUnil, BigInt(count) * priceUnil);
  assertEquals([report.transactions, report.receipts], [count, count]);
  assertEquals(report.accepted, [count, count, count]);
  assertEquals([...report.held, report.right], new Array(4).fill(report.ids));
});
