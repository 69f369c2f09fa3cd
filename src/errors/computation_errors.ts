import { VmError, type VmErrorFields } from "./vm_error.ts";

/** The context of an error about a computation. */
export interface ComputationErrorFields extends VmErrorFields {
  /** Why it failed, as a node says it. */
  readonly reason?: string | undefined;
}

/**
 * A computation started and failed, for example because it divided by zero. It fails again with the
 * same inputs, unless the nodes had only lost their connections to each other.
 *
 * @example A division by zero
 * ```ts
 * import { compileProgram, ComputationFailedError, PublicInteger, SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * // In Nada: Output(a / b, "quotient", owner)
 * const program = await compileProgram(
 *   await Deno.readFile("tests/fixtures/nada/quotient.mir.bin"),
 * );
 * const [party] = program.inputParties;
 * const computeId = await client.compute({
 *   programId: await client.storeProgram("quotient", program).invoke(),
 *   inputBindings: [{ partyName: party!, user: client.userId }],
 *   outputBindings: [{ partyName: party!, users: [client.userId] }],
 *   values: { a: new SecretInteger(7), b: new PublicInteger(0) },
 * }).invoke();
 *
 * const reading = client.retrieveComputeResults(computeId);
 * const error = await assertRejects(() => reading.invoke(), ComputationFailedError);
 * assertEquals(error.reason, "division by zero");
 * ```
 */
export class ComputationFailedError extends VmError {
  /** Always `ComputationFailedError`. */
  override readonly name = "ComputationFailedError";
  /** Always `COMPUTATION_FAILED`. */
  readonly code = "COMPUTATION_FAILED";
  /** Why it failed, as a node says it. */
  readonly reason: string | undefined;

  /** Makes an error with a message for people and context for programs. */
  constructor(message: string, fields: ComputationErrorFields = {}) {
    super(message, fields);
    this.reason = fields.reason;
  }
}
