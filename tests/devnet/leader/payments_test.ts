import { type ComputeOptions, NodesDisagreeError, SecretInteger } from "@nilvm/client";
import { assertEquals, assertRejects } from "@std/assert";
import { startDevnet } from "@nilvm/client/devnet";
import { Clock } from "../../support/devnet/clock.ts";
import { openQuote, type Operation, RawUser, sha256 } from "../../support/devnet/raw_user.ts";
import { refused } from "../../support/devnet/refused.ts";
import { fundedUser, mir } from "../../support/programs.ts";

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

Deno.test("a leader sells no computation while more than 100 programs run, like real nodes", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  await using client = await fundedUser(devnet);
  const users = [client.userId];
  const programId = await client.storeProgram("two", await mir("two_parties")).invoke();
  const program = (): ComputeOptions => ({
    programId,
    inputBindings: ["p", "q"].map((partyName) => ({ partyName, user: client.userId })),
    outputBindings: ["p", "q"].map((partyName) => ({ partyName, users })),
    values: { a: new SecretInteger(40), b: new SecretInteger(2) },
  });
  const keyGeneration = (): ComputeOptions => ({
    programId: "builtin/tecdsa_dkg",
    inputBindings: [],
    outputBindings: [
      { partyName: "tecdsa_private_key_store_id_party", users },
      { partyName: "tecdsa_public_key_party", users },
    ],
  });
  // A computation that one node refuses waits for it at the others.
  const start = async (options: ComputeOptions) => {
    using _ = devnet.nodes[2]!.inject({
      kind: "refuse",
      code: "INTERNAL",
      methods: ["InvokeCompute"],
    });
    await assertRejects(() => client.compute(options).invoke(), NodesDisagreeError);
  };
  const user = new RawUser(devnet);
  await user.deposit(10_000_000n);
  const sell = (programId: string) => user.receipt({ case: "invokeCompute", value: { programId } });

  await start(keyGeneration());
  await Promise.all(Array.from({ length: 100 }, () => start(program())));
  await sell(programId);
  await start(program());
  const tooMany = "Unavailable: too many compute operations running, try again later";
  const before = await balance(user);
  for (const id of [programId, "builtin/tecdsa_dkg"]) {
    assertEquals(await refused(sell(id)), tooMany);
  }
  assertEquals(await balance(user), before);
  await user.receipt(poolStatus);

  devnet.clock.advance(30_000);
  await new Promise((resolve) => setTimeout(resolve));
  await sell(programId);
});
