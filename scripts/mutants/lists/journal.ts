import type { Promised } from "../mutant.ts";

const payment = "src/payments/payment.ts";
const purchase = "src/payments/purchase.ts";
const deposit = "src/payments/deposit.ts";
const log = "src/payments/payment_log.ts";
const resume = "src/payments/earlier_payments.ts";
const paidOperation = "src/operations/paid_work.ts";
const walletPayments = "src/payments/nilchain/wallet_payments.ts";
const details = "src/payments/nilchain/payment_details.ts";

const testFile = "tests/payments/journal_test.ts";
const endsTest = "tests/payments/journal_ends_test.ts";
const detailsTest = "tests/payments/nilchain/payment_details_test.ts";
const earlierTest = "tests/payments/earlier_payments_test.ts";
const operationTest = "tests/operations/operation_test.ts";

const onChain = "a store survives a crash at every moment, paid on the chain";
const fromBalance = "a store survives a crash at every moment, paid from the balance";
const deposits = "a deposit survives a crash at every moment";
const notTaken = "nothing is paid that the journal does not take";
const silent =
  "a payment of a payer that names no transaction stays unknown until its quote expires";
const unreadable = "a journal that cannot be read is refused before anything is paid";
const foreignDetails = "details of another wallet, payment or version are refused";

/** What a client writes down of its payments, and what it does with it after a crash. */
export const journals: readonly Promised[] = [
  {
    promise: "Nothing is sent before it is written down",
    mutants: [
      {
        name: "a payer that names no transaction is asked before that is written",
        file: payment,
        from:
          "const begun = payer.callsBeforeBroadcast ? {} : { isOnChain: true, pending: undefined };",
        to: "const begun = {};",
        testFile,
        test: silent,
      },
      {
        name: "a transaction is not written down",
        file: payment,
        from: "await entry.write({ isOnChain: true, pending: { txHash, details } }, call);",
        to: "",
        testFile,
        test: onChain,
        seed: 4,
      },
      {
        name: "a transaction is sent although the journal refused it",
        file: payment,
        from: "await entry.write({ isOnChain: true, pending: { txHash, details } }, call);",
        to: "await entry.note({ isOnChain: true, pending: { txHash, details } }, call);",
        testFile,
        test: notTaken,
      },
      {
        name: "a transaction is written down without what sends it again",
        file: payment,
        from: "await entry.write({ isOnChain: true, pending: { txHash, details } }, call);",
        to: "await entry.write({ isOnChain: true, pending: { txHash } }, call);",
        testFile,
        test: "resumePayments() sends a transaction again that the chain dropped before the crash",
        seed: 35,
      },
      {
        name: "a transaction is sent while it is written down",
        file: walletPayments,
        from: "await beforeBroadcast({ txHash, details: detailsOf(payment, signer) });",
        to: "beforeBroadcast({ txHash, details: detailsOf(payment, signer) }).catch(() => {});",
        testFile,
        test: notTaken,
      },
      {
        name: "the next transaction of a payment is not written down",
        file: walletPayments,
        from:
          "await beforeBroadcast({ txHash, details: detailsOf(next, signer) }).catch((error) => {",
        to: "await Promise.resolve().catch((error) => {",
        testFile: detailsTest,
        test: "each transaction of a payment is written down before it is sent",
      },
      {
        name: "a payment whose next transaction is not written down stays open",
        file: walletPayments,
        from: "this.#payments.delete(earlier);\n      throw notWritten(error);",
        to: "throw notWritten(error);",
        testFile: detailsTest,
        test: "a payment whose next transaction cannot be written down is not made",
      },
      {
        name: "the balance is asked before that is written",
        file: purchase,
        from: "if (!this.#entry.record.isFromBalance) {",
        to: "if (false) {",
        testFile,
        test: fromBalance,
      },
      {
        name: "a write goes to nodes before that is written",
        file: paidOperation,
        from: "await purchase.noteSent(call).catch((error) => {",
        to: "await Promise.resolve().catch((error) => {",
        testFile,
        test:
          "a receipt that the journal does not take is used, and its write waits for the journal",
      },
      {
        name: "a write with an earlier receipt goes to nodes before that is written",
        file: paidOperation,
        from: "if (isWrite(request)) await entry?.write({ isSent: true }, call);",
        to: "",
        testFile: endsTest,
        test: "a write with an earlier receipt is written down before nodes get it",
      },
      {
        name: "a receipt is not written down",
        file: purchase,
        from: "await this.#entry.note({ receipt }, call);",
        to: "",
        testFile,
        test: onChain,
      },
      {
        name: "the transaction that a payer names late is not written down",
        file: payment,
        from: "if (entry.record.pending?.txHash !== txHash) {",
        to: "if (false) {",
        testFile: endsTest,
        test: "the transaction that a payer names late is written down",
      },
      {
        name: "a journal that hangs holds up the call",
        file: log,
        from: "await untilAborted(written, signal);",
        to: "await written;",
        testFile,
        test: "a journal that hangs ends no later than the call",
      },
      {
        name: "a journal that hangs in a removal holds up the call",
        file: log,
        from:
          "await untilAborted(this.#inOrder(() => this.#log.journal.remove(this.id)), call.signal);",
        to: "await this.#log.journal.remove(this.id);",
        testFile: endsTest,
        test: "a journal that hangs in a removal ends no later than the call",
      },
    ],
  },
  {
    promise: "A payer that was stopped or that failed is paid by once",
    mutants: [
      {
        name: "a payer that names its transactions and named none may have paid",
        file: payment,
        from:
          "if (!this.#mayBeSent && !(error instanceof PaymentUnknownError)) throw notSent(error);",
        to: "",
        testFile: endsTest,
        test: "a payer that names its transactions and named none has not paid",
        seed: 3,
      },
      {
        name: "a payer that sent something once may have paid whenever it fails",
        file: payment,
        from: "this.#mayBeSent = false;\n    this.#named",
        to: "this.#named",
        testFile: earlierTest,
        test: "a payer that sends nothing when it is asked again has not paid",
        seed: 1103561,
      },
      {
        name: "the transaction of a payer that fails is not known",
        file: payment,
        from: "this.#unknown = toUnknown(error, this.#named);",
        to: "this.#unknown = toUnknown(error);",
        testFile: earlierTest,
        test: "a payer that sends nothing when it is asked again has not paid",
      },
      {
        name: "a payer that fails is asked for an earlier transaction",
        file: payment,
        from: "this.#named = undefined;",
        to: "",
        testFile: earlierTest,
        test: "a payer that may send without a name is not asked again for an earlier name",
      },
      {
        name: "an earlier transaction is looked up after a crash",
        file: payment,
        from: "{ isOnChain: true, pending: undefined }",
        to: "{ isOnChain: true }",
        testFile: earlierTest,
        test: "a payer that may send without a name is not asked again for an earlier name",
      },
      {
        name: "an error names an earlier transaction",
        file: payment,
        from: "call.txHash = undefined;",
        to: "",
        testFile: earlierTest,
        test: "a payer that may send without a name is not asked again for an earlier name",
      },
      {
        name: "a payer that names no transaction has not paid",
        file: payment,
        from: "if (!payer.callsBeforeBroadcast) this.#mayBeSent = true;",
        to: "",
        testFile: "tests/payments/purchase_test.ts",
        test:
          "PaidOperation.invoke() does not pay again after a payer threw another error than a VmError",
      },
      {
        name: "a payer that was stopped late has said that it did not pay",
        file: payment,
        from: "error !== submission.signal.reason;",
        to: "error !== signal.reason;",
        testFile: operationTest,
        test: "a payer that rejects late with the reason of an earlier signal is not paid twice",
      },
      {
        name: "an operation ends with the failure of a payer that was stopped late",
        file: payment,
        from: "if (this.#submission !== undefined) throw error;\n      return undefined;",
        to: "throw error;",
        testFile: operationTest,
        test: "an operation goes on when its payer was stopped late in an earlier attempt",
      },
    ],
  },
  {
    promise: "An entry ends when nothing is left to pay, to get or to use",
    mutants: [
      {
        name: "the entry of an operation that is done stays",
        file: paidOperation,
        from: "if (isOver) await purchase.end(call);",
        to: "",
        testFile,
        test: onChain,
      },
      {
        name: "the entry of a purchase that was refused stays",
        file: paidOperation,
        from: "this.#purchase = undefined;\n        await purchase.end(call);",
        to: "this.#purchase = undefined;",
        testFile: endsTest,
        test: "what was refused is not in the journal",
      },
      {
        name: "the entry of a deposit that is credited stays",
        file: deposit,
        from: "limitsOf(leader));\n    });\n    await this.#entry.end(call);",
        to: "limitsOf(leader));\n    });",
        testFile,
        test: deposits,
      },
      {
        name: "the entry of a deposit that was refused stays",
        file: deposit,
        from: "if (!this.isBegun) await this.#entry.end(call);",
        to: "",
        testFile: endsTest,
        test: "what was refused is not in the journal",
      },
      {
        name: "the entry of a receipt that was used stays",
        file: paidOperation,
        from: "await entry?.end(call);",
        to: "",
        testFile,
        test: "a client without a payer gets the receipts of earlier payments",
      },
      {
        name: "a balance that was too low is asked after a crash",
        file: purchase,
        from: "await this.#entry.note({ isFromBalance: undefined }, call);",
        to: "",
        testFile: endsTest,
        test: "a balance that was too low is not asked after a crash",
      },
      {
        name: "the entry of a purchase that was not paid stays after a crash",
        file: resume,
        from: "if (receipt === undefined) {\n    await entry.end(call);",
        to: "if (receipt === undefined) {",
        testFile,
        test: "resumePayments() drops a payment whose sequence number another one took",
      },
      {
        name: "the entry of a deposit that was not paid stays after a crash",
        file: deposit,
        from: "if (txHash === undefined) await this.#entry.end(call);",
        to: "if (txHash === undefined) return undefined;",
        testFile: endsTest,
        test: "resumePayments() drops a deposit whose sequence number another payment took",
      },
      {
        name: "a lost payment stays in the journal",
        file: resume,
        from: "await entry.end(call);\n        resumed.lost",
        to: "resumed.lost",
        testFile,
        test: silent,
      },
      {
        name: "an entry that was discarded comes back with its receipt",
        file: log,
        from: "if (this.#isEnded) await this.end(call);",
        to: "",
        testFile: "tests/payments/payment_log_test.ts",
        test: "an entry that was discarded does not come back with its receipt",
      },
    ],
  },
  {
    promise: "An entry says all that is known, also when it changes twice at once",
    mutants: [
      {
        name: "a receipt is used before the journal has it",
        file: purchase,
        from: "await this.#entry.note({ receipt }, call);",
        to: "this.#receipt = receipt;\n      await this.#entry.note({ receipt }, call);",
        testFile,
        test: "a receipt that is still being written is not used by the next attempt",
      },
      {
        name: "an entry is written with what was known before an earlier change was written",
        file: log,
        from: "const written = this.#inOrder(async () => {",
        to:
          "const { ...early } = this.#record;\n      const written = this.#inOrder(async () => {\n        this.#record = early;",
        testFile: "tests/payments/payment_log_test.ts",
        test: "changes of an entry at the same time are all in the journal",
      },
      {
        name: "a change that was written is not known to the next one",
        file: log,
        from: "        this.#record = { ...this.#record, ...changes };\n      });",
        to: "      });\n      this.#record = { ...this.#record };",
        testFile: "tests/payments/payment_log_test.ts",
        test: "changes of an entry at the same time are all in the journal",
      },
      {
        name: "a receipt that the journal did not take is forgotten",
        file: log,
        from: "    this.#record = { ...this.#record, ...changes };\n    await this.write(",
        to: "    await this.write(",
        testFile: "tests/payments/payment_log_test.ts",
        test: "a receipt that the journal did not take is in the next change of its entry",
      },
    ],
  },
  {
    promise: "A client goes on with its own payments, and with no other ones",
    mutants: [
      {
        name: "the payments of another user are resumed",
        file: log,
        from: "record.user !== user || ",
        to: "",
        testFile,
        test: "users share a journal, and see only their own payments",
      },
      {
        name: "the payments at another leader are resumed",
        file: log,
        from: " || record.leader !== leader",
        to: "",
        testFile: "tests/payments/payment_log_test.ts",
        test: "entries of another user, of another leader and of live operations are left alone",
      },
      {
        name: "what operations have under way is resumed",
        file: log,
        from: "all.filter(({ id }) => this.#taken.get(id)?.deref() === undefined)",
        to: "all",
        testFile,
        test:
          "resumePayments() leaves alone what operations have under way, until they are disposed of",
      },
      {
        name: "what an operation has left is not resumed",
        file: paidOperation,
        from: "this.#purchase?.letGo();",
        to: "",
        testFile,
        test:
          "resumePayments() leaves alone what operations have under way, until they are disposed of",
      },
      {
        name: "an entry is not taken while a read uses its receipt",
        file: paidOperation,
        from: "entry?.take();",
        to: "",
        testFile: endsTest,
        test: "an earlier receipt is left alone while a read uses it",
      },
      {
        name: "an entry of another version is read",
        file: log,
        from: "if (found !== version) {",
        to: "if (false) {",
        testFile,
        test: unreadable,
      },
      {
        name: "a journal is read only after a crash",
        file: "src/operations/session.ts",
        from:
          "await withDeadline(timeoutMs, [signal], environment, (call) => log.records(call.signal));",
        to: "",
        testFile,
        test: unreadable,
      },
      {
        name: "the details of another wallet are used",
        file: details,
        from: "if (read.address !== signer.address) {",
        to: "if (false) {",
        testFile: detailsTest,
        test: foreignDetails,
      },
      {
        name: "the details of another version are used",
        file: details,
        from: "if (read?.version !== version) return",
        to: "if (false) return",
        testFile: detailsTest,
        test: foreignDetails,
      },
      {
        name: "the details of another payment are used",
        file: walletPayments,
        from: "if (!payment.transactions.some((tx) => tx.txHash === txHash)) {",
        to: "if (false) {",
        testFile: detailsTest,
        test: foreignDetails,
      },
      {
        name: "the details of a transaction of another wallet are used",
        file: details,
        from: 'if (own === undefined) throw new RangeError("it is not of this wallet");',
        to: "",
        testFile: detailsTest,
        test: foreignDetails,
      },
    ],
  },
  {
    promise: "After a crash nothing is paid on the chain, and what is lost is told",
    mutants: [
      {
        name: "a purchase is paid after a crash",
        file: purchase,
        from: "const txHash = await this.#payment.lookUp(call);",
        to: "const txHash = await this.#payment.settle(call);",
        testFile,
        test: "resumePayments() drops a payment whose sequence number another one took",
      },
      {
        name: "a deposit is paid after a crash",
        file: deposit,
        from: "const txHash = await this.#payment.lookUp(call);",
        to: "const txHash = await this.#payment.settle(call);",
        testFile: endsTest,
        test: "resumePayments() drops a deposit whose sequence number another payment took",
      },
      {
        name: "the balance is asked for a price before deposits are credited",
        file: resume,
        from: `await resumeAll("deposit");\n    await resumeAll("balance");`,
        to: `await Promise.all([resumeAll("balance"), resumeAll("deposit")]);`,
        testFile,
        test: "resumePayments() credits a deposit before the balance is asked for a price",
      },
      {
        name: "an earlier process has asked for no receipt",
        file: purchase,
        from:
          'if (entry.record.isFromBalance || entry.record.isOnChain) this.#delivery = "unknown";',
        to: "",
        testFile,
        test: fromBalance,
      },
      {
        name: "a payment of an earlier process is not looked up",
        file: payment,
        from: "if (isOnChain) {",
        to: "if (false) {",
        testFile,
        test: onChain,
        seed: 4,
      },
      {
        name: "an expired receipt is open",
        file: resume,
        from: 'if (await expiryOf(end, connection, call) === "expired") {',
        to: "if (false) {",
        testFile: endsTest,
        test: "a receipt that has expired is told as lost",
      },
      {
        name: "an expired quote stays unsettled",
        file: resume,
        from: "throw isOver ? lost(error.message, error) : error;",
        to: "throw error;",
        testFile,
        test: silent,
      },
      {
        name: "a quote without a named transaction is lost before it expires",
        file: resume,
        from: "throw isOver ? lost(error.message, error) : error;",
        to: "throw lost(error.message, error);",
        testFile,
        test: silent,
      },
      {
        name: "a receipt that nodes may have got may be used again",
        file: resume,
        from: "mayBeUsed: isSent,",
        to: "mayBeUsed: false,",
        testFile,
        test: onChain,
      },
      {
        name: "a payment that the chain refuses to take is lost",
        file: "src/network/failure.ts",
        from: "!(error instanceof PaymentUnknownError) &&",
        to: "true &&",
        testFile: endsTest,
        test: "resumePayments() keeps a payment that the chain refuses to take",
        seed: 1002636,
      },
      {
        name: "a payment that is unsettled is lost",
        file: resume,
        from: "if (endsPayment(error)) {",
        to: "if (true) {",
        testFile,
        test: "resumePayments() leaves a payment in the journal while the chain cannot be reached",
      },
    ],
  },
  {
    promise: "Nothing goes on after a check of a journal has failed",
    mutants: [
      {
        name: "the first failure ends the check while other changes are under way",
        file: "src/journal/check_journal.ts",
        from: "const ends = await Promise.allSettled(changes);",
        to: "const ends = (await Promise.all(changes), await Promise.allSettled(changes));",
        testFile: "tests/journal/check_journal_test.ts",
        test: "checkJournal() waits for every change before it fails",
      },
    ],
  },
];
