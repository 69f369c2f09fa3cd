import type { Promised } from "../mutant.ts";

const fate = "src/payments/nilchain/payment_fate.ts";
const view = "src/payments/nilchain/chain_view.ts";
const walletPayments = "src/payments/nilchain/wallet_payments.ts";
const openPayments = "src/payments/nilchain/open_payments.ts";

const lyingTest = "tests/payments/nilchain/lying_endpoint_test.ts";
const feesTest = "tests/payments/nilchain/fees_test.ts";
const viewTest = "tests/payments/nilchain/chain_view_test.ts";
const answersTest = "tests/payments/nilchain/answers_test.ts";
const nilchainTest = "tests/payments/nilchain_test.ts";

/** A payment on the chain is made once. */
export const chainPayments: readonly Promised[] = [
  {
    promise: "A payment gets another sequence number only when a block shows who has the first",
    mutants: [
      {
        name: "a forged transaction shows that a sequence number is taken",
        file: fate,
        from: "return signer.isSigned(tx.bytes, accountNumber) ?",
        to: "return true ?",
        testFile: lyingTest,
        test: "a foreign or forged transaction does not show that a sequence number is taken",
      },
      {
        name: "another payment of the wallet shows that a sequence number is taken",
        file: fate,
        from: "if (tx.sequence !== sequence) return undefined;",
        to: "",
        testFile: lyingTest,
        test: "two payments in one block are told apart when the index is off",
        seed: 22,
      },
      {
        name: "a transaction that took the number is not noticed",
        file: fate,
        from: "if (tx.sequence !== sequence) return undefined;",
        to: "return undefined;",
        testFile: lyingTest,
        test:
          "a payment whose sequence number another process uses is made again within two blocks",
        seed: 63,
      },
      {
        name: "a transaction before the payment that took the number is not noticed",
        file: fate,
        from: "await earlier(view, sinceHeight, verdict, signal);",
        to: "undefined;",
        testFile: lyingTest,
        test: "a payment gets the next sequence number when a late node gave an old one",
      },
      {
        name: "a transaction that failed its first checks uses its number",
        file: view,
        from: "const isSequenceUsed = code === 0 ||",
        to: "const isSequenceUsed = true ||",
        testFile: viewTest,
        test:
          "a transaction that failed used its sequence number only if its block says so of this wallet",
      },
      {
        name: "a used number of another wallet counts",
        file: view,
        from: 'key === "acc_seq" && value === used;',
        to: 'key === "acc_seq";',
        testFile: viewTest,
        test:
          "a transaction that failed used its sequence number only if its block says so of this wallet",
      },
      {
        name: "a dead payment is signed with a higher number",
        file: walletPayments,
        from: 'if (earlier?.state === "dead" && sequence > earlier.sequence) sequence',
        to: "if (false) sequence",
        testFile: lyingTest,
        test:
          "an endpoint that invents empty blocks and a used sequence number gets no second payment",
      },
      {
        name: "a dead payment is signed with a number that the chain says is used",
        file: walletPayments,
        from: "if (sequence < inBlocks) {",
        to: "if (false) {",
        testFile: lyingTest,
        test:
          "an endpoint that invents empty blocks and a used sequence number gets no second payment",
      },
      {
        name: "a payment does not wait behind a refused one",
        file: walletPayments,
        from: "await this.#makeWay(call);",
        to: "",
        testFile: lyingTest,
        test:
          "a refused payment keeps its sequence number until its last block, and then can no longer be made",
      },
      {
        name: "a refusal of the sequence number ends a payment",
        file: "src/network/consequences.ts",
        from: 'sequenceTaken: always("wait"),',
        to: 'sequenceTaken: always("giveUp"),',
        testFile: "tests/network/failure_test.ts",
        test: "a transaction that fails for sequenceTaken has the consequence of its row",
      },
      {
        name: "a number that is too high has passed",
        file: "src/network/failure.ts",
        from: "return Number(expected) > Number(got);",
        to: "return Number(expected) !== Number(got);",
        testFile: "tests/network/failure_test.ts",
        test: "isSequencePassed() tells a number that was used from one that is too high",
      },
      {
        name: "two calls for one payment make two",
        file: openPayments,
        from: "return this.#byIntent.get(keyOf(intent));",
        to: "return undefined;",
        testFile: feesTest,
        test: "two calls at once for one payment make it once",
      },
      {
        name: "payments of two amounts for one resource are one",
        file: openPayments,
        from: "return `${amountUnil}/${encodeHex(resource)}`;",
        to: "return encodeHex(resource);",
        testFile: nilchainTest,
        test: "NilChainPayer.submitPayment() makes payments of two amounts for one resource",
      },
      {
        name: "two payments at once get one sequence number",
        file: openPayments,
        from: "if (sequence === next) next++;",
        to: "",
        testFile: nilchainTest,
        test: "NilChainPayer.submitPayment() makes 64 payments at once, each once",
      },
    ],
  },
  {
    promise: "Every transaction has a last block, and dies only with it",
    mutants: [
      {
        name: "transactions have no last block",
        file: "src/payments/nilchain/signed_tx.ts",
        from: "timeoutHeight: BigInt(timeoutHeight) });",
        to: "timeoutHeight: 0n });",
        testFile: lyingTest,
        test:
          "a refused payment keeps its sequence number until its last block, and then can no longer be made",
        seed: 364,
      },
      {
        name: "a payment dies a block early",
        file: fate,
        from: 'return { kind: blocks.height >= timeoutHeight ? "dead" : "open",',
        to: 'return { kind: blocks.height >= timeoutHeight - 1 ? "dead" : "open",',
        testFile: lyingTest,
        test: "a payment that its last block holds is made",
      },
      {
        name: "a payment never dies",
        file: fate,
        from: 'return { kind: blocks.height >= timeoutHeight ? "dead" : "open",',
        to: 'return { kind: blocks.height > timeoutHeight ? "dead" : "open",',
        testFile: lyingTest,
        test:
          "a refused payment keeps its sequence number until its last block, and then can no longer be made",
        seed: 110,
      },
      {
        name: "the last block of a payment is not read",
        file: fate,
        from: "const last = Math.min(height, timeoutHeight, blocks.height + blocksPerLook);",
        to: "const last = Math.min(height, timeoutHeight - 1, blocks.height + blocksPerLook);",
        testFile: lyingTest,
        test:
          "a refused payment keeps its sequence number until its last block, and then can no longer be made",
        seed: 110,
      },
      {
        name: "the height of a late node is believed",
        file: view,
        from: "this.#height = Math.max(this.#height, height);",
        to: "this.#height = height;",
        testFile: viewTest,
        test: "ChainView.head() never falls, although a load balancer asks a node that is late",
      },
      {
        name: "an answer about another block is believed",
        file: view,
        from: 'if (wholeNumber(record(header)["height"]) !== height) {',
        to: "if (false) {",
        testFile: viewTest,
        test: "ChainView.transactions() refuses an answer about another block",
      },
      {
        name: "the results of another block are believed",
        file: view,
        from: 'if (wholeNumber(results["height"]) !== height) {',
        to: "if (false) {",
        testFile: viewTest,
        test: "ChainView.transactions() refuses an answer about another block",
      },
    ],
  },
  {
    promise: "A payment whose caller has left holds up no other one",
    mutants: [
      {
        name: "a payment whose caller has left holds up the next one",
        file: walletPayments,
        from: "if (height < current.timeoutHeight) continue;",
        to: "continue;",
        testFile: lyingTest,
        test:
          "a payment whose caller has left does not hold up the next one for longer than its life",
      },
      {
        name: "payments whose callers have left are not looked at before one is signed again",
        file: walletPayments,
        from: "await this.#lookAround(call);",
        to: "",
        testFile: lyingTest,
        test: "two payments whose callers have left do not keep a sequence number from each other",
      },
      {
        name: "a payment whose caller has left keeps the sequence number of one that is dead",
        file: walletPayments,
        from:
          'earlier?.state === "dead" && sequence > earlier.sequence) sequence = earlier.sequence;',
        to:
          'earlier?.state === "dead" && sequence > earlier.sequence) throw unknown(earlier.current.txHash, "");',
        testFile: "tests/payments/nilchain/wallet_payments_test.ts",
        test:
          "a payment whose last block has passed takes its sequence number back from one whose caller has left",
        seed: 2011510,
      },
      {
        name: "a payment without a caller keeps counting as followed",
        file: "src/payments/nilchain/open_payments.ts",
        from: "void this.followers--",
        to: "{}",
        testFile: lyingTest,
        test:
          "a payment whose caller has left does not hold up the next one for longer than its life",
      },
      {
        name: "a payment that another one displaced dies",
        file: walletPayments,
        from: 'fate.kind === "dead" && payment.state === "live"',
        to: 'fate.kind === "dead"',
        testFile: "tests/payments/nilchain/wallet_payments_test.ts",
        test: "a payment that another one displaced is signed with a higher sequence number",
      },
      {
        name: "a payment that shares the read of a block ends with that read",
        file: view,
        from: "return await untilAborted(known, signal);",
        to: "return await known;",
        testFile: answersTest,
        test: "a payment that shares the read of a block with another one stops by its own signal",
      },
      {
        name: "a payment ends with the stopped read of another one",
        file: view,
        from: "} catch {\n        signal.throwIfAborted();",
        to: "} catch (error) {\n        throw error;",
        testFile: viewTest,
        test: "ChainView.transactions() reads a block again whose first read was stopped",
      },
    ],
  },
];
