import { VmError, type VmErrorFields } from "./vm_error.ts";

/** The context of an error about an argument. */
export interface InvalidArgumentErrorFields extends VmErrorFields {
  /** The name of the wrong option, such as `ttlDays`. */
  readonly option?: string | undefined;
}

/**
 * An argument is wrong. When `node` is missing, the client found it before it sent or paid anything; only the types of
 * values that are read show later, when `phase` is `unmask`.
 *
 * @example Read the name of the wrong option
 * ```ts
 * import { InvalidArgumentError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const error = await assertRejects(() => startDevnet({ nodes: 2 }), InvalidArgumentError);
 *
 * assertEquals(error.option, "nodes");
 * ```
 */
export class InvalidArgumentError extends VmError {
  /** Always `InvalidArgumentError`. */
  override readonly name = "InvalidArgumentError";
  /** Always `INVALID_ARGUMENT`. */
  readonly code = "INVALID_ARGUMENT";
  /** The name of the wrong option, if the error is about one option. */
  declare readonly option?: string;

  /** Makes an error with a message for people and context for programs. */
  constructor(message: string, fields: InvalidArgumentErrorFields = {}) {
    super(message, fields);
  }
}

/** One error in a program. */
export interface ProgramIssue {
  /** What is wrong. */
  readonly reason: string;
  /** The name of the source file, if the program names it. */
  readonly file?: string;
  /** The line in the source file, counted from 1. */
  readonly line?: number;
}

/** The context of an error about a program. */
export interface ProgramErrorFields extends VmErrorFields {
  /** All errors in the program. */
  readonly issues?: readonly ProgramIssue[] | undefined;
}

/**
 * A program cannot be compiled or stored. The client found it before it sent or paid anything.
 *
 * @example Read the errors in a program
 * ```ts
 * import { compileProgram, InvalidProgramError } from "@nilvm/client";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const error = await assertRejects(() => compileProgram(new Uint8Array(3)), InvalidProgramError);
 *
 * assertEquals(error.issues.length, 1);
 * ```
 */
export class InvalidProgramError extends VmError {
  /** Always `InvalidProgramError`. */
  override readonly name = "InvalidProgramError";
  /** Always `INVALID_PROGRAM`. */
  readonly code = "INVALID_PROGRAM";
  /** All errors in the program, with source lines if the program names them. */
  readonly issues: readonly ProgramIssue[];

  /** Makes an error with a message for people and context for programs. */
  constructor(message: string, fields: ProgramErrorFields = {}) {
    super(message, fields);
    this.issues = fields.issues ?? [];
  }
}

/**
 * The file that describes a network is missing, unreadable or malformed.
 *
 * @example A file that names no node
 * ```ts
 * import { NetworkConfigError } from "@nilvm/client";
 * import { parseNetworkConfig } from "@nilvm/client/config";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => parseNetworkConfig("payments: {}"), NetworkConfigError, "bootnode");
 * ```
 */
export class NetworkConfigError extends VmError {
  /** Always `NetworkConfigError`. */
  override readonly name = "NetworkConfigError";
  /** Always `NETWORK_CONFIG`. */
  readonly code = "NETWORK_CONFIG";
}
