/** What a payment costs beside its amount: gas and fee. And many payments at once. */
import {
  FailedPreconditionError,
  InvalidArgumentError,
  Network,
  PaymentUnknownError,
} from "@nilvm/client";
import { parseNetworkConfig } from "@nilvm/client/config";
import { NilChainPayer, type NilChainPayerOptions } from "@nilvm/client/nilchain";
import { decodeTxRaw } from "@cosmjs/proto-signing";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { feeOf, readGasPrice } from "../../../src/payments/nilchain/gas_price.ts";
import {
  type ChainFixture,
  endpointAnswer,
  paymentsFor,
  someResource,
  startChain,
} from "../../support/chain_fixture.ts";

/** The gas limit and the fee of one payment, the gas that it used, and what the wallet lost. */
async function costs(fixture: ChainFixture, options: Partial<NilChainPayerOptions>) {
  const { balances } = fixture.chain.state.tables;
  const { address } = fixture.wallets[0]!;
  const before = balances.get(address)!;
  const txHash = await fixture.payer(options).submitPayment(1n, someResource());
  const { bytes, result } = fixture.chain.state.transactions.get(txHash)!;
  const { authInfo: { fee } } = decodeTxRaw(bytes);
  return {
    gasLimit: Number(fee!.gasLimit),
    amount: fee!.amount,
    gasUsed: result.gasUsed,
    lostUnil: before - balances.get(address)!,
  };
}

Deno.test("a payment may use 1.3 times the gas of a simulation", async () => {
  using fixture = startChain();
  const first = await costs(fixture, {});
  const second = await costs(fixture, {});
  for (const { gasLimit, gasUsed, amount, lostUnil } of [first, second]) {
    assert(gasLimit > 1.25 * gasUsed && gasLimit < 1.5 * gasUsed, `${gasLimit} of ${gasUsed}`);
    assertEquals([amount, lostUnil], [[], 1n]);
  }
});

Deno.test("a gas limit below the simulated gas is refused before a payment is signed", async () => {
  using fixture = startChain();
  await assertRejects(
    () => fixture.payer({ gasLimit: 1_000 }).submitPayment(1n, someResource()),
    FailedPreconditionError,
    "so it would run out of gas and nothing was paid",
  );
  assertEquals(fixture.requests.get("broadcast_tx_sync"), undefined);
});

Deno.test("a payment may use 200,000 gas on a chain that does not simulate", async () => {
  using fixture = startChain();
  fixture.intercept = (_method, passOn, _signal, { path }) =>
    String(path).endsWith("/Simulate")
      ? Promise.resolve(
        endpointAnswer({ response: { code: 6, log: "unknown query path", value: null } }),
      )
      : passOn();
  assertEquals((await costs(fixture, {})).gasLimit, 200_000);
});

Deno.test("a simulated payment has no signature, so that nobody can make it", async () => {
  using fixture = startChain();
  const simulated: string[] = [];
  fixture.intercept = (_method, passOn, _signal, { path, data }) => {
    if (String(path).endsWith("/Simulate")) simulated.push(String(data));
    return passOn();
  };
  await fixture.payer().submitPayment(1n, someResource());
  const [hex] = simulated;
  const request = Uint8Array.from(hex!.match(/../g)!, (digits) => parseInt(digits, 16));
  // The request is one field of bytes with a length of two bytes.
  assertEquals(decodeTxRaw(request.subarray(3)).signatures.map(({ length }) => length), [0]);
});

Deno.test("a payment pays the gas limit times the gas price, rounded up", async (t) => {
  const prices: [string | number, number, bigint][] = [
    ["0.025", 100_000, 2_500n],
    [0.025, 100_001, 2_501n],
    ["0.01unil", 123_456, 1_235n],
    [0, 100_000, 0n],
    [1, 100_000, 100_000n],
  ];
  for (const [gasPrice, gasLimit, feeUnil] of prices) {
    await t.step(`${gasPrice} for ${gasLimit}`, async () => {
      using fixture = startChain();
      const { amount, lostUnil } = await costs(fixture, { gasPrice, gasLimit });
      assertEquals(amount, feeUnil === 0n ? [] : [{ denom: "unil", amount: String(feeUnil) }]);
      assertEquals(lostUnil, feeUnil + 1n);
    });
  }
  assertEquals(feeOf(200_000, readGasPrice(0.1)), 20_000n, "no noise of floating point");
});

Deno.test("the gas price comes from the network, and the option replaces it", async () => {
  using fixture = startChain();
  const network = new Network({ bootnode: "http://node.test", gasPrice: "0.02" });
  assertEquals((await costs(fixture, { network, gasLimit: 100_000 })).lostUnil, 2_001n);
  const own = await costs(fixture, { network, gasLimit: 100_000, gasPrice: 0 });
  assertEquals(own.lostUnil, 1n);
});

Deno.test("the gas price of a network's file is its entry payments.gas_price", () => {
  const read = (entry: string) =>
    parseNetworkConfig(`bootnode: http://node.test\npayments:\n  gas_price: ${entry}\n`).network
      .gasPrice;
  assertEquals([read("0.025"), read('"0.025"'), read("null"), read("0")], [
    0.025,
    "0.025",
    undefined,
    0,
  ]);
  for (const entry of ["-1", "cheap", "[1]", ".inf", "{a: 1}"]) {
    const error = assertThrows(() => read(entry), Error, "payments.gas_price");
    assertEquals(error.name, "NetworkConfigError");
  }
});

Deno.test("NilChainPayer refuses a wrong gas price and a wrong number of blocks", () => {
  const good = {
    chainId: "chain",
    rpcEndpoint: "http://chain.test",
    privateKey: "11".repeat(32),
  };
  const bad: [keyof NilChainPayerOptions, unknown[]][] = [
    ["gasPrice", [-1, NaN, Infinity, "", "1e3", "free", "0.1atom", {}, 5n]],
    ["timeoutBlocks", [0, 1, 2.5, 10_001, NaN, "30"]],
  ];
  for (const [option, values] of bad) {
    for (const value of values) {
      const error = assertThrows(
        () => new NilChainPayer({ ...good, [option]: value } as NilChainPayerOptions),
        InvalidArgumentError,
      );
      assertEquals(error.option, option);
    }
  }
});

Deno.test("a failed payment with a fee says that the fee was paid", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ gasPrice: 1, gasLimit: 100_000 });
  await assertRejects(
    () => payer.submitPayment(950_000n, someResource()),
    Error,
    "does not hold the amount, so only the fee of 100000 unil was paid",
  );
});

Deno.test("a refusal for too low a fee names the option gasPrice", async () => {
  using fixture = startChain();
  const log = "insufficient fees; got:  required: 200unil: insufficient fee";
  fixture.intercept = (method, passOn) =>
    method === "broadcast_tx_sync"
      ? Promise.resolve(endpointAnswer({ code: 13, codespace: "sdk", data: "", log }))
      : passOn();
  const error = await assertRejects(
    () => fixture.payer().submitPayment(1n, someResource()),
    PaymentUnknownError,
    "Set the option `gasPrice`",
  );
  assertEquals(error.failure?.reason, "feeTooLow");
});

Deno.test("NilChainPayer.submitPayment() makes 500 payments at once, each once", async () => {
  using fixture = startChain(100);
  const payer = fixture.payer({ pollMs: 250 });
  const resources = Array.from({ length: 500 }, someResource);
  const hashes = await Promise.all(resources.map((resource) => payer.submitPayment(1n, resource)));
  assertEquals(new Set(hashes).size, 500);
  const { address } = fixture.wallets[0]!;
  assertEquals(fixture.chain.state.tables.accounts.get(address)?.sequence, 500);
  assertEquals(fixture.chain.state.tables.balances.get(address), 999_500n);
});

Deno.test("two payers of one wallet make 60 payments at once, each once", async () => {
  using fixture = startChain(50);
  const payers = [fixture.payer(), fixture.payer()];
  const resources = Array.from({ length: 60 }, someResource);
  await Promise.all(resources.map((resource, i) => payers[i % 2]!.submitPayment(1n, resource)));
  for (const resource of resources) assertEquals(paymentsFor(fixture.chain, resource), 1);
  const { address } = fixture.wallets[0]!;
  assertEquals(fixture.chain.state.tables.accounts.get(address)?.sequence, 60);
});

Deno.test("waiting for its turn does not take time from a payment, and its signal ends the wait", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 500 });
  const resources = Array.from({ length: 4 }, someResource);
  fixture.intercept = async (method, passOn) => {
    if (method === "broadcast_tx_sync") await new Promise((resolve) => setTimeout(resolve, 250));
    return await passOn();
  };
  const stop = new AbortController();
  const paying = resources.map((resource) => payer.submitPayment(1n, resource));
  const stopped = payer.submitPayment(1n, someResource(), { signal: stop.signal });
  setTimeout(() => stop.abort("enough"), 50);
  const error = await assertRejects(() => stopped, Error);
  assertEquals([(error as { code?: string }).code, error.cause], ["ABORTED", "enough"]);
  await Promise.all(paying);
  for (const resource of resources) assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("two calls at once for one payment make it once", async () => {
  using fixture = startChain();
  const payer = fixture.payer();
  const resource = someResource();
  const hashes = await Promise.all([1, 2, 3].map(() => payer.submitPayment(7n, resource)));
  assertEquals(new Set(hashes).size, 1);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});
