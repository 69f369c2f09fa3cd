/** The operations of steps. The same step gives the same operation again, also in another process. */
import {
  type PaidOperation,
  Permissions,
  SecretBlob,
  SecretInteger,
  type Values,
  type VmClient,
} from "@nilvm/client";
import { UserId } from "@nilvm/client/keys";
import { Random } from "../../tools/random.ts";
import type { Step, StepKind } from "./plan.ts";
import type { StepRecord } from "./step_record.ts";
import type { World } from "./world.ts";

/** The values of a step live longer than any run. */
const ttlDays = 30;

/** A user who takes part in nothing. */
const outsider = UserId.parse("aa".repeat(20));

/** The secrets of a step, which no other step has. */
export function valuesOf({ plan, wire }: World, { id }: Step): Values {
  const random = new Random(plan.seed, 5_000 + id);
  const number = random.bytes(6);
  const text = random.bytes(16);
  wire.keepSecret(`the number of step ${id}`, number);
  wire.keepSecret(`the text of step ${id}`, text);
  const value = number.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return random.below(3) === 0
    ? { number: new SecretInteger(value) }
    : { number: new SecretInteger(value), text: new SecretBlob(text) };
}

/** The permissions of a step's values: every user may do everything, and its user owns them. */
export function permissionsOf({ users }: World, { client }: Step): Permissions {
  return new Permissions({ owner: users[client]!, retrieve: users, update: users, delete: users });
}

/** The deposit of a step, which no other step makes. */
export function depositOf({ id }: Step): bigint {
  return 5_000_000n + BigInt(id);
}

/** Makes the operation of a step about the values of an id. */
type Make = (
  world: World,
  record: StepRecord,
  client: VmClient,
  id: string,
) => PaidOperation<unknown>;

const write: Make = (world, record, client, id) => {
  const { step } = record;
  const isUpdate = step.kind === "update";
  record.values = valuesOf(world, step);
  return client.storeValues(record.values, {
    ttlDays,
    updateIdentifier: isUpdate ? id : undefined,
    permissions: isUpdate ? undefined : permissionsOf(world, step),
    confirm: step.confirm,
  });
};

/** The steps that are one paid operation. */
export const paidOperations: Readonly<Partial<Record<StepKind, Make>>> = {
  store: write,
  receipt: write,
  update: write,
  read: (_, { step: { faultTolerance } }, client, id) =>
    client.retrieveValues(id, { faultTolerance }),
  overwrite: (world, { step }, client, id) =>
    client.overwritePermissions(id, permissionsOf(world, step), { confirm: step.confirm }),
  grant: (_, { step: { confirm } }, client, id) =>
    client.updatePermissions(id, { retrieve: { grant: [outsider] } }, { confirm }),
  readPermissions: (_, { step: { faultTolerance } }, client, id) =>
    client.retrievePermissions(id, { faultTolerance }),
  pools: (_world, _record, client) => client.poolStatus(),
};

/** Takes note that a user was told that a step is done. */
export function finish(
  world: World,
  record: StepRecord,
  done: { readonly value: unknown } | undefined,
): void {
  if (done === undefined) return;
  record.isDone = true;
  record.doneMs = world.clock.elapsedMs;
  record.result = done.value;
  record.toleratedFaults = record.operation?.toleratedFaults;
  const { kind } = record.step;
  if (kind === "store" || kind === "receipt") record.id = done.value as string;
}
