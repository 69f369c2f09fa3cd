import type { CallOptions } from "../async/deadline.ts";
import type { VmClient } from "../client.ts";
import { VmError } from "../errors/mod.ts";
import type { UserId } from "../keys/user_id.ts";
import type { ComputeId, ComputeOptions } from "../operations/compute.ts";
import type { ConfirmOptions } from "../operations/confirm.ts";
import type { StoreValuesOptions } from "../operations/store_values.ts";
import type { ResumedPayments } from "../payments/earlier_payments.ts";
import type { PriceQuote } from "../payments/quote.ts";
import type { Permissions } from "../permissions/permissions.ts";
import type { PermissionsDelta } from "../permissions/permissions_delta.ts";
import type { CompiledProgram } from "../programs/compile_program.ts";
import type { ProgramId } from "../programs/program_id.ts";
import type { NamedProgram, TypedInputs, TypedRun } from "../programs/typed_program.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import { queryKeyOf } from "./queries.ts";
import {
  isOpenOn,
  type Priced,
  quoteOnce,
  type Resumable,
  runOnce,
  type Shelf,
} from "./run_once.ts";

/** Options of a mutation, for `useMutation` and the like of TanStack Query 5. */
export interface MutationOptions<Variables, Data> {
  /** The network, the user and the operation. */
  readonly mutationKey: readonly unknown[];
  /**
   * Sends the operation. The same object again is the same operation: a second click waits for the first, and after a
   * failure it goes on, without a second payment. Another object is another operation, even with the same content.
   */
  readonly mutationFn: (variables: Variables) => Promise<Data>;
  /** Whether `mutationFn` of the same object goes on with an attempt that failed, and that may be paid. */
  readonly isResumable: (variables: Variables) => boolean;
  /** The client repeats what is safe to repeat. */
  readonly retry: false;
  /** A devnet in the page needs no network. A mutation that waited for one would be written down with its secrets. */
  readonly networkMode: "always";
  /**
   * The cache forgets the variables, which may be secrets, when no component uses the mutation. Until then, a mutation
   * that is logged redacts secret values, and shows the plain numbers of a typed run.
   */
  readonly gcTime: 0;
}

/** Options of a mutation that has a price. */
export interface PaidMutationOptions<Variables, Data> extends MutationOptions<Variables, Data> {
  /**
   * Asks for the price. The next `mutationFn` of the same object pays it, or fails with `QuoteExpiredError` and pays
   * nothing. Where an attempt has failed that may be paid, it rejects with `FailedPreconditionError`.
   */
  readonly quoteFn: (variables: Variables, options?: CallOptions) => Promise<PriceQuote>;
}

/** Values to store. */
export interface StoreValuesVariables extends StoreValuesOptions {
  /** The values by name. */
  readonly values: Values;
}

/** Values to delete. */
export interface DeleteValuesVariables {
  /** The id of the values. */
  readonly id: ValuesId;
}

/** Permissions that replace others. */
export interface OverwritePermissionsVariables extends ConfirmOptions {
  /** The id of the values. */
  readonly id: ValuesId;
  /** The new permissions. */
  readonly permissions: Permissions;
}

/** Permissions to grant and to revoke. */
export interface UpdatePermissionsVariables extends ConfirmOptions {
  /** The id of the values. */
  readonly id: ValuesId;
  /** What changes. */
  readonly delta: PermissionsDelta;
}

/** A program to store: one of `@nilvm/client/nada`, or a compiled one with its name. */
export type StoreProgramVariables = NamedProgram | {
  /** The program's name. */
  readonly name: string;
  /** The contents of its file, or the result of `compileProgram()`. */
  readonly program: Uint8Array | CompiledProgram;
};

/** A deposit. */
export interface AddFundsVariables {
  /** The amount in unil. */
  readonly amountUnil: bigint | number;
  /** The user who gets the deposit; the client's user unless given. */
  readonly targetUser?: UserId | undefined;
}

/** Operations that run, or that failed and may be paid, by client, by name and by their variables. */
const open = new WeakMap<VmClient, Map<string, WeakMap<object, Resumable<unknown>>>>();

function shelfOf(client: VmClient, name: string): Shelf<object> {
  const ofClient = open.get(client) ?? new Map<string, WeakMap<object, Resumable<unknown>>>();
  open.set(client, ofClient);
  const shelf = ofClient.get(name) ?? new WeakMap<object, Resumable<unknown>>();
  ofClient.set(name, shelf);
  return shelf;
}

function mutation<Variables extends object, Data>(
  client: VmClient,
  name: string,
  make: (variables: Variables) => Resumable<Data>,
  options: CallOptions,
): MutationOptions<Variables, Data> {
  return {
    mutationKey: queryKeyOf(client, name),
    mutationFn: (variables) =>
      runOnce(shelfOf(client, name), variables, () => make(variables), options),
    isResumable: (variables) => isOpenOn(shelfOf(client, name), variables),
    retry: false,
    networkMode: "always",
    gcTime: 0,
  };
}

function paidMutation<Variables extends object, Data>(
  client: VmClient,
  name: string,
  make: (variables: Variables) => Priced<Data>,
  options: CallOptions,
): PaidMutationOptions<Variables, Data> {
  return {
    ...mutation(client, name, make, options),
    quoteFn: (variables, own = options) =>
      quoteOnce(shelfOf(client, name), variables, () => make(variables), own),
  };
}

/**
 * A mutation of `client.storeValues`, which gives the id of the values.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function storeValuesMutation(
  client: VmClient,
  call: CallOptions = {},
): PaidMutationOptions<StoreValuesVariables, ValuesId> {
  return paidMutation(
    client,
    "storeValues",
    ({ values, ...options }) => client.storeValues(values, options),
    call,
  );
}

/**
 * A mutation of `client.deleteValues`.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function deleteValuesMutation(
  client: VmClient,
  call: CallOptions = {},
): MutationOptions<DeleteValuesVariables, void> {
  return mutation(client, "deleteValues", ({ id }) => client.deleteValues(id), call);
}

/**
 * A mutation of `client.overwritePermissions`.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function overwritePermissionsMutation(
  client: VmClient,
  call: CallOptions = {},
): PaidMutationOptions<OverwritePermissionsVariables, void> {
  return paidMutation(
    client,
    "overwritePermissions",
    ({ id, permissions, ...options }) => client.overwritePermissions(id, permissions, options),
    call,
  );
}

/**
 * A mutation of `client.updatePermissions`.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function updatePermissionsMutation(
  client: VmClient,
  call: CallOptions = {},
): PaidMutationOptions<UpdatePermissionsVariables, void> {
  return paidMutation(
    client,
    "updatePermissions",
    ({ id, delta, ...options }) => client.updatePermissions(id, delta, options),
    call,
  );
}

/**
 * A mutation of `client.storeProgram`, which gives the id of the program.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function storeProgramMutation(
  client: VmClient,
  call: CallOptions = {},
): PaidMutationOptions<StoreProgramVariables, ProgramId> {
  return paidMutation(
    client,
    "storeProgram",
    (variables) =>
      "program" in variables
        ? client.storeProgram(variables.name, variables.program)
        : client.storeProgram(variables),
    call,
  );
}

/**
 * A mutation of `client.compute`, which gives the id of the computation.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function computeMutation(
  client: VmClient,
  call?: CallOptions,
): PaidMutationOptions<ComputeOptions, ComputeId>;
/** The same for runs of a program of `@nilvm/client/nada`. */
export function computeMutation<Given extends object, Party extends string>(
  client: VmClient,
  program: TypedInputs<Given, Party>,
  call?: CallOptions,
): PaidMutationOptions<TypedRun<Given, Party, never>, ComputeId>;
/** A mutation of `client.compute`, of either kind. */
export function computeMutation(
  client: VmClient,
  first: TypedInputs<object, string> | CallOptions = {},
  second: CallOptions = {},
  // The overloads say which.
  // deno-lint-ignore no-explicit-any
): PaidMutationOptions<any, ComputeId> {
  const program = "bind" in first ? first : undefined;
  return paidMutation(
    client,
    "compute",
    (run: ComputeOptions | TypedRun<object, string, never>) =>
      program === undefined
        ? client.compute(run as ComputeOptions)
        : client.compute(program, run as TypedRun<object, string, never>),
    "bind" in first ? second : first,
  );
}

/**
 * What the client does once for each call, done once for calls at the same time.
 *
 * @param isOpenAfter Whether it may be paid after an error. The client itself goes on with it then.
 */
function together<Data>(
  run: (options?: CallOptions) => Promise<Data>,
  isOpenAfter: (error: unknown) => boolean = () => false,
): Resumable<Data> {
  let running: Promise<Data> | undefined;
  let isResumable = false;
  return {
    get isResumable() {
      return isResumable;
    },
    invoke(options) {
      return running ??= run(options).catch((error) => {
        isResumable = isOpenAfter(error);
        throw error;
      }).finally(() => running = undefined);
    },
  };
}

/**
 * A mutation of `client.addFunds`.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function addFundsMutation(
  client: VmClient,
  call: CallOptions = {},
): MutationOptions<AddFundsVariables, void> {
  return mutation(client, "addFunds", ({ amountUnil, targetUser }) =>
    together(
      (options) => client.addFunds(amountUnil, targetUser, options),
      (error) => error instanceof VmError && error.txHash !== undefined,
    ), call);
}

/**
 * A mutation of `client.resumePayments`. Its variables are an empty object.
 *
 * @param call The limits of each call, and who is told what happens.
 */
export function resumePaymentsMutation(
  client: VmClient,
  call: CallOptions = {},
): MutationOptions<object, ResumedPayments> {
  return mutation(
    client,
    "resumePayments",
    () => together((options) => client.resumePayments(options)),
    call,
  );
}
