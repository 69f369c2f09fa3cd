import type { ComputeId, ComputeOptions } from "../operations/compute.ts";
import type { ResumedPayments } from "../payments/earlier_payments.ts";
import type { ProgramId } from "../programs/program_id.ts";
import type { TypedInputs, TypedRun } from "../programs/typed_program.ts";
import {
  addFundsMutation,
  type AddFundsVariables,
  computeMutation,
  deleteValuesMutation,
  type DeleteValuesVariables,
  overwritePermissionsMutation,
  type OverwritePermissionsVariables,
  resumePaymentsMutation,
  storeProgramMutation,
  type StoreProgramVariables,
  storeValuesMutation,
  type StoreValuesVariables,
  updatePermissionsMutation,
  type UpdatePermissionsVariables,
} from "../query/mutations.ts";
import type { ValuesId } from "../values/store_id.ts";
import {
  type OperationHookOptions,
  type OperationResult,
  type PaidOperationResult,
  useOperation,
  usePaidOperation,
} from "./use_operation.ts";

/** `client.storeValues` as a hook, which gives the id of the values. */
export function useStoreValues(
  options: OperationHookOptions = {},
): PaidOperationResult<StoreValuesVariables, ValuesId> {
  return usePaidOperation(storeValuesMutation, options);
}

/** `client.deleteValues` as a hook. It is free. */
export function useDeleteValues(
  options: OperationHookOptions = {},
): OperationResult<DeleteValuesVariables, void> {
  return useOperation(deleteValuesMutation, options);
}

/** `client.overwritePermissions` as a hook. */
export function useOverwritePermissions(
  options: OperationHookOptions = {},
): PaidOperationResult<OverwritePermissionsVariables, void> {
  return usePaidOperation(overwritePermissionsMutation, options);
}

/** `client.updatePermissions` as a hook. */
export function useUpdatePermissions(
  options: OperationHookOptions = {},
): PaidOperationResult<UpdatePermissionsVariables, void> {
  return usePaidOperation(updatePermissionsMutation, options);
}

/** `client.storeProgram` as a hook, which gives the id of the program. */
export function useStoreProgram(
  options: OperationHookOptions = {},
): PaidOperationResult<StoreProgramVariables, ProgramId> {
  return usePaidOperation(storeProgramMutation, options);
}

/** `client.compute` as a hook, which gives the id of the computation. */
export function useCompute(
  options?: OperationHookOptions,
): PaidOperationResult<ComputeOptions, ComputeId>;
/** The same for runs of a program of `@nilvm/client/nada`. */
export function useCompute<Given extends object, Party extends string>(
  program: TypedInputs<Given, Party>,
  options?: OperationHookOptions,
): PaidOperationResult<TypedRun<Given, Party, never>, ComputeId>;
/** Runs of a program, of either kind. */
export function useCompute(
  first: TypedInputs<object, string> | OperationHookOptions = {},
  second: OperationHookOptions = {},
  // The overloads say which.
  // deno-lint-ignore no-explicit-any
): PaidOperationResult<any, ComputeId> {
  return "bind" in first
    // deno-lint-ignore no-explicit-any
    ? usePaidOperation<any, ComputeId>(
      (client, call) => computeMutation(client, first, call),
      second,
    )
    // deno-lint-ignore no-explicit-any
    : usePaidOperation<any, ComputeId>((client, call) => computeMutation(client, call), first);
}

/** `client.addFunds` as a hook. */
export function useAddFunds(
  options: OperationHookOptions = {},
): OperationResult<AddFundsVariables, void> {
  return useOperation(addFundsMutation, options);
}

/** `client.resumePayments` as a hook. Its variables are an empty object. */
export function useResumePayments(
  options: OperationHookOptions = {},
): OperationResult<object, ResumedPayments> {
  return useOperation(resumePaymentsMutation, options);
}
