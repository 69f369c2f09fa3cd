import type { Promised } from "../mutant.ts";

const failure = "src/network/failure.ts";
const consequences = "src/network/consequences.ts";
const askNodes = "src/fan_out/ask_nodes.ts";
const paidOperation = "src/operations/paid_work.ts";
const storeValues = "src/operations/store_values.ts";

const networkTest = "tests/network/network_test.ts";
const confirmTest = "tests/operations/confirm_test.ts";
const outageTest = "tests/client/outage_test.ts";
const purchaseTest = "tests/payments/purchase_test.ts";

/** What a write and its nodes are believed. */
export const writes: readonly Promised[] = [
  {
    promise: "A write that this client did not make is not done",
    mutants: [
      {
        name: "a used receipt counts as done without a lost answer",
        file: consequences,
        from: "nonceUsed: ifLostBefore,",
        to: 'nonceUsed: always("believe"),',
        testFile: purchaseTest,
        test: "storeValues() does not resolve when somebody else used its receipt first",
        seed: 79,
      },
      {
        name: "a used receipt counts as done after an answer",
        file: consequences,
        from: 'unknown: "believe", answered: "giveUp" }',
        to: 'unknown: "believe", answered: "believe" }',
        testFile: networkTest,
        test:
          "askNodes() remembers a lost answer through later answers, and an answer through later calls",
      },
      {
        name: "any text about a used nonce is that refusal",
        file: failure,
        from: "says: /^nonce already used$/",
        to: "says: /nonce already used/",
        testFile: "tests/network/failure_test.ts",
        test: "a node's words tell the reason only as the whole message",
      },
      {
        name: "a request that was stopped before it left counts as sent",
        file: askNodes,
        from:
          'if (call.signal.aborted) return failed(id, toVmError(call.signal.reason), earlier, "resume");',
        to: "",
        testFile: networkTest,
        test: "askNodes() does not count a request as sent that was stopped before",
      },
      {
        name: "a write of some nodes counts as a write of all",
        file: "src/fan_out/agree.ts",
        from: '? outcomes.some(({ status }) => status !== "done")',
        to: "? answers.length === 0",
        testFile: outageTest,
        test: "a write that did not reach every node says so, and resumes with the same receipt",
        seed: 30,
      },
      {
        name: "a used new receipt is told as a refusal",
        file: "src/fan_out/outcome_error.ts",
        from: "if (ifReceiptUsed !== undefined && burnt.length > 0) {",
        to: "if (ifReceiptUsed !== undefined && burnt.length > 1) {",
        testFile: networkTest,
        test: "outcomeError() tells a new receipt that somebody used from other refusals",
      },
      {
        name: "a used old receipt is told as somebody else's doing",
        file: "src/fan_out/outcome_error.ts",
        from: "if (ifReceiptUsed !== undefined && burnt.length > 0) {",
        to: "if (burnt.length > 0) {",
        testFile: networkTest,
        test: "outcomeError() tells a new receipt that somebody used from other refusals",
      },
      {
        name: "a receipt of the caller counts as new",
        file: paidOperation,
        from: "ifReceiptUsed: bought === undefined ? undefined : ifUnconfirmed,",
        to: "ifReceiptUsed: ifUnconfirmed,",
        testFile: "tests/operations/receipt_test.ts",
        test: "invokeWithReceipt() refuses a receipt that was used or is for another operation",
      },
      {
        name: "the receipt of a read counts as that of a write",
        file: paidOperation,
        from: "ifReceiptUsed: bought === undefined ? undefined : ifUnconfirmed,",
        to: 'ifReceiptUsed: bought === undefined ? undefined : ifUnconfirmed ?? "",',
        testFile: outageTest,
        test: "a read whose receipt every node refuses as used is not told as a write",
      },
      {
        name: "an unconfirmed write has another name",
        file: "src/errors/node_errors.ts",
        from: 'override readonly name = "WriteUnconfirmedError";',
        to: 'override readonly name = "NodesDisagreeError";',
        testFile: "tests/errors/errors_test.ts",
        test: "every error has the name of its class and its own code",
      },
    ],
  },
  {
    promise: "A write whose answer was lost is done once, and known to be done",
    mutants: [
      {
        name: "a used receipt after a lost answer is a refusal",
        file: consequences,
        from: 'unknown: "believe", answered: "giveUp" }',
        to: 'unknown: "giveUp", answered: "giveUp" }',
        testFile: outageTest,
        test: "a write succeeds although one node's answer is lost",
      },
      {
        name: "a later answer makes up for a lost one",
        file: failure,
        from: 'return earlier === "unknown" ? earlier : failureOf(error).delivery;',
        to: "return failureOf(error).delivery;",
        testFile: networkTest,
        test:
          "askNodes() remembers a lost answer through later answers, and an answer through later calls",
      },
      {
        name: "a node that has served a write is asked again",
        file: askNodes,
        from: "let isOver = before !== undefined && !isResumable(before);",
        to: "let isOver = false;",
        testFile: networkTest,
        test: "askNodes() asks only the nodes whose outcome can be resumed",
      },
      {
        name: "a resumed write forgets what was lost before",
        file: askNodes,
        from: 'let delivery: Delivery = before?.delivery ?? "notSent";',
        to: 'let delivery: Delivery = "notSent";',
        testFile: networkTest,
        test: "askNodes() asks only the nodes whose outcome can be resumed",
      },
      {
        name: "a write takes whatever id the nodes give",
        file: "src/operations/agreed_id.ts",
        from: "if (other === undefined) return expected;",
        to: "if (true) return other ?? expected;",
        testFile: "tests/devnet/faults/faults_test.ts",
        test: "a lying node that returns another id is detected at every write",
        seed: 33,
      },
      {
        name: "an update gets the id of its receipt",
        file: "src/operations/agreed_id.ts",
        from: "(updated ?? uuidFromBytes(",
        to: "(uuidFromBytes(",
        testFile: outageTest,
        test: "a write succeeds although every answer is lost",
      },
      {
        name: "a refusal for good is resumed",
        file: askNodes,
        from: 'return consequence !== undefined && consequence !== "giveUp";',
        to: "return consequence !== undefined;",
        testFile: outageTest,
        test: "a write that one node refuses for good starts from the beginning",
      },
    ],
  },
  {
    promise: "confirm: true reads back what the nodes hold, and compares every share",
    mutants: [
      {
        name: "a write that somebody else may have made is not read back",
        file: paidOperation,
        from: "const isUnconfirmed = error instanceof WriteUnconfirmedError ||",
        to: "const isUnconfirmed =",
        testFile: confirmTest,
        test: "storeValues() with confirm reads back what a node did not acknowledge",
      },
      {
        name: "a write whose answer was lost is not read back",
        file: paidOperation,
        from: 'outcomes.some(({ delivery }) => delivery === "unknown");',
        to: "false;",
        testFile: confirmTest,
        test: "storeValues() with confirm also reads back after a lost answer, and only then",
      },
      {
        name: "a write that every node acknowledged is read back",
        file: paidOperation,
        from: 'outcomes.some(({ delivery }) => delivery === "unknown");',
        to: "true;",
        testFile: confirmTest,
        test: "storeValues() with confirm also reads back after a lost answer, and only then",
      },
      {
        name: "the answer of a node counts as acknowledged although it was lost",
        file: askNodes,
        from: '? { node: id, status: "done", delivery: "unknown" }',
        to: '? { node: id, status: "done", delivery: "answered" }',
        testFile: confirmTest,
        test: "storeValues() with confirm also reads back after a lost answer, and only then",
      },
      {
        name: "one share of a node's is compared",
        file: storeValues,
        from: "sent.every((share) =>",
        to: "sent.some((share) =>",
        testFile: confirmTest,
        test: "storeValues() with confirm compares every share, and their number",
      },
      {
        name: "the contents of shares are not compared",
        file: storeValues,
        from: "values.some((value) => equalBytes(share, value)));",
        to: "values.some((value) => value.length === share.length));",
        testFile: confirmTest,
        test: "storeValues() with confirm compares every share, and their number",
      },
      {
        name: "the number of shares is not compared",
        file: storeValues,
        from: "return values.length === sent.length &&\n        sent.every(",
        to: "return sent.every(",
        testFile: confirmTest,
        test: "storeValues() with confirm compares every share, and their number",
      },
      {
        name: "a node that holds nothing ends the read with another error",
        file: "src/operations/confirm.ts",
        from: "const isElse = error instanceof NotFoundError ||\n          mayRead &&",
        to: "const isElse = mayRead &&",
        testFile: confirmTest,
        test: "storeValues() with confirm refuses what is not its own, and names the nodes",
      },
      {
        name: "a write that is not its own can be resumed",
        file: paidOperation,
        from: "keep(outcomes, error instanceof WriteUnconfirmedError);",
        to: "keep(outcomes, false);",
        testFile: confirmTest,
        test: "storeValues() with confirm refuses what is not its own, and names the nodes",
      },
      {
        name: "a write whose read back failed starts from the beginning",
        file: paidOperation,
        from: "keep(outcomes, error instanceof WriteUnconfirmedError);",
        to: "keep(outcomes, true);",
        testFile: confirmTest,
        test: "storeValues() with confirm goes on with the same receipt after its read has failed",
      },
    ],
  },
];
