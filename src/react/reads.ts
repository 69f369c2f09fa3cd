import type { UseSuspenseQueryResult } from "@tanstack/react-query";
import type { CallOptions } from "../async/deadline.ts";
import type { ComputeId } from "../operations/compute.ts";
import type { PoolStatus } from "../operations/pool_status.ts";
import type { RetrieveOptions } from "../operations/unmask_answers.ts";
import type { AccountBalance } from "../payments/balance.ts";
import type { Permissions } from "../permissions/permissions.ts";
import type { TypedOutputs } from "../programs/typed_program.ts";
import {
  balanceQuery,
  poolStatusQuery,
  type QueryOptions,
  type ReadOptions,
  retrieveComputeResultsQuery,
  retrievePermissionsQuery,
  retrieveValuesQuery,
} from "../query/queries.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import type { Make } from "./use_operation.ts";
import {
  type PaidReadHookOptions,
  type PaidReadResult,
  type ReadHookOptions,
  type ReadResult,
  usePaidRead,
  useRead,
  useSuspenseRead,
} from "./use_read.ts";

/** `client.retrieveValues` as a hook. It costs money each time it is sent. Without an id it waits for one. */
export function useRetrieveValues(
  id: ValuesId | undefined,
  options: RetrieveOptions & PaidReadHookOptions = {},
): PaidReadResult<Values> {
  return usePaidRead(
    id === undefined ? undefined : (client, given) => retrieveValuesQuery(client, id, given),
    options,
  );
}

/** The same for components below a `Suspense`, without a price first. */
export function useSuspenseRetrieveValues(
  id: ValuesId,
  options: RetrieveOptions & ReadOptions = {},
): UseSuspenseQueryResult<Values, Error> {
  return useSuspenseRead((client, given) => retrieveValuesQuery(client, id, given), options);
}

/** `client.retrievePermissions` as a hook. It costs money each time it is sent. Without an id it waits for one. */
export function useRetrievePermissions(
  id: ValuesId | undefined,
  options: RetrieveOptions & PaidReadHookOptions = {},
): PaidReadResult<Permissions> {
  return usePaidRead(
    id === undefined ? undefined : (client, given) => retrievePermissionsQuery(client, id, given),
    options,
  );
}

/** The same for components below a `Suspense`, without a price first. */
export function useSuspenseRetrievePermissions(
  id: ValuesId,
  options: RetrieveOptions & ReadOptions = {},
): UseSuspenseQueryResult<Permissions, Error> {
  return useSuspenseRead((client, given) => retrievePermissionsQuery(client, id, given), options);
}

/** `client.poolStatus` as a hook. It costs money each time it is sent. */
export function usePoolStatus(options: PaidReadHookOptions = {}): PaidReadResult<PoolStatus> {
  return usePaidRead(poolStatusQuery, options);
}

/** The same for components below a `Suspense`, without a price first. */
export function useSuspensePoolStatus(
  options: ReadOptions = {},
): UseSuspenseQueryResult<PoolStatus, Error> {
  return useSuspenseRead(poolStatusQuery, options);
}

type Program = TypedOutputs<Values>;

/** Makes the query of results, which may be those of a program that knows their types. */
function resultsOf<Options>(
  first: ComputeId | Program | undefined,
  second: ComputeId | Options | undefined,
  third: Options | undefined,
): { make: Make<QueryOptions<Values>, ReadOptions> | undefined; options: Options } {
  const program = typeof first === "object" ? first : undefined;
  const id = (program === undefined ? first : second) as ComputeId | undefined;
  const options = (program === undefined ? second : third) ?? {};
  const make: Make<QueryOptions<Values>, ReadOptions> | undefined = id === undefined
    ? undefined
    : program === undefined
    ? (client, given) => retrieveComputeResultsQuery(client, id, given)
    : (client, given) => retrieveComputeResultsQuery(client, program, id, given);
  return { make, options: options as Options };
}

/** `client.retrieveComputeResults` as a hook. It is free, and waits for the computation's end. Without an id it waits for one. */
export function useRetrieveComputeResults(
  id: ComputeId | undefined,
  options?: RetrieveOptions & ReadHookOptions,
): ReadResult<Values>;
/** The same with the results of a program of `@nilvm/client/nada`, typed. */
export function useRetrieveComputeResults<Results>(
  program: TypedOutputs<Results>,
  id: ComputeId | undefined,
  options?: RetrieveOptions & ReadHookOptions,
): ReadResult<Results>;
/** The results of a computation, of either kind. */
export function useRetrieveComputeResults(
  first: ComputeId | Program | undefined,
  second?: ComputeId | (RetrieveOptions & ReadHookOptions),
  third?: RetrieveOptions & ReadHookOptions,
  // The overloads say of what.
  // deno-lint-ignore no-explicit-any
): ReadResult<any> {
  const { make, options } = resultsOf(first, second, third);
  return useRead(make, options, false);
}

/** The same for components below a `Suspense`. */
export function useSuspenseRetrieveComputeResults(
  id: ComputeId,
  options?: RetrieveOptions & ReadOptions,
): UseSuspenseQueryResult<Values, Error>;
/** The same with the results of a program of `@nilvm/client/nada`, typed. */
export function useSuspenseRetrieveComputeResults<Results>(
  program: TypedOutputs<Results>,
  id: ComputeId,
  options?: RetrieveOptions & ReadOptions,
): UseSuspenseQueryResult<Results, Error>;
/** The results of a computation, of either kind. */
export function useSuspenseRetrieveComputeResults(
  first: ComputeId | Program,
  second?: ComputeId | (RetrieveOptions & ReadOptions),
  third?: RetrieveOptions & ReadOptions,
  // deno-lint-ignore no-explicit-any
): UseSuspenseQueryResult<any, Error> {
  const { make, options } = resultsOf(first, second, third);
  return useSuspenseRead(make!, options);
}

/** Options of calls that are free and read no secret. */
export type BalanceOptions = Omit<CallOptions, "signal">;

/** `client.balance` as a hook. It is free. It is asked for again after each call of the page's hooks that costs money. */
export function useBalance(
  options: BalanceOptions & { readonly enabled?: boolean | undefined } = {},
): ReadResult<AccountBalance> {
  return useRead((client, { keepMs: _, ...given }) => balanceQuery(client, given), options, false);
}

/** The same for components below a `Suspense`. */
export function useSuspenseBalance(
  options: BalanceOptions = {},
): UseSuspenseQueryResult<AccountBalance, Error> {
  return useSuspenseRead((client, { keepMs: _, ...given }) => balanceQuery(client, given), options);
}
