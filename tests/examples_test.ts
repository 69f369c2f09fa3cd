import { DirectSecp256k1Wallet } from "@cosmjs/proto-signing";
import {
  FailedPreconditionError,
  PaymentUnknownError,
  UnavailableError,
  VmError,
} from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { findContacts } from "../examples/common_contacts.ts";
import { score } from "../examples/credit_score.ts";
import { play } from "../examples/minesweeper.ts";
import { sell } from "../examples/sealed_bids.ts";
import { fit } from "../examples/shared_regression.ts";
import { paymentsFor, someResource, startChain } from "./support/chain_fixture.ts";

/** The permissions of each example, and the beginnings of the lines that it prints. */
const examples: Record<string, { permissions: string[]; prints: string[] }> = {
  auction: {
    permissions: [],
    prints: [
      "Of 300, 300 and 200, bid 0 wins and pays 300",
      "Bid 1 wins and pays 365",
      "The auctioneer may not read a bid",
    ],
  },
  average_salary: {
    permissions: [],
    prints: [
      "Of 1000, 2000 and 3001 the average is 2000, rounded down",
      ...["Ann", "Bob", "Cid"].map((name) => `${name} reads the average: 53000`),
    ],
  },
  common_contacts: {
    permissions: [],
    prints: [
      "0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae: known to both",
      "0x00000000219ab540356cbb839cbe05303d7705fa: known to both",
      "0xbe0eb53f46cd790cd13851d5eff43d12404d33e8: known to Ann",
      "0x0000000000000000000000000000000000000001: known to Ann",
    ],
  },
  credit_score: {
    permissions: [],
    prints: [
      "Ann reads a chance of 0.92",
      "The bank reads of Ann: granted",
      "Bob reads a chance of 0.05",
      "The bank reads of Bob: refused",
    ],
  },
  linear_model: {
    permissions: [],
    prints: [
      "Three scores are those of the model",
      "The applicant reads the score: 10",
      "The bank reads: isGranted, which is true",
    ],
  },
  minesweeper: {
    permissions: [],
    prints: [
      "Field 0, 0: 1 mines around",
      "Field 4, 4: 1 mines around",
      "Field 2, 2: 3 mines around",
      "Field 3, 3: a mine",
    ],
  },
  own_payer: {
    permissions: ["--allow-net=127.0.0.1"],
    prints: ["Stored within the budget: ", "Not paid: 1000000 unil exceed the budget"],
  },
  pay_per_operation: {
    permissions: [],
    prints: ["Storing costs 1000000 unil, until ", "Stored as ", "Read 42, paid by transaction "],
  },
  prometheus: {
    permissions: ["--allow-net=127.0.0.1"],
    prints: [
      'nilvm_operations_total{operation="connect"} 1',
      'nilvm_operations_total{operation="storeValues"} 1',
      'nilvm_operations_total{operation="retrieveValues"} 1',
      "nilvm_open_payments 0",
    ],
  },
  python_program: {
    permissions: ["--allow-read=examples"],
    prints: [0, 1, 2].map((i) => `Employee ${i} reads the average: 53000`),
  },
  sealed_bids: {
    permissions: [],
    prints: ["Of 12 bidders, bidder 2 wins and pays 420"],
  },
  sealed_feedback: {
    permissions: ["--allow-net=127.0.0.1"],
    prints: [
      "Of 5, 4 and 100 the average is 4.66, and any is low: false",
      ...["first", "second", "third"].map((seat) => `The server took the ${seat} rating: true`),
      "The average is 3.66, and any is low: true",
    ],
  },
  share_values: {
    permissions: [],
    prints: [
      "The doctor reads: blood group A, allergic to penicillin",
      "The doctor may no longer read it",
      "Users who may read it: 1",
    ],
  },
  shared_regression: {
    permissions: [],
    prints: ["The line of all patients: effect = 2.030 · dose + 9.368"],
  },
  sign_ethereum: {
    permissions: [],
    prints: ["The account is 0x", "The key cannot be retrieved", "The account signed: 0x"],
  },
  sign_with_stored_key: {
    permissions: [],
    prints: ["The signature is the key's: true", "The service may not read the key"],
  },
  tic_tac_toe: {
    permissions: [],
    prints: [
      "Both in the middle: foul",
      "....x.... goes on",
      "o...x.... goes on",
      "o.x.x.... goes on",
      "o.x.x...o goes on",
      "o.x.x.x.o x wins",
    ],
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

/** The examples that run on any devnet. */
const onAnyDevnet: Record<string, (devnet: Devnet) => Promise<string[]>> = {
  common_contacts: findContacts,
  credit_score: score,
  minesweeper: play,
  sealed_bids: sell,
  shared_regression: fit,
};

for (const [name, run] of Object.entries(onAnyDevnet)) {
  Deno.test(`examples/${name}.ts gives the same on devnets of three and of five nodes`, async () => {
    for (const [nodes, polynomialDegree] of [[3, 1], [5, 2]] as const) {
      await using devnet = await startDevnet({ nodes, polynomialDegree, listen: false });
      assertEquals(await run(devnet), examples[name]!.prints);
    }
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
