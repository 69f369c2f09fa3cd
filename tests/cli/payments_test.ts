import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { ended, startCli } from "../support/cli_process.ts";
import { type Hang, hangAt, stall, untilHit } from "../support/hanging_devnet.ts";

Deno.test("a user's balance is filled from the wallet, and shown", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  assertEquals((await home.json("balance", ["balance"])).balanceCredits, "0");
  const { user } = await home.json("keys show", ["keys", "show"]);
  const funded = await home.json("fund", ["fund", "1.5nil"]);
  assertEquals(funded, { user, amountUnil: "1500000", wasPaidBefore: false });
  assertEquals((await home.json("balance", ["balance"])).balanceCredits, "150");
  await home.run(["keys", "new", "other"]);
  await home.json("fund", ["-i", "default", "fund", "20000", "--to", "other"]);
  assertEquals((await home.json("balance", ["-i", "other", "balance"])).balanceCredits, "2");
  const empty = await home.run(["-i", "default", "fund", "9000000nil"], { code: 1 });
  assertStringIncludes(empty.err, "does not hold the amount");

  // The wallet's, too, as far as the chain answers.
  const { address } = devnet.wallets[0]!;
  const me = ["-i", "default", "balance"];
  const { balanceUnil } = devnet.chain.account(address);
  const wallet = { address, balanceUnil: String(balanceUnil) };
  assertEquals((await home.json("balance", me)).wallet, wallet);
  assertMatch((await home.run(me)).out, new RegExp(`^walletUnil +${balanceUnil}$`, "m"));
  using _ = devnet.chain.inject({ kind: "down" });
  const unknown = await home.run(me);
  assertStringIncludes(unknown.err, "What the wallet has is not known");
  assertMatch(unknown.out, /^balanceCredits +150$/m);
  assertEquals((await home.json("balance", me)).wallet, { address, balanceUnil: null });
});

/** The phases of a command that pays, and what its payment is afterwards. */
const phases: readonly (readonly [string, Hang, number, string | undefined])[] = [
  ["the quote", hangAt(["PriceQuote"], true), 0, undefined],
  ["the payment", stall, 1, "paid"],
  ["the receipt", hangAt(["PaymentReceipt"], true), 1, undefined],
  ["the nodes", hangAt(["StoreValues"], false), 1, "sent"],
];

for (const [phase, hang, payments, state] of phases) {
  Deno.test(`store that is interrupted during ${phase} goes on with payments resume, and pays once`, async () => {
    await using on = await startCli();
    const { home, devnet } = on;
    const sequence = () => devnet.chain.account(devnet.wallets[0]!.address).sequence;
    const args = ["store", "public-integer:a=7"];
    const hung = hang(devnet);
    const child = home.spawn(args);
    await untilHit(hung);
    child.kill("SIGINT");
    const { err } = await ended(child, args, 4);
    assertStringIncludes(err, state === "paid" ? "did not confirm payment" : "interrupted");
    const left = (await home.json("payments", ["payments"])).payments;
    assertEquals(left.length, payments, err);
    if (payments > 0) assertStringIncludes(err, "see nilvm payments resume");
    hung.release();

    const resumed = (await home.json("payments resume", ["payments", "resume"])).payments;
    const [payment] = resumed;
    if (state !== undefined) assertEquals(payment.state, state);
    const paid = sequence();
    const { id } = await home.json("store", args);
    // Nodes may have a write that was sent: it is not sent again, and a new one is paid.
    const isUsed = payment?.state === "paid";
    assertEquals(sequence(), isUsed ? paid : paid + 1);
    assertEquals((await home.json("get", ["get", id, "--reveal"])).values.a.value, "7");
    if (payment?.state === "sent") {
      const { discarded } = await home.json("payments discard", ["payments", "discard"]);
      assertEquals(discarded.length, 1);
    }
    assertEquals((await home.json("payments", ["payments"])).payments, []);
  });
}

Deno.test("a payment that is not decided keeps the command from paying again", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const hung = stall(devnet);
  const args = ["store", "public-integer:a=7"];
  const child = home.spawn(args);
  await untilHit(hung);
  child.kill("SIGKILL");
  await child.output();
  const { err } = await home.run(["--timeout", "15s", ...args], { code: 4 });
  assertStringIncludes(err, "run the same command again");
  const [open] = (await home.json("payments", ["payments"])).payments;
  const { metrics } = await home.json("status", ["status"]);
  assertEquals([metrics.openPaymentCount, metrics.openPaymentUnil], [1, open.amountUnil]);
  assertStringIncludes((await home.run(["status"])).out, `Open payments: 1, of ${open.amountUnil}`);
  hung.release();
  await home.json("store", args);
  assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);
  assertEquals((await home.json("payments", ["payments"])).payments, []);
});

Deno.test("a deposit that is interrupted is completed by the same command, which pays once", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const hung = hangAt(["AddFunds"], true)(devnet);
  const args = ["fund", "1nil"];
  const child = home.spawn(args);
  await untilHit(hung);
  child.kill("SIGINT");
  await ended(child, args, 4);
  hung.release();
  assertEquals((await home.json("fund", args)).wasPaidBefore, true);
  assertEquals((await home.json("balance", ["balance"])).balanceCredits, "100");
  assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);
});

Deno.test("commands of one user run side by side", async () => {
  await using on = await startCli();
  const { home } = on;
  const stored = await Promise.all(
    [1, 2, 3].map((number) => home.json("store", ["store", `public-integer:a=${number}`])),
  );
  assertEquals(new Set(stored.map(({ id }) => id)).size, 3);
  assertEquals((await home.json("ls", ["ls"])).values.length, 3);
  assert(stored.every(({ feesUnil }) => feesUnil === "1000000"));
});

Deno.test("payments goes on beside a journal that is damaged, and names it", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const args = ["store", "public-integer:a=7"];
  const hung = stall(devnet);
  const child = home.spawn(args);
  await untilHit(hung);
  child.kill("SIGINT");
  await ended(child, args, 4);
  hung.release();
  const { user } = await home.json("keys show", ["keys", "show"]);
  const damaged = `${home.folder}/config/nillion/nilvm/payments/devnet/${user}/1-1.json`;
  await Deno.writeTextFile(damaged, "x");

  const { sequence } = devnet.chain.account(devnet.wallets[0]!.address);
  const named = async (...words: string[]) => {
    const { out, err } = await home.run(["--json", "payments", ...words], { code: 1 });
    assertStringIncludes(JSON.parse(err).error.message, damaged);
    return JSON.parse(out);
  };
  assertEquals((await named("ls")).payments.length, 1);
  const [payment] = (await named("resume")).payments;
  assertEquals(payment.state, "paid");
  assertStringIncludes((await home.run(args, { code: 1 })).err, damaged);
  assertEquals((await named("discard", "--all")).discarded.length, 1);
  assertEquals((await named("ls")).payments, []);
  assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, sequence);
});
