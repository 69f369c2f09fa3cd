/** Commands on values and money are interrupted in each phase, and go on. For `store` see `payments_test.ts`. */
import { assertEquals } from "@std/assert";
import { type CliHome, ended, startCli } from "../support/cli_process.ts";
import { hangAt, stall, untilHit } from "../support/hanging_devnet.ts";
import { type PayingCommand, testInterruptions } from "../support/interruptions.ts";

const stored = async (home: CliHome) =>
  (await home.json("store", ["store", "public-integer:a=7"])).id;
const friend = "0b".repeat(20);

const commands: readonly PayingCommand[] = [
  {
    name: "get",
    method: "RetrieveValues",
    writes: false,
    args: async (home) => ["get", await stored(home), "--reveal"],
  },
  {
    name: "update",
    method: "StoreValues",
    writes: true,
    args: async (home) => ["update", await stored(home), "public-integer:a=8"],
  },
  {
    name: "share",
    method: "UpdatePermissions",
    writes: true,
    args: async (home) => ["share", await stored(home), "--read", friend],
  },
  {
    name: "unshare",
    method: "UpdatePermissions",
    writes: true,
    args: async (home) => ["unshare", await stored(home), "--read", friend],
  },
  {
    name: "permissions",
    method: "RetrievePermissions",
    writes: false,
    args: async (home) => ["permissions", await stored(home)],
  },
  {
    name: "permissions",
    method: "OverwritePermissions",
    writes: true,
    args: async (home) => ["permissions", "set", await stored(home), "--read", "default"],
  },
  { name: "pools", method: "PoolStatus", writes: false, args: () => Promise.resolve(["pools"]) },
  {
    name: "renew",
    method: "RetrieveValues",
    writes: false,
    purchases: 2,
    args: async (home) => ["renew", await stored(home)],
  },
];

commands.forEach(testInterruptions);

Deno.test("rm that is interrupted is run again, and pays nothing", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const id = await stored(home);
  const args = ["rm", id];
  const slow = devnet.nodes[0]!.inject({
    kind: "slow",
    delayMs: 600_000,
    methods: ["DeleteValues"],
  });
  const child = home.spawn(args);
  await untilHit({ hits: () => slow.hits, release() {} });
  child.kill("SIGINT");
  await ended(child, args, 4);
  slow[Symbol.dispose]();
  assertEquals((await home.json("rm", args)).deleted, [id]);
  assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);
  assertEquals((await home.json("payments", ["payments"])).payments, []);
});

Deno.test("renew that is interrupted while it stores reads again, which is paid again", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const sequence = () => devnet.chain.account(devnet.wallets[0]!.address).sequence;
  const args = ["renew", await stored(home)];
  const hung = hangAt(["StoreValues"], false)(devnet);
  const child = home.spawn(args);
  await untilHit(hung);
  child.kill("SIGINT");
  await ended(child, args, 4);
  hung.release();
  const [payment] = (await home.json("payments resume", ["payments", "resume"])).payments;
  assertEquals([payment.operation, payment.state], ["storeValues", "sent"]);
  const before = sequence();
  await home.json("renew", args);
  assertEquals(sequence() - before, 2);
});

for (
  const [phase, hang] of [["payment", stall], ["nodes", hangAt(["AddFunds"], true)]] as const
) {
  Deno.test(`a deposit that is interrupted in the phase ${phase} is completed by payments resume, and paid once`, async () => {
    await using on = await startCli();
    const { home, devnet } = on;
    const hung = hang(devnet);
    const args = ["fund", "1nil"];
    const child = home.spawn(args);
    await untilHit(hung);
    child.kill("SIGINT");
    await ended(child, args, 4);
    hung.release();
    const [payment] = (await home.json("payments resume", ["payments", "resume"])).payments;
    assertEquals([payment.operation, payment.state], ["addFunds", "credited"]);
    assertEquals((await home.json("balance", ["balance"])).balanceCredits, "100");
    assertEquals((await home.json("payments", ["payments"])).payments, []);
    assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);
  });
}
