import type { CallOptions } from "../async/deadline.ts";
import type { VmClient } from "../client.ts";
import type { ComputeId } from "../operations/compute.ts";
import type { PoolStatus } from "../operations/pool_status.ts";
import type { RetrieveOptions } from "../operations/unmask_answers.ts";
import type { AccountBalance } from "../payments/balance.ts";
import type { PriceQuote } from "../payments/quote.ts";
import type { Permissions } from "../permissions/permissions.ts";
import type { TypedOutputs } from "../programs/typed_program.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import { Kept } from "./kept.ts";
import { isOpenOn, type Priced, quoteOnce, type Resumable, runOnce } from "./run_once.ts";

/** Options of a query, for `useQuery` and the like of TanStack Query 5. */
export interface QueryOptions<Data> {
  /** The network, the user, the operation and its arguments. */
  readonly queryKey: readonly unknown[];
  /** Asks the network. */
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Kept<Data>>;
  /** Takes the result out of what the cache holds. */
  readonly select: (kept: Kept<Data>) => Data;
  /** The client repeats what is safe to repeat. */
  readonly retry: false;
  /** A devnet in the page needs no network, and the client knows when there is none. */
  readonly networkMode: "always";
  /** Results are objects of classes, which cannot be merged. */
  readonly structuralSharing: false;
  /** How long the cache keeps the result when no component uses it, in milliseconds. */
  readonly gcTime?: number;
  /** A read that costs money is repeated only when it is asked for. */
  readonly staleTime?: (query: { readonly state: { readonly data: unknown } }) => number;
}

/** Options of a query that has a price. */
export interface PaidQueryOptions<Data> extends QueryOptions<Data> {
  /**
   * Asks for the price. The next `queryFn` of the same key pays it, or fails with `QuoteExpiredError` and pays nothing.
   * Where a read has failed that may be paid, it rejects with `FailedPreconditionError`.
   */
  readonly quoteFn: (options?: CallOptions) => Promise<PriceQuote>;
  /** Whether `queryFn` goes on with a read that failed, and that may be paid. */
  readonly isResumable: () => boolean;
}

/** How long a secret stays in the cache, the limits of each call, and who is told what happens. */
export interface ReadOptions extends Omit<CallOptions, "signal"> {
  /** How long the cache keeps it when no component uses it, in milliseconds. Not at all unless given. */
  readonly keepMs?: number | undefined;
}

/** Reads that have a quote, that run, or that failed and may be paid, by client and key. */
const open = new WeakMap<VmClient, Map<string, Resumable<unknown>>>();

function shelfOf(client: VmClient): Map<string, Resumable<unknown>> {
  const shelf = open.get(client) ?? new Map<string, Resumable<unknown>>();
  open.set(client, shelf);
  return shelf;
}

const shared = {
  select: Kept.open,
  retry: false,
  networkMode: "always",
  structuralSharing: false,
} as const;

/** What was written down and read again is no result, so it is stale at once. */
function untilAsked({ state }: { readonly state: { readonly data: unknown } }): number {
  return state.data instanceof Kept ? Infinity : 0;
}

/**
 * The beginning of the keys of all queries of a client, or of those of one operation: for `invalidateQueries`. An
 * invalidated read is sent, and paid, once more.
 *
 * @example After a deposit
 * ```ts
 * import { balanceQuery, queryKeyOf } from "@nilvm/client/query";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * // queryClient.invalidateQueries({ queryKey: queryKeyOf(client, "balance") })
 * assertEquals(balanceQuery(client).queryKey, queryKeyOf(client, "balance"));
 * ```
 */
export function queryKeyOf(client: VmClient, ...operation: readonly unknown[]): readonly unknown[] {
  return ["nilvm", client.cluster.digest, `${client.userId}`, ...operation];
}

function read<Data>(
  client: VmClient,
  operation: readonly unknown[],
  make: () => Resumable<Data>,
  { keepMs = 0, ...call }: ReadOptions,
): QueryOptions<Data> {
  const queryKey = queryKeyOf(client, ...operation);
  const name = JSON.stringify(queryKey);
  return {
    ...shared,
    queryKey,
    queryFn: async ({ signal }) =>
      new Kept(await runOnce(shelfOf(client), name, make, { ...call, signal })),
    gcTime: keepMs,
    staleTime: untilAsked,
  };
}

function paidRead<Data>(
  client: VmClient,
  operation: readonly unknown[],
  make: () => Priced<Data>,
  options: ReadOptions,
): PaidQueryOptions<Data> {
  const { keepMs: _, ...call } = options;
  const query = read(client, operation, make, options);
  const name = JSON.stringify(query.queryKey);
  return {
    ...query,
    quoteFn: (own = call) => quoteOnce(shelfOf(client), name, make, own),
    isResumable: () => isOpenOn(shelfOf(client), name),
  };
}

/** Tells what belongs to a read apart from what belongs to each of its calls. */
function apart(
  given: RetrieveOptions & ReadOptions,
): { options: RetrieveOptions; call: ReadOptions } {
  const { keepMs, timeoutMs, maxFeesUnil, onEvent, ...options } = given;
  return { options, call: { keepMs, timeoutMs, maxFeesUnil, onEvent } };
}

/** A query of `client.retrieveValues`. It costs money each time it is sent. */
export function retrieveValuesQuery(
  client: VmClient,
  id: ValuesId,
  given: RetrieveOptions & ReadOptions = {},
): PaidQueryOptions<Values> {
  const { options, call } = apart(given);
  const make = () => client.retrieveValues(id, options);
  return paidRead(client, ["retrieveValues", id, options], make, call);
}

/** A query of `client.retrievePermissions`. It costs money each time it is sent. */
export function retrievePermissionsQuery(
  client: VmClient,
  id: ValuesId,
  given: RetrieveOptions & ReadOptions = {},
): PaidQueryOptions<Permissions> {
  const { options, call } = apart(given);
  const make = () => client.retrievePermissions(id, options);
  return paidRead(client, ["retrievePermissions", id, options], make, call);
}

/** A query of `client.retrieveComputeResults`, which waits for the computation's end. It is free. */
export function retrieveComputeResultsQuery(
  client: VmClient,
  id: ComputeId,
  options?: RetrieveOptions & ReadOptions,
): QueryOptions<Values>;
/** The same with the results of a program of `@nilvm/client/nada`, typed. */
export function retrieveComputeResultsQuery<Results>(
  client: VmClient,
  program: TypedOutputs<Results>,
  id: ComputeId,
  options?: RetrieveOptions & ReadOptions,
): QueryOptions<Results>;
/** A query of `client.retrieveComputeResults`, of either kind. */
export function retrieveComputeResultsQuery(
  client: VmClient,
  first: ComputeId | TypedOutputs<Values>,
  second?: ComputeId | (RetrieveOptions & ReadOptions),
  third?: RetrieveOptions & ReadOptions,
  // The overloads say of what.
  // deno-lint-ignore no-explicit-any
): QueryOptions<any> {
  const isTyped = typeof first !== "string";
  const id = (isTyped ? second : first) as ComputeId;
  const { options, call } = apart((isTyped ? third : second as typeof third) ?? {});
  const make = (): Resumable<Values> =>
    isTyped
      ? client.retrieveComputeResults(first, id, options)
      : client.retrieveComputeResults(id, options);
  // The same results have two forms.
  return read(client, ["retrieveComputeResults", id, isTyped, options], make, call);
}

/** A query of `client.poolStatus`. It costs money each time it is sent. */
export function poolStatusQuery(
  client: VmClient,
  options: ReadOptions = {},
): PaidQueryOptions<PoolStatus> {
  return paidRead(client, ["poolStatus"], () => client.poolStatus(), options);
}

/** A query of `client.balance`. It is free. */
export function balanceQuery(
  client: VmClient,
  call: Omit<CallOptions, "signal"> = {},
): QueryOptions<AccountBalance> {
  return {
    ...shared,
    queryKey: queryKeyOf(client, "balance"),
    queryFn: async ({ signal }) => new Kept(await client.balance({ ...call, signal })),
  };
}
