import type { Promised } from "../mutant.ts";

const confirm = "src/operations/confirm.ts";
const paidOperation = "src/operations/paid_work.ts";
const storeValues = "src/operations/store_values.ts";
const overwrite = "src/operations/overwrite_permissions.ts";
const update = "src/operations/update_permissions.ts";
const wire = "src/permissions/wire.ts";
const unmaskAnswers = "src/operations/unmask_answers.ts";

const testFile = "tests/operations/confirm_test.ts";
const wireTest = "tests/permissions/wire_test.ts";
const updatesTest = "tests/operations/concurrent_updates_test.ts";
const changes = "isApplied() finds each change of a delta, and each that is missing";

/** What a read shows after a write that somebody else may have made. */
export const confirmations: readonly Promised[] = [
  {
    promise: "confirm: true of a write of permissions compares what the nodes hold",
    mutants: [
      {
        name: "permissions that were overwritten are not compared",
        file: overwrite,
        from: "(held) => held.equals(written)",
        to: "() => true",
        testFile,
        test: "OverwritePermissions with confirm names a node that does not hold what was written",
      },
      {
        name: "permissions that were updated are not compared",
        file: update,
        from: "(held) => isApplied(wire, held)",
        to: "() => true",
        testFile,
        test: "UpdatePermissions with confirm names a node that does not hold what was written",
      },
      {
        name: "what was granted is not compared",
        file: wire,
        from: "grant.flatMap(permissionsIn).every((permission) => now.has(permission)) &&",
        to: "",
        testFile: wireTest,
        test: changes,
      },
      {
        name: "what was revoked is not compared",
        file: wire,
        from: "!revoke.flatMap(permissionsIn).some((permission) => now.has(permission));",
        to: "true;",
        testFile: wireTest,
        test: changes,
      },
      {
        name: "one program of a grant is enough",
        file: wire,
        from: "grant.flatMap(permissionsIn).every((permission) => now.has(permission)) &&",
        to:
          "(grant.length === 0 || grant.flatMap(permissionsIn).some((permission) => now.has(permission))) &&",
        testFile: wireTest,
        test: changes,
      },
    ],
  },
  {
    promise: "A read confirms a write only by what every node shows",
    mutants: [
      {
        name: "a read without answers is a confirmation",
        file: confirm,
        from: "if (others.length === 0 && answers.length < read.nodes.length) {",
        to: "if (false) {",
        testFile,
        test:
          "storeValues() with confirm does not take a read without an answer for a confirmation",
      },
      {
        name: "a refusal to a reader is no sign of somebody else",
        file: confirm,
        from: "mayRead && error instanceof PermissionDeniedError;",
        to: "false;",
        testFile,
        test:
          "storeValues() with confirm refuses values that it may not read, although they were to be its own",
      },
      {
        name: "a refusal to one who may not read is a sign of somebody else",
        file: confirm,
        from: "mayRead && error instanceof PermissionDeniedError;",
        to: "error instanceof PermissionDeniedError;",
        testFile,
        test: "confirm of an update says that its user may not read, and blames nobody",
      },
      {
        name: "nobody may read what was stored",
        file: storeValues,
        from: "const mayRead = granted?.retrieve.some((user) => user.equals(userId)) ?? false;",
        to: "const mayRead = false;",
        testFile,
        test:
          "storeValues() with confirm refuses values that it may not read, although they were to be its own",
      },
      {
        name: "everybody may read what was stored",
        file: storeValues,
        from: "const mayRead = granted?.retrieve.some((user) => user.equals(userId)) ?? false;",
        to: "const mayRead = true;",
        testFile,
        test: "confirm of an update says that its user may not read, and blames nobody",
      },
      {
        name: "nobody may read the permissions that were overwritten",
        file: overwrite,
        from: "const mayRead = written.retrieve.some((user) => user.equals(userId));",
        to: "const mayRead = false;",
        testFile,
        test: "overwritePermissions() with confirm names a node that refuses what it was to permit",
      },
      {
        name: "each attempt buys another confirmation",
        file: paidOperation,
        from: "const confirmation = this.#confirmations.get(key) ??\n      new PaidWork",
        to: "const confirmation = new PaidWork",
        testFile,
        test: "storeValues() with confirm buys one read, in any number of attempts",
      },
    ],
  },
  {
    promise: "A read that contradicts says that two updates may have been made at once",
    mutants: [
      {
        name: "a read that fails does not mention updates",
        file: unmaskAnswers,
        from: "throw withContext(error, {}, `${error.message}${ifCorrupt}`);",
        to: "throw error;",
        testFile: updatesTest,
        test: "a read that contradicts says that two updates may have been made at once",
      },
      {
        name: "the node that a read names does not mention updates",
        file: unmaskAnswers,
        from: "contradict the shares of the other nodes${ifCorrupt}`;",
        to: "contradict the shares of the other nodes`;",
        testFile: updatesTest,
        test: "a read that is right names the node that took two updates in another order",
      },
      {
        name: "a read of values has no word on updates",
        file: "src/operations/retrieve_values.ts",
        from: "...unmaskAnswers(session, options, ifCorrupt),",
        to: "...unmaskAnswers(session, options),",
        testFile: updatesTest,
        test: "a read that contradicts says that two updates may have been made at once",
      },
    ],
  },
];
