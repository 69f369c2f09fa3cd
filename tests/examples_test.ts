import { DirectSecp256k1Wallet } from "@cosmjs/proto-signing";
import {
  FailedPreconditionError,
  PaymentUnknownError,
  UnavailableError,
  VmError,
} from "@nilvm/client";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { paymentsFor, someResource, startChain } from "./support/chain_fixture.ts";

/** The permissions of each example, and the beginnings of the lines that it prints. */
const examples: Record<string, { permissions: string[]; prints: string[] }> = {
  auction: {
    permissions: ["--allow-read=examples"],
    prints: ["Bidder 1 wins and pays 365", "The auctioneer may not read a bid"],
  },
  average_salary: {
    permissions: ["--allow-read=examples"],
    prints: [0, 1, 2].map((i) => `Employee ${i} reads the average: 53000`),
  },
  own_payer: {
    permissions: ["--allow-net=127.0.0.1"],
    prints: ["Stored within the budget: ", "Not paid: 1000000 unil exceed the budget"],
  },
  pay_per_operation: {
    permissions: [],
    prints: ["Storing costs 1000000 unil, until ", "Stored as ", "Read 42, paid by transaction "],
  },
  share_values: {
    permissions: [],
    prints: [
      "The doctor reads: blood group A, allergic to penicillin",
      "The doctor may no longer read it",
      "Users who may read it: 1",
    ],
  },
  sign_ethereum: {
    permissions: [],
    prints: ["The account is 0x", "The key cannot be retrieved", "The account signed: 0x"],
  },
  sign_with_stored_key: {
    permissions: [],
    prints: ["The signature is the key's: true", "The service may not read the key"],
  },
  update_in_place: {
    permissions: [],
    prints: ["The owner reads 23 degrees", "The owner is still the owner: true"],
  },
};

for (const [name, { permissions, prints }] of Object.entries(examples)) {
  Deno.test(`examples/${name}.ts runs with the permissions it names`, async () => {
    const path = `examples/${name}.ts`;
    const root = new URL("..", import.meta.url);
    const command = ["deno", "run", ...permissions, path].join(" ");
    assertStringIncludes(await Deno.readTextFile(new URL(path, root)), `\`${command}\``);
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", ...permissions, path],
      cwd: root,
    }).output();
    const text = new TextDecoder();
    assertEquals(success, true, text.decode(stderr));
    const lines = text.decode(stdout).trimEnd().split("\n");
    assertEquals(lines.map((line, index) => line.slice(0, prints[index]?.length)), prints);
  });
}

Deno.test("every example is run", async () => {
  const names = [];
  for await (const { name } of Deno.readDir(new URL("../examples", import.meta.url))) {
    if (name.endsWith(".ts")) names.push(name.replace(".ts", ""));
  }
  assertEquals(names.sort(), [...Object.keys(examples), "quickstart"].sort());
});

Deno.test("examples/own_payer.ts says what became of a payment, and counts only payments against its budget", async (t) => {
  const { BudgetPayer } = await import("../examples/own_payer.ts");
  using fixture = startChain();
  const { chain, wallets } = fixture;
  const wallet = await DirectSecp256k1Wallet.fromKey(wallets[0]!.privateKey, "nillion");
  const budgetUnil = 2_000_000n; // More than the wallet holds.
  const goneAway = () => new Response("the chain went away", { status: 502 });
  const refused = () =>
    Response.json({
      jsonrpc: "2.0",
      id: 1,
      result: { code: 32, codespace: "sdk", data: "", log: "wrong place", hash: "AB".repeat(32) },
    });

  interface Case {
    error: new (message: string) => VmError;
    amountUnil?: bigint;
    /** The request that fails, and whether it fails after it had its effect. */
    failing?: string;
    isHeard?: boolean;
    answer?: () => Response;
    isMade?: boolean;
  }
  const broadcast = "broadcast_tx_sync";
  const cases: Record<string, Case> = {
    "it cannot be signed": { failing: "abci_query", error: UnavailableError },
    "it is lost": { failing: broadcast, error: PaymentUnknownError },
    "the answer to it is lost": {
      failing: broadcast,
      isHeard: true,
      error: PaymentUnknownError,
      isMade: true,
    },
    "it cannot be asked for": { failing: "tx_search", error: PaymentUnknownError, isMade: true },
    "it is refused": { failing: broadcast, answer: refused, error: FailedPreconditionError },
    "it is refused in a block": { amountUnil: budgetUnil, error: FailedPreconditionError },
  };
  let current: Case | undefined;
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      const { method } = await request.clone().json();
      if (method !== current?.failing) return await chain.fetch(request);
      if (current?.isHeard) await chain.fetch(request);
      return (current?.answer ?? goneAway)();
    },
  );

  for (const [name, one] of Object.entries(cases)) {
    await t.step(name, async () => {
      const payer = new BudgetPayer(wallet, `http://127.0.0.1:${server.addr.port}`, budgetUnil);
      const resource = someResource();
      current = one;
      const error = await assertRejects(
        () => payer.submitPayment(one.amountUnil ?? 5n, resource),
        one.error,
      );
      current = undefined;
      await new Promise((resolve) => setTimeout(resolve, 20));
      assertEquals(paymentsFor(chain, resource), one.isMade ? 1 : 0);
      if (one.error !== UnavailableError) assertEquals(error.txHash?.length, 64);
      if (one.isMade) assertEquals(chain.findPayment(error.txHash!)?.resource, resource);
      // A payment that may have been made counts against the budget, and another does not.
      await assertRejects(
        () => payer.submitPayment(budgetUnil, resource),
        VmError,
        one.error === PaymentUnknownError ? "exceed the budget" : "spendable balance",
      );
    });
  }
});
