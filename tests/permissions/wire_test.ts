import { Permissions, type PermissionsDelta, UserId } from "@nilvm/client";
import { assert, assertFalse } from "@std/assert";
import { deltaToWire, isApplied } from "../../src/permissions/wire.ts";

const ann = UserId.parse("0a".repeat(20));
const bob = UserId.parse("0b".repeat(20));

Deno.test("isApplied() finds each change of a delta, and each that is missing", () => {
  const users = [ann];
  const held = new Permissions({ owner: ann, retrieve: users, update: users, delete: users })
    .allowCompute(ann, "p/1");
  const programs = (user: UserId, ...programIds: string[]) => [{ user, programIds }];
  const applied: PermissionsDelta[] = [];
  const missing: PermissionsDelta[] = [];
  for (const name of ["retrieve", "update", "delete"] as const) {
    applied.push({ [name]: { grant: [ann], revoke: [bob] } });
    missing.push({ [name]: { grant: [ann, bob] } }, { [name]: { revoke: [ann, bob] } });
  }
  applied.push({ compute: { grant: programs(ann, "p/1"), revoke: programs(bob, "p/1") } });
  missing.push(
    { compute: { grant: programs(ann, "p/1", "p/2") } },
    { compute: { grant: programs(bob, "p/1") } },
    { compute: { revoke: programs(ann, "p/2", "p/1") } },
    { ...applied[0], compute: { revoke: programs(ann, "p/1") } },
  );
  for (const delta of applied) assert(isApplied(deltaToWire(delta), held), JSON.stringify(delta));
  for (const delta of missing) {
    assertFalse(isApplied(deltaToWire(delta), held), JSON.stringify(delta));
  }
});
