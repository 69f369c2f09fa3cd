import { assertEquals } from "@std/assert";
import { startDevnet } from "@nilvm/client/devnet";
import { Clock } from "../../support/devnet/clock.ts";
import { openQuote, type Operation, RawUser, sha256 } from "../../support/devnet/raw_user.ts";
import { refused } from "../../support/devnet/refused.ts";

const poolStatus: Operation = { case: "poolStatus", value: {} };

async function balance(user: RawUser): Promise<bigint> {
  return (await user.payments().accountBalance({})).balance;
}

Deno.test("a leader sells credits for unil, and receipts for credits", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = new RawUser(devnet);
  assertEquals(await balance(user), 0n);
  await user.deposit(2_000_000n);
  assertEquals(await balance(user), 200n);
  await user.deposit(10_001n);
  assertEquals(await balance(user), 202n);
  await user.receipt(poolStatus);
  await user.receipt(poolStatus);
  assertEquals(await balance(user), 2n);
  assertEquals(await refused(user.receipt(poolStatus)), "FailedPrecondition: not enough funds");
});

Deno.test("a leader accepts a deposit slightly below the minimum, and none lower", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = new RawUser(devnet);
  await user.deposit(9_000n);
  assertEquals(await balance(user), 1n);
  assertEquals(await refused(user.deposit(8_999n)), "InvalidArgument: payment is too small");
});

Deno.test("a leader accepts a deposit for another user, if the payload names this leader", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = new RawUser(devnet);
  const payload = await user.addFundsPayload(user.leader);
  const txHash = await user.pay(1_000_000n, await sha256(payload));
  await user.payments({}).addFunds({ payload, txHash: txHash.toLowerCase() });
  assertEquals(await balance(user), 100n);
  assertEquals(
    await refused(user.payments({}).addFunds({ payload, txHash })),
    "InvalidArgument: payment transaction has already been processed",
  );

  const elsewhere = await user.addFundsPayload(user.follower);
  assertEquals(
    await refused(user.payments({}).addFunds({ payload: elsewhere, txHash })),
    "InvalidArgument: invalid leader public key",
  );
});

Deno.test("a leader spends a quote once, for any way of payment and for concurrent requests", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = new RawUser(devnet);
  await user.deposit(100_000_000n);
  const signedQuote = await user.quote(poolStatus);
  const txHash = await user.pay(1_000_000n, openQuote(signedQuote).nonce);

  const attempts = await Promise.allSettled(
    Array.from(
      { length: 20 },
      (_, i) => user.payments().paymentReceipt({ signedQuote, ...(i % 2 === 0 && { txHash }) }),
    ),
  );
  assertEquals(attempts.filter(({ status }) => status === "fulfilled").length, 1);
  assertEquals([9_900n, 10_000n].includes(await balance(user)), true);
});

Deno.test("a balance never falls below zero", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = new RawUser(devnet);
  await user.deposit(3_500_000n);
  const attempts = await Promise.allSettled(
    Array.from({ length: 10 }, () => user.receipt(poolStatus)),
  );
  assertEquals(attempts.filter(({ status }) => status === "fulfilled").length, 3);
  assertEquals(await balance(user), 50n);
});

Deno.test("a leader refuses a chain payment for a quote that is more than a day old", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({
    listen: false,
    blockTimeMs: 5,
    environment: clock.environment,
  });
  const user = new RawUser(devnet, clock.now);
  const signedQuote = await user.quote(poolStatus);
  const txHash = await user.pay(1_000_000n, openQuote(signedQuote).nonce);
  clock.advanceDays(1.01);
  assertEquals(
    await refused(user.payments().paymentReceipt({ signedQuote, txHash })),
    "FailedPrecondition: quote expired",
  );
});

Deno.test("a balance expires when it has not changed for a year", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({
    listen: false,
    blockTimeMs: 5,
    environment: clock.environment,
  });
  const user = new RawUser(devnet, clock.now);
  await user.deposit(3_000_000n);
  clock.advanceDays(364);
  await user.receipt(poolStatus);
  clock.advanceDays(364);
  assertEquals(await balance(user), 200n);
  clock.advanceDays(2);
  assertEquals(await balance(user), 0n);
});
