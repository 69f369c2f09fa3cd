import type { Promised } from "../mutant.ts";

const tolerance = "src/masking/fault_tolerance.ts";
const masker = "src/masking/secret_masker.ts";
const askNodes = "src/fan_out/ask_nodes.ts";
const permissions = "src/operations/retrieve_permissions.ts";
const testFile = "tests/masking/fault_tolerance_test.ts";
const clientTest = "tests/client/fault_tolerance_test.ts";
const outageTest = "tests/client/outage_test.ts";
const permissionsRight = "permissions are right although nodes agree on a lie, or the read fails";

/** How certain a read is. */
export const reads: readonly Promised[] = [
  {
    promise: "A read is certain against m − degree − 1 − r liars, and says so",
    mutants: [
      {
        name: "a read claims to tolerate one liar more",
        file: tolerance,
        from: "return answers - faulty - degree - 1;",
        to: "return answers - faulty - degree;",
        testFile,
        test:
          "without faultTolerance, no more liars than toleratedFaults do harm, and one more can",
        seed: 60,
      },
      {
        name: "a read claims to tolerate one liar fewer",
        file: tolerance,
        from: "return answers - faulty - degree - 1;",
        to: "return answers - faulty - degree - 2;",
        testFile: "tests/masking/masking_test.ts",
        test: "SecretMasker.unmask() says against how many liars the parties that agree are enough",
        seed: 3,
      },
      {
        name: "answers that were found wrong cost no tolerance",
        file: tolerance,
        from: "return answers - faulty - degree - 1;",
        to: "return answers - degree - 1;",
        testFile,
        test:
          "values are right although faultTolerance parties agree on a lie, or there is an error",
      },
      {
        name: "values are given below the tolerance",
        file: tolerance,
        from: "if (toleratedFaults < faultTolerance) {",
        to: "if (toleratedFaults + 1 < faultTolerance) {",
        testFile,
        test:
          "values are right although faultTolerance parties agree on a lie, or there is an error",
        seed: 309,
      },
      {
        name: "values are refused at the tolerance",
        file: tolerance,
        from: "if (toleratedFaults < faultTolerance) {",
        to: "if (toleratedFaults <= faultTolerance) {",
        testFile,
        test:
          "values are right although faultTolerance parties agree on a lie, or there is an error",
        seed: 11,
      },
      {
        name: "one answer too few is unmasked",
        file: tolerance,
        from: "const need = degree + 1 + faultTolerance;",
        to: "const need = degree + faultTolerance;",
        testFile,
        test: "an error about a tolerance says how many answers it takes",
      },
      {
        name: "one answer more than needed is asked for",
        file: tolerance,
        from: "const need = degree + 1 + faultTolerance;",
        to: "const need = degree + 2 + faultTolerance;",
        testFile: clientTest,
        test: "a read with a tolerance ends without nodes that it does not need",
      },
      {
        name: "a tolerance that the nodes cannot give is accepted",
        file: tolerance,
        from: "if (count >= 0 && count <= max) return count;",
        to: "if (count >= 0 && count <= max + 1) return count;",
        testFile,
        test: "a tolerance that the parties cannot give is refused",
      },
      {
        name: "the largest tolerance is refused",
        file: tolerance,
        from: "if (count >= 0 && count <= max) return count;",
        to: "if (count >= 0 && count < max) return count;",
        testFile: clientTest,
        test: "a read of 4 nodes of degree 1 is right although 2 agree on a lie, or fails",
      },
      {
        name: "a read forgets its tolerance",
        file: "src/operations/unmask_answers.ts",
        from: "masker.unmask(shares, { faultTolerance });",
        to: "masker.unmask(shares);",
        testFile: clientTest,
        test: "fast liars do not decide while honest nodes are slower than the grace",
        seed: 10,
      },
      {
        name: "a read does not name who gave wrong shares",
        file: "src/operations/unmask_answers.ts",
        from: "return { result: values, faulty, toleratedFaults };",
        to: "return { result: values, toleratedFaults };",
        testFile: "tests/devnet/faults/faults_test.ts",
        test: "a lying node does not change a value that is read, and the outcome names it",
      },
      {
        name: "an error with a tolerance names whom liars accuse",
        file: masker,
        from: "const isGuess = message === beyondRepair && faultTolerance > 0;",
        to: "const isGuess = false;",
        testFile,
        test:
          "with a tolerance, an error does not name the honest party that liars make look wrong",
      },
    ],
  },
  {
    promise: "An ECDSA signature is certain against no liar, a private key as other values",
    mutants: [
      {
        name: "an ECDSA signature claims a tolerance",
        file: tolerance,
        from: "if (faultTolerance === 0) return { values, toleratedFaults: 0 };",
        to: "if (faultTolerance === 0) return { values, toleratedFaults };",
        testFile,
        test:
          "shares of ECDSA signatures are certain against no liar, which a read with a tolerance refuses",
      },
      {
        name: "an ECDSA signature is read with a tolerance",
        file: tolerance,
        from: "if (faultTolerance === 0) return { values, toleratedFaults: 0 };",
        to: "if (faultTolerance >= 0) return { values, toleratedFaults: 0 };",
        testFile,
        test:
          "shares of ECDSA signatures are certain against no liar, which a read with a tolerance refuses",
      },
      {
        name: "only the last value's signature counts",
        file: "src/masking/clear_reader.ts",
        from: "if (seen.signature) unchecked ??= name;",
        to: "unchecked = seen.signature ? name : undefined;\n    seen.signature = false;",
        testFile,
        test:
          "shares of ECDSA signatures are certain against no liar, which a read with a tolerance refuses",
      },
      {
        name: "a private key counts as unchecked",
        file: "src/masking/clear_reader.ts",
        from: "    default:\n      return new fixedTypes",
        to: "    default:\n      seen.signature = true;\n      return new fixedTypes",
        testFile,
        test: "private keys are certain against as many liars as other values",
      },
    ],
  },
  {
    promise: "A read waits for slow nodes, but no longer than it needs",
    mutants: [
      {
        name: "a read takes the fastest answers at once",
        file: askNodes,
        from: 'if (untried.size > 0 && grace !== "over") {',
        to: "if (false) {",
        testFile: "tests/network/network_test.ts",
        test: "askNodes() with an early end waits for slow nodes until the grace period ends",
      },
      {
        name: "a read waits for all nodes",
        file: askNodes,
        from: 'if (grace === "notStarted") startGrace(earlyEnd.graceMs);',
        to: "",
        testFile: outageTest,
        test: "a read that has enough answers waits for slow nodes only a little longer",
      },
      {
        name: "a read waits a minute for slow nodes",
        file: "src/fan_out/agree.ts",
        from: "const graceMs = 1_000;",
        to: "const graceMs = 60_000;",
        testFile: outageTest,
        test: "a read that has enough answers waits for slow nodes only a little longer",
      },
      {
        name: "answers are enough by their number",
        file: askNodes,
        from: "if (earlyEnd.isEnough(answers)) {",
        to: "if (earlyEnd.isEnough(answers) || true) {",
        testFile: clientTest,
        test: "fast liars do not decide while honest nodes are slower than the grace",
      },
    ],
  },
  {
    promise: "Permissions are what one large enough group of nodes agrees on",
    mutants: [
      {
        name: "one node fewer has to agree on permissions",
        file: permissions,
        from:
          "const quorum = Math.max(polynomialDegree, readFaultTolerance(session, options)) + 1;",
        to: "const quorum = Math.max(polynomialDegree, readFaultTolerance(session, options));",
        testFile: outageTest,
        test: "permissions that too few nodes answer are not believed",
      },
      {
        name: "a tolerance does not count for permissions",
        file: permissions,
        from:
          "const quorum = Math.max(polynomialDegree, readFaultTolerance(session, options)) + 1;",
        to: "const quorum = polynomialDegree + 1;",
        testFile: clientTest,
        test: permissionsRight,
      },
      {
        name: "the first of two large groups is believed",
        file: permissions,
        from: "if (majority === undefined || rival !== undefined) {",
        to: "if (majority === undefined) {",
        testFile: outageTest,
        test: "permissions are returned only when exactly one large enough group of nodes agrees",
      },
      {
        name: "permissions claim to tolerate one liar more",
        file: permissions,
        from: "toleratedFaults: majority.length - 1 };",
        to: "toleratedFaults: majority.length };",
        testFile: clientTest,
        test: permissionsRight,
      },
      {
        name: "permissions do not name who contradicts",
        file: permissions,
        from: "return { result: majority[0]!.permissions, faulty,",
        to: "return { result: majority[0]!.permissions,",
        testFile: outageTest,
        test: "permissions are what the honest nodes answer, and the lying nodes are named",
      },
    ],
  },
];
