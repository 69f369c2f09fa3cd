/** Judges reads: none is wrong while no more nodes lie than it was certain against. */
import type { Permissions, Values } from "@nilvm/client";
import type { StoredValues } from "../../src/devnet/node/value_store.ts";
import { areSame, changesAt, honestNodes } from "./judge_writes.ts";
import { liarsOf } from "./plan.ts";
import type { StepRecord } from "./step_record.ts";
import type { World } from "./world.ts";

const invariant = "reads";

/** Judges all reads that succeeded. */
export function judgeReads(world: World, records: readonly StepRecord[]): void {
  for (const record of records) {
    if (!record.isDone) continue;
    const { step } = record;
    if (step.kind === "compute") judgeResult(world, record);
    if (step.kind !== "read" && step.kind !== "readPermissions") continue;
    const { toleratedFaults } = record;
    if (toleratedFaults === undefined || toleratedFaults < (step.faultTolerance ?? 0)) {
      world.findings.add(
        invariant,
        `step ${step.id} asked for ${step.faultTolerance} and is certain against ${toleratedFaults}`,
      );
    }
    if (step.kind === "read") judgeValues(world, record, records);
    else judgePermissions(world, record);
  }
}

/**
 * What so many nodes held all the time that a read cannot have seen anything else, if there is such a version. Each liar,
 * and each honest node that held another version for a moment, counts against it.
 */
function certainVersion(
  world: World,
  { attempts, id, doneMs, toleratedFaults }: StepRecord,
  keyOf: (stored: StoredValues, step: number | undefined) => string,
): string | undefined {
  const fromMs = attempts[0]!.atMs;
  const liars = liarsOf(world.plan).length;
  const stable = new Map<string, number>();
  const honest = honestNodes(world);
  for (const node of honest) {
    const changes = changesAt(world, node, id!);
    const before = changes.filter(({ atMs }) => atMs < fromMs).slice(-1);
    const during = changes.filter(({ atMs }) => atMs >= fromMs && atMs <= doneMs!);
    const seen = [...before, ...during].map(({ stored, by }) =>
      stored === undefined ? "nothing" : keyOf(stored, by?.by === "liar" ? -1 : by?.step)
    );
    const [only] = seen;
    if (only !== undefined && seen.every((key) => key === only)) {
      stable.set(only, (stable.get(only) ?? 0) + 1);
    }
  }
  for (const [key, count] of stable) {
    if (liars + honest.length - count <= toleratedFaults!) return key;
  }
}

function judgeValues(world: World, record: StepRecord, records: readonly StepRecord[]): void {
  const { step, result } = record;
  // A change of permissions leaves the shares as they are, so shares name the version.
  const writers = new Map<Uint8Array, number>();
  for (const changes of world.stores.changes) {
    for (const { stored, by } of changes.get(record.id!) ?? []) {
      const [first] = stored?.values ?? [];
      if (first !== undefined && !writers.has(first) && by !== undefined) {
        writers.set(first, by.by === "liar" ? -1 : by.step);
      }
    }
  }
  const key = certainVersion(world, record, ({ values }) => `${writers.get(values[0]!)}`);
  if (key === undefined) return;
  const writer = records.find(({ step }) => `${step.id}` === key);
  if (writer?.values !== undefined && areSame(writer.values, result as Values)) return;
  world.findings.add(
    invariant,
    `step ${step.id} is certain against ${record.toleratedFaults} liars and read something else than step ${key} stored`,
  );
}

function judgePermissions(world: World, record: StepRecord): void {
  const key = certainVersion(world, record, ({ permissions }) => permissions.owner);
  const { owner } = record.result as Permissions;
  if (key === undefined || `${owner}` === key) return;
  world.findings.add(invariant, `step ${record.step.id} read the owner ${owner}, not ${key}`);
}

function judgeResult(world: World, { step, result, values, toleratedFaults }: StepRecord): void {
  if (liarsOf(world.plan).length > (toleratedFaults ?? 0)) return;
  const { a, b } = values as Values;
  const { sum } = result as Values;
  if (sum?.value === (a!.value as bigint) + (b!.value as bigint)) return;
  world.findings.add(invariant, `step ${step.id} computed something else than the sum`);
}
