/** Runs programs on a network, and shows what they give. */
import { InvalidArgumentError, NotFoundError, PermissionDeniedError } from "../../errors/mod.ts";
import type { UserId } from "../../keys/user_id.ts";
import type { ComputeId } from "../../operations/compute.ts";
import type { PaidOperation } from "../../operations/paid_operation.ts";
import type { CompiledProgram } from "../../programs/compile_program.ts";
import type { Values } from "../../values/values.ts";
import type { CommandContext, Connected } from "./command_context.ts";
import { storedId } from "./named_ids.ts";
import { priceOf, priceText } from "./prices.ts";
import { table } from "./output.ts";
import { userFrom } from "./sharing.ts";
import { plainValues, valueRows } from "./show_value.ts";

/** Who takes part, and what is used, as options. */
export interface ComputeFlags {
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  readonly stored?: readonly string[];
  readonly detach?: true;
}

/** A run of a program. */
export interface Run {
  readonly programId: string;
  readonly program?: CompiledProgram | undefined;
  /** The parties, which the user is unless the options name others. */
  readonly inputParties: readonly string[];
  readonly outputParties: readonly string[];
  readonly values: Values;
}

/** A run that can be right, as far as that is known here. */
export interface CheckedRun {
  readonly operation: PaidOperation<ComputeId>;
  /** Starts it, waits for its results if the user gets some, and shows them. */
  start(): Promise<void>;
}

/**
 * Checks a run, and sends nothing.
 *
 * @throws {InvalidArgumentError} When users, parties or values do not fit the program, as far as that is known here.
 */
export async function checkedRun(
  context: CommandContext,
  on: Connected,
  run: Run,
  flags: ComputeFlags,
): Promise<CheckedRun> {
  const { client } = on;
  const me = client.userId;
  const inputs = await partiesOf(flags.input ?? [], run.inputParties, me);
  const outputs = await partiesOf(flags.output ?? [], run.outputParties, me);
  const stored = flags.stored ?? [];
  const valueIds = await Promise.all(stored.map((word) => storedId(context, word)));
  const operation = client.compute({
    programId: run.programId,
    program: run.program,
    inputBindings: [...inputs].map(([partyName, users]) => ({ partyName, user: users[0]! })),
    outputBindings: [...outputs].map(([partyName, users]) => ({ partyName, users })),
    values: run.values,
    valueIds,
  });
  const receivers = [...outputs.values()].flat();
  const start = () =>
    on.run(operation, "invokeCompute", async (computeId, feesUnil) => {
      await on.started(computeId, run.programId, receivers);
      const gets = receivers.some((user) => user.equals(me));
      if (flags.detach || !gets) {
        const data = { computeId, programId: run.programId, feesUnil };
        return context.output.result(data, () => `Started ${computeId}`);
      }
      context.output.note(`Started ${computeId} for ${feesUnil} unil; waiting for its results`);
      const results = await on.results(computeId);
      showResults(context, results, { computeId, programId: run.programId, feesUnil });
    });
  return {
    operation,
    start: () =>
      start().catch((error) => {
        const [id] = valueIds;
        if (error instanceof PermissionDeniedError && id !== undefined) {
          context.output.note(
            "The owner of stored values has to permit it, such as by nilvm share " +
              `${id} --compute ${me}=${run.programId}`,
          );
        }
        throw error;
      }),
  };
}

/**
 * Shows what it costs to run a program, and to store it before. The leader has no price for a run of a program that the
 * network has not.
 *
 * @param storing Stores the program, if that is to be paid.
 */
export async function showRunPrice(
  { output }: CommandContext,
  { call }: Connected,
  running: PaidOperation<unknown>,
  storing: PaidOperation<unknown> | undefined,
): Promise<void> {
  const store = await storing?.quote(call);
  const run = await running.quote(call).catch((error) => {
    const isStoredLater = storing !== undefined && error instanceof NotFoundError &&
      error.failure?.reason === "programNotFound";
    if (!isStoredLater) throw error;
    output.note("A run has a price once the program is stored: nilvm program add stores it");
    return undefined;
  });
  output.result(
    { store: store ? priceOf(store) : null, run: run ? priceOf(run) : null },
    () =>
      [
        `store  ${store ? priceText(store) : "nothing: it is stored"}`,
        `run    ${run ? priceText(run) : "not known yet"}`,
      ].join("\n"),
  );
}

/** Shows the outputs of a run. */
export function showResults(
  { output }: CommandContext,
  results: Values,
  facts: Readonly<Record<string, unknown>>,
): void {
  output.result(
    { ...facts, results: plainValues(results) },
    () => table(valueRows(results, "output"), "No output is for this user"),
  );
}

/** The users of all parties: those that are named, and else the user of the command. */
async function partiesOf(
  words: readonly string[],
  parties: readonly string[],
  me: UserId,
): Promise<Map<string, UserId[]>> {
  const users = new Map(parties.map((party) => [party, [me]]));
  for (const word of words) {
    const [, party, named] = /^([^=]+)=(.+)$/.exec(word) ?? [];
    if (party === undefined) {
      throw new InvalidArgumentError("A party is NAME=USER, such as alice=1f…, or NAME=USER,USER");
    }
    users.set(party, await Promise.all(named!.split(",").map(userFrom)));
  }
  return users;
}
