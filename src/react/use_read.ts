import {
  skipToken,
  useQuery,
  useQueryClient,
  type UseQueryResult,
  useSuspenseQuery,
  type UseSuspenseQueryResult,
} from "@tanstack/react-query";
// @ts-types="@types/react"
import { useEffect, useSyncExternalStore } from "react";
import { FailedPreconditionError } from "../errors/mod.ts";
import type { PriceQuote } from "../payments/quote.ts";
import { Kept } from "../query/kept.ts";
import type { Progress } from "../query/progress.ts";
import type { PaidQueryOptions, QueryOptions, ReadOptions } from "../query/queries.ts";
import { useNilvm, useProvided } from "./context.ts";
import type { Make } from "./use_operation.ts";
import { useProgress } from "./use_progress.ts";

/** Options of a hook that reads. */
export interface ReadHookOptions extends ReadOptions {
  /** Whether it reads. It does unless this is `false`. */
  readonly enabled?: boolean | undefined;
}

/** Options of a hook that reads for a price. */
export interface PaidReadHookOptions extends ReadHookOptions {
  /** Whether to show the price, and to read only when `confirm()` is called. */
  readonly quoteFirst?: boolean | undefined;
}

/** The result of a hook that reads: that of `useQuery`, and more. */
export type ReadResult<Data> = UseQueryResult<Data, Error> & {
  /** How far the read is that the component has started. */
  readonly progress: Progress | undefined;
  /** Reads again after a failure. It does nothing when nothing has failed. */
  readonly resume: () => void;
};

/** The result of a hook that reads for a price. */
export type PaidReadResult<Data> = ReadResult<Data> & {
  /** Whether a read has failed, and may be paid. Then `resume()` goes on with it, and pays nothing again. */
  readonly isResumable: boolean;
  /** With `quoteFirst`: the price, from when it is known until it is confirmed. */
  readonly price: PriceQuote | undefined;
  /** The question for the price: whether it is under way, or has failed. */
  readonly quoting: UseQueryResult<PriceQuote, Error>;
  /**
   * Reads at the price that is shown. It pays this price, or fails with `QuoteExpiredError` and pays nothing; then there is
   * a new price. It does nothing when no price is shown.
   */
  readonly confirm: () => void;
};

/** No second request beside one that runs. */
const once = { cancelRefetch: false };

/** What is asked when there is nobody to ask, or nothing to ask for. */
const nothing = { queryKey: ["nilvm"], queryFn: skipToken, gcTime: 0 } as const;

/** A hook over the options of a query. Without `make` there is nothing to read yet. */
export function useRead<Data>(
  make: Make<QueryOptions<Data>, ReadOptions> | undefined,
  { enabled = true, onEvent, ...options }: ReadHookOptions,
  isPaid: boolean,
): ReadResult<Data> {
  const { client } = useNilvm();
  const made = client && make?.(client, options);
  const name = made && JSON.stringify(made.queryKey);
  const calls = name === undefined ? {} : { name };
  const [progress, listen] = useProgress({ client, ...calls, isPaid, onEvent });
  const asked = client && make?.(client, { ...options, onEvent: listen });
  const query = useQuery<Kept<Data>, Error, Data>(asked ? { ...asked, enabled } : nothing);
  const resume = () => {
    if (query.isError) void query.refetch(once);
  };
  return { ...query, progress, resume };
}

/** A hook over the options of a query that has a price. */
export function usePaidRead<Data>(
  make: Make<PaidQueryOptions<Data>, ReadOptions> | undefined,
  { quoteFirst = false, enabled = true, ...options }: PaidReadHookOptions,
): PaidReadResult<Data> {
  const { client } = useNilvm();
  const read = useRead(make, { ...options, enabled: enabled && !quoteFirst }, true);
  const asked = client && make?.(client, options);
  const isIdle = read.fetchStatus === "idle";
  const isResumable = isIdle && (asked?.isResumable() ?? false);
  const isWaiting = quoteFirst && enabled && isIdle && !isResumable && read.data === undefined;
  const quoting = useQuery<Kept<PriceQuote>, Error, PriceQuote>(
    asked && isWaiting
      ? {
        ...asked,
        // After each failure there is a new price.
        queryKey: [...asked.queryKey, "price", read.errorUpdateCount],
        queryFn: async ({ signal }) =>
          new Kept(await asked.quoteFn({ timeoutMs: options.timeoutMs, signal })),
        select: Kept.open,
        gcTime: 0,
      }
      : nothing,
  );
  const price = quoting.data;
  const confirm = () => {
    if (price !== undefined) void read.refetch(once);
  };
  const resume = () => {
    // What may not be paid is not paid without its price.
    if (isResumable || !quoteFirst && read.isError) void read.refetch(once);
  };
  return { ...read, isResumable, resume, price, quoting, confirm };
}

const never = () => () => {};

/** A hook that suspends over the options of a query. */
export function useSuspenseRead<Data>(
  make: Make<QueryOptions<Data>, ReadOptions>,
  options: ReadOptions,
): UseSuspenseQueryResult<Data, Error> {
  const { nilvm: { client, error }, whenSettled } = useProvided();
  const queries = useQueryClient();
  const isOnServer = useSyncExternalStore(never, () => false, () => true);
  if (client === undefined) {
    if (error !== undefined) throw error;
    // A promise would never settle there: with an error, the server shows the fallback, and the page goes on.
    if (isOnServer) throw new FailedPreconditionError("There is no client on the server");
    throw whenSettled;
  }
  const asked = make(client, options);
  const name = JSON.stringify(asked.queryKey);
  const { keepMs = 0 } = options;
  // TanStack keeps what suspends for a second at least. A component that appears again at once, as in strict mode, uses it.
  useEffect(() => () => {
    const unused = { queryKey: asked.queryKey, exact: true, type: "inactive" } as const;
    if (keepMs === 0) setTimeout(() => queries.removeQueries(unused));
  }, [queries, name, keepMs]);
  return useSuspenseQuery<Kept<Data>, Error, Data>(asked);
}
