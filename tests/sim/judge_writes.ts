/** Judges writes: what was acknowledged is there, whole, at every honest node. */
import type { Values } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";
import { liarsOf } from "./plan.ts";
import type { StepRecord } from "./step_record.ts";
import type { StoredChange } from "./store_watch.ts";
import type { World } from "./world.ts";

const invariant = "acknowledged";

/** Judges all writes that were acknowledged. */
export function judgeWrites(world: World, records: readonly StepRecord[]): void {
  for (const record of records) {
    if (!record.isDone || record.id === undefined) continue;
    switch (record.step.kind) {
      case "store":
      case "receipt":
      case "update":
        judgeStored(world, record);
        break;
      case "delete":
        judgeDeleted(world, record);
        break;
      case "overwrite":
      case "grant":
        eachHonest(world, record, isOwn(record), "did not change the permissions");
    }
  }
}

/** Whether two lists of values are the same. */
export function areSame(one: Values, two: Values): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(two).length &&
    names.every((name) => one[name]!.equals(two[name]));
}

/** The changes that a node made to an id. */
export function changesAt({ stores }: World, node: number, id: string): readonly StoredChange[] {
  return stores.changes[node]!.get(id) ?? [];
}

/** The nodes that do not lie. */
export function honestNodes({ plan, devnet }: World): number[] {
  const liars = liarsOf(plan);
  return devnet.nodes.map(({ index }) => index).filter((index) => !liars.includes(index));
}

function isOwn({ step }: StepRecord): (change: StoredChange) => boolean {
  return ({ by, stored }) => by?.step === step.id && by.by === "user" && stored !== undefined;
}

/** The change that a step made at each honest node. A node without one is a violation. */
function eachHonest(
  world: World,
  record: StepRecord,
  isWanted: (change: StoredChange) => boolean,
  complaint: string,
): Map<number, StoredChange> {
  const { step, id } = record;
  const found = new Map<number, StoredChange>();
  for (const node of honestNodes(world)) {
    const change = changesAt(world, node, id!).find(isWanted);
    if (change !== undefined) found.set(node, change);
    else if (!isExcused(world, record, node)) {
      world.findings.add(
        invariant,
        `step ${step.id} (${step.kind} of ${id}) is done, and node ${node} ${complaint}`,
      );
    }
  }
  return found;
}

/**
 * Whether the client could not know. The answer of a node was lost, or an attempt was stopped before it arrived, and the
 * node says at the next attempt that the receipt was used: by a liar, or by the first request, which it refused. The client
 * then believes its own write, unless it was to confirm it.
 */
function isExcused({ plan, links }: World, { step, attempts }: StepRecord, node: number): boolean {
  const isBurnt = plan.nodeLies.some(({ kind }) => kind === "burns");
  if (step.confirm || !isBurnt && !links.refusals.has(`${step.id} ${node}`)) return false;
  return attempts.some(({ error }) => error !== undefined) ||
    plan.linkFaults.some(({ at }) => at === node);
}

function judgeStored(world: World, record: StepRecord): void {
  const { step, id, values } = record;
  const found = eachHonest(world, record, isOwn(record), "never stored it");
  const { devnet, users, plan } = world;
  if (step.kind !== "update") {
    const owner = `${users[step.client]}`;
    for (const [node, { stored }] of found) {
      if (stored!.permissions.owner === owner) continue;
      world.findings.add(invariant, `node ${node} has another owner for ${id} of step ${step.id}`);
    }
  }
  const { degree, primeBits } = plan.shape;
  if (found.size <= degree) return;
  const parties = devnet.nodes.map((node) => Uint8Array.fromHex(node.id));
  const masker = SecretMasker.create({ primeBits, polynomialDegree: degree, parties });
  const shares = [...found].map(([node, { stored }]) => ({
    party: parties[node]!,
    values: stored!.values,
  }));
  try {
    const unmasked = masker.unmask(shares);
    if (unmasked.faultyParties.length === 0 && areSame(unmasked.values, values!)) return;
    world.findings.add(invariant, `the nodes hold something else than step ${step.id} stored`);
  } catch (error) {
    world.findings.add(invariant, `the shares of step ${step.id} do not fit: ${error}`);
  }
}

function judgeDeleted(world: World, { step, id, doneMs }: StepRecord): void {
  for (const node of honestNodes(world)) {
    const changes = changesAt(world, node, id!);
    const last = changes.at(-1);
    if (last === undefined || last.stored === undefined) continue;
    world.findings.add(
      invariant,
      `step ${step.id} deleted ${id} by ${doneMs}, and node ${node} still has it`,
    );
  }
}
