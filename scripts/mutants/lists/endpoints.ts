import type { Promised } from "../mutant.ts";

const fate = "src/payments/nilchain/payment_fate.ts";
const view = "src/payments/nilchain/chain_view.ts";
const wallet = "src/payments/nilchain/wallet.ts";
const walletPayments = "src/payments/nilchain/wallet_payments.ts";
const chain = "src/payments/nilchain/chain.ts";
const chainRpc = "src/payments/nilchain/chain_rpc.ts";

const lyingTest = "tests/payments/nilchain/lying_endpoint_test.ts";
const endpointsTest = "tests/payments/nilchain/endpoints_test.ts";
const answersTest = "tests/payments/nilchain/answers_test.ts";
const feesTest = "tests/payments/nilchain/fees_test.ts";
const viewTest = "tests/payments/nilchain/chain_view_test.ts";
const nilchainTest = "tests/payments/nilchain_test.ts";

/** What endpoints of the chain are believed, and what a payment costs. */
export const endpoints: readonly Promised[] = [
  {
    promise: "What decides about money is the bytes of a transaction, and two endpoints",
    mutants: [
      {
        name: "whatever the index gives for a hash is the payment",
        file: view,
        from: "(tx) => tx.txHash === txHash);",
        to: "() => true);",
        testFile: viewTest,
        test: "the index of an endpoint gives only the transaction that was asked for",
      },
      {
        name: "whatever the index gives for a number has that number",
        file: view,
        from: "(tx) => tx.sequence === sequence);",
        to: "() => true);",
        testFile: viewTest,
        test: "the index of an endpoint gives only the transaction that was asked for",
      },
      {
        name: "a failure in the index is believed",
        file: fate,
        from: 'if (indexed?.code === 0) return { kind: "paid", tx: indexed };\n  const',
        to:
          'if (indexed !== undefined) return { kind: indexed.code === 0 ? "paid" : "failed", tx: indexed };\n  const',
        testFile: lyingTest,
        test: "a payment that the index shows as failed, and its first block as made, is made",
      },
      {
        name: "one endpoint decides although there are two",
        file: chain,
        from: "return Math.min(2, this.views.length);",
        to: "return 1;",
        testFile: endpointsTest,
        test: "one endpoint cannot let a payment die by a height that it invents",
      },
      {
        name: "a payment is looked for from an invented height on",
        file: fate,
        from: "{ height: Math.min(sinceHeight, height) }",
        to: "{ height: sinceHeight }",
        testFile: endpointsTest,
        test:
          "a payment that was signed at an invented height, and dropped, is sent again when the other endpoint is back",
        seed: 3002429,
      },
      {
        name: "a payment is sent again when an invented height has come",
        file: walletPayments,
        from: "Math.min(payment.sentHeight ?? height, height)",
        to: "payment.sentHeight ?? height",
        testFile: endpointsTest,
        test:
          "a payment that was signed at an invented height, and dropped, is sent again when the other endpoint is back",
        seed: 3002429,
      },
      {
        name: "two endpoints need not show the same",
        file: fate,
        from: "if (isSame(fate, two.value)) return { fate };",
        to: "return { fate };",
        testFile: endpointsTest,
        test: "one endpoint cannot show a made payment as failed",
      },
      {
        name: "two endpoints may show another code",
        file: fate,
        from: "a.tx.height === b.tx.height && a.tx.code === b.tx.code;",
        to: "a.tx.height === b.tx.height;",
        testFile: endpointsTest,
        test: "two endpoints that show other failures of a payment disagree",
      },
      {
        name: "the endpoint that shows nothing is not asked for the block",
        file: fate,
        from: "if (same?.code === tx.code && same.isSequenceUsed === tx.isSequenceUsed) return",
        to: "if (true) return",
        testFile: endpointsTest,
        test: "a payment stays unknown while two endpoints disagree, and the error names both",
      },
      {
        name: "one endpoint of two shows a failure",
        file: fate,
        from: 'if (fate.kind === "paid" || fate.kind === "open") return { fate };',
        to: "if (true) return { fate };",
        testFile: endpointsTest,
        test: "a payment that failed is not told as failed on the word of one endpoint",
      },
      {
        name: "one endpoint lets a payment die while the other is late",
        file: fate,
        from: 'if (!("tx" in value)) return { fate: open }; // The other one is late.',
        to: 'if (!("tx" in value)) return { fate: value };',
        testFile: endpointsTest,
        test: "one endpoint cannot let a payment die by a height that it invents",
        seed: 174,
      },
      {
        name: "the higher height of two endpoints counts",
        file: wallet,
        from: "Math.min(...answers.map(({ value }) => value.height)),",
        to: "Math.max(...answers.map(({ value }) => value.height)),",
        testFile: endpointsTest,
        test: "a payment's last block and sequence number follow the lower answer of two endpoints",
      },
      {
        name: "the higher sequence number of two endpoints counts",
        file: wallet,
        from: "const sequence = Math.min(...accounts.map(({ sequence }) => sequence));",
        to: "const sequence = Math.max(...accounts.map(({ sequence }) => sequence));",
        testFile: endpointsTest,
        test: "a payment's last block and sequence number follow the lower answer of two endpoints",
      },
      {
        name: "one endpoint that is named twice is two",
        file: "src/payments/nilchain/payer_options.ts",
        from: "return [...new Set(endpoints)];",
        to: "return endpoints;",
        testFile: endpointsTest,
        test: "one endpoint that is named twice is one witness",
      },
      {
        name: "a payment for another chain is signed",
        file: wallet,
        from: "if (chainId === undefined || chainId === this.#chainId) continue;",
        to: "continue;",
        testFile: lyingTest,
        test: "an endpoint of another chain is refused before a payment is signed",
      },
    ],
  },
  {
    promise: "A payment goes on although endpoints are late, keep it or lose it",
    mutants: [
      {
        name: "the first answer about an account counts, although it is late",
        file: wallet,
        from: "account.sequence < this.#sequenceInBlocks && late <= lateAnswersMax;",
        to: "false;",
        testFile: answersTest,
        test: "a late answer about the account is asked for again, and a later one counts",
      },
      {
        name: "a late answer about an account is taken although a later one was not",
        file: wallet,
        from: "if (again.sequence > account.sequence) account = again;",
        to: "",
        testFile: answersTest,
        test: "a late answer about the account is asked for again, and a later one counts",
      },
      {
        name: "a payment that an endpoint keeps is not sent again",
        file: walletPayments,
        from: "if (height < payment.sentHeight + blocksUntilSentAgain) return;",
        to: "return;",
        testFile: lyingTest,
        test: "an endpoint that accepts a payment and keeps it gets the same one again",
      },
      {
        name: "a payment that an endpoint keeps goes to no other endpoint",
        file: walletPayments,
        from: "this.#wallet.chain.turn();",
        to: "",
        testFile: endpointsTest,
        test: "an endpoint that keeps a payment does not stop it, since the other one gets it too",
      },
      {
        name: "an unknown payment that was lost is not sent again",
        file: walletPayments,
        from: "if (payment !== undefined) await this.#sendAgain(payment, fate.height, signal);",
        to: "",
        testFile: nilchainTest,
        test: "NilChainPayer.resume() sends a lost payment again",
      },
      {
        name: "a replaced transaction still counts as under way",
        file: walletPayments,
        from: "if (payment.isReplaced(txHash)) return undefined;",
        to: "",
        testFile: nilchainTest,
        test: "NilChainPayer.resume() gives undefined for a transaction that was replaced",
      },
      {
        name: "an endpoint's refusal is taken for the end of a payment",
        file: "src/payments/nilchain/payer_errors.ts",
        from: "return new PaymentUnknownError(\n    `The chain refused payment ${txHash}. Whether",
        to:
          "return new FailedPreconditionError(\n    `The chain refused payment ${txHash}. Whether",
        testFile: lyingTest,
        test: "an endpoint that claims too little gas and keeps what it is given gets one payment",
        seed: 75,
      },
      {
        name: "a redirect of an endpoint is followed",
        file: chainRpc,
        from: 'redirect: "manual",',
        to: 'redirect: "follow",',
        testFile: answersTest,
        test: "a payment asks not to follow redirects",
      },
      {
        name: "a redirect does not say where it leads",
        file: chainRpc,
        from: 'if (type === "opaqueredirect" || status >= 300 && status < 400) {',
        to: "if (false) {",
        testFile: answersTest,
        test: "a payment says that a redirect does not come from the chain",
      },
      {
        name: "fetch is called as a method",
        file: chainRpc,
        from: "const answered = fetch(this.endpoint, {",
        to: "const answered = this.#fetch(this.endpoint, {",
        testFile: nilchainTest,
        test: "NilChainPayer calls fetch as a function, as browsers and Workers insist on",
      },
      {
        name: "an endpoint that asks for a pause is asked at once",
        file: chainRpc,
        from: "this.#pausedUntilMs = this.#environment.now() + this.#pauseMsOf(response);",
        to: "",
        testFile: answersTest,
        test: "a payment waits as long as the endpoint asks with HTTP 429",
      },
    ],
  },
  {
    promise: "Gas and fee are what the chain wants, and a refusal names the option",
    mutants: [
      {
        name: "a payment has no gas to spare",
        file: wallet,
        from: "export const gasMargin = 1.3;",
        to: "export const gasMargin = 1;",
        testFile: feesTest,
        test: "a payment may use 1.3 times the gas of a simulation",
      },
      {
        name: "a gas limit below the simulated gas is signed",
        file: wallet,
        from: "gasLimit !== undefined && gasLimit < gasUsed",
        to: "false",
        testFile: feesTest,
        test: "a gas limit below the simulated gas is refused before a payment is signed",
      },
      {
        name: "a fee is rounded down",
        file: "src/payments/nilchain/gas_price.ts",
        from: "units + divisor - 1n) / divisor;",
        to: "units) / divisor;",
        testFile: feesTest,
        test: "a payment pays the gas limit times the gas price, rounded up",
      },
      {
        name: "a refusal for too low a fee names no option",
        file: "src/payments/nilchain/payer_errors.ts",
        from: 'if (reason === "feeTooLow") return ". Set the option `gasPrice`";',
        to: "",
        testFile: feesTest,
        test: "a refusal for too low a fee names the option gasPrice",
      },
      {
        name: "code 13 without words is no reason",
        file: "src/network/failure.ts",
        from: '  13: "feeTooLow",\n',
        to: "",
        testFile: "tests/network/failure_test.ts",
        test: "a refusal of the chain without words is read by its code, if that is one of the sdk",
      },
    ],
  },
];
