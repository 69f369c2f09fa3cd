import { useMutation, type UseMutationResult } from "@tanstack/react-query";
// @ts-types="@types/react"
import { useCallback, useEffect, useRef } from "react";
import type { CallOptions } from "../async/deadline.ts";
import type { VmClient } from "../client.ts";
import { FailedPreconditionError } from "../errors/mod.ts";
import type { PriceQuote } from "../payments/quote.ts";
import type { MutationOptions, PaidMutationOptions } from "../query/mutations.ts";
import type { Progress } from "../query/progress.ts";
import { useNilvm } from "./context.ts";
import { useProgress } from "./use_progress.ts";

/** Options of a hook that changes something. */
export interface OperationHookOptions extends Omit<CallOptions, "signal"> {
  /**
   * Whether what is under way is stopped when the component goes. Unless given it goes on, since what is paid would
   * otherwise be lost.
   */
  readonly abortOnUnmount?: boolean | undefined;
}

/** The result of a hook that changes something: that of `useMutation`, and more. */
export type OperationResult<Variables, Data> = UseMutationResult<Data, Error, Variables> & {
  /** How far the last call is. */
  readonly progress: Progress | undefined;
  /** Whether the last call has failed, and may be paid. Then `resume()` goes on with it, and pays nothing again. */
  readonly isResumable: boolean;
  /** Sends again what has failed: the same operation goes on. It does nothing when nothing has failed. */
  readonly resume: () => void;
  /** Stops what is under way. It can be resumed. */
  readonly abort: () => void;
};

/** The result of a hook that changes something for a price. */
export type PaidOperationResult<Variables, Data> = OperationResult<Variables, Data> & {
  /** Asks for the price of an operation, which costs nothing. */
  readonly quote: (variables: Variables) => void;
  /** The price, from when it is known until it is confirmed. */
  readonly price: PriceQuote | undefined;
  /** The question for the price: whether it is under way, or has failed. */
  readonly quoting: UseMutationResult<PriceQuote, Error, Variables>;
  /**
   * Starts the operation whose price is shown. It pays this price, or fails with `QuoteExpiredError` and pays nothing. It
   * does nothing when no price is shown.
   */
  readonly confirm: () => void;
};

/** Makes options for a client, with options of its calls. */
export type Make<Options, Given = CallOptions> = (client: VmClient, call: Given) => Options;

const shared = { retry: false, networkMode: "always", gcTime: 0 } as const;

function isThere(client: VmClient | undefined): VmClient {
  if (client !== undefined) return client;
  throw new FailedPreconditionError("There is no client yet: useNilvm() says why");
}

/** A hook over the options of a mutation. */
export function useOperation<Variables extends object, Data>(
  make: Make<MutationOptions<Variables, Data>>,
  { abortOnUnmount = false, onEvent, ...limits }: OperationHookOptions,
): OperationResult<Variables, Data> {
  const { client } = useNilvm();
  const [progress, listen] = useProgress({ client, isPaid: true, onEvent });
  const stop = useRef(new AbortController());
  const running = useRef<Variables>(undefined);
  const abort = useCallback(() => {
    stop.current.abort();
    stop.current = new AbortController();
  }, []);
  useEffect(() => abortOnUnmount ? abort : undefined, [abort, abortOnUnmount]);
  const mutation = useMutation<Data, Error, Variables>({
    ...shared,
    ...client === undefined ? {} : { mutationKey: make(client, {}).mutationKey },
    mutationFn: (variables) => {
      const call = { ...limits, onEvent: listen, signal: stop.current.signal };
      return make(isThere(client), call).mutationFn(variables);
    },
    onSettled: () => void (running.current = undefined),
  });
  const start = useCallback((variables: Variables) => {
    if (running.current !== undefined && running.current !== variables) {
      throw new FailedPreconditionError(
        "An operation of this hook is under way: wait for its end, or use the hook once more",
      );
    }
    running.current = variables;
  }, []);
  const { mutate: send, mutateAsync: sendAsync } = mutation;
  const mutate: typeof send = useCallback((...given) => {
    start(given[0] as Variables);
    send(...given);
  }, [start, send]);
  const mutateAsync: typeof sendAsync = useCallback(async (...given) => {
    start(given[0] as Variables);
    return await sendAsync(...given);
  }, [start, sendAsync]);
  const isResumable = mutation.isError && client !== undefined &&
    make(client, {}).isResumable(mutation.variables);
  const resume = () => {
    if (mutation.isError) mutate(...[mutation.variables] as Parameters<typeof send>);
  };
  return { ...mutation, mutate, mutateAsync, progress, isResumable, resume, abort };
}

/** A hook over the options of a mutation that has a price. */
export function usePaidOperation<Variables extends object, Data>(
  make: Make<PaidMutationOptions<Variables, Data>>,
  options: OperationHookOptions,
): PaidOperationResult<Variables, Data> {
  const { client } = useNilvm();
  const operation = useOperation(make, options);
  const quoting = useMutation<PriceQuote, Error, Variables>({
    ...shared,
    mutationFn: (variables) =>
      make(isThere(client), {}).quoteFn(variables, { timeoutMs: options.timeoutMs }),
  });
  const confirm = () => {
    if (!quoting.isSuccess) return;
    operation.mutate(...[quoting.variables] as Parameters<typeof operation.mutate>);
    quoting.reset();
  };
  const reset = () => {
    operation.reset();
    quoting.reset();
  };
  return { ...operation, reset, quote: quoting.mutate, price: quoting.data, quoting, confirm };
}
