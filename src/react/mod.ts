"use client";
/**
 * A hook for React 18 and 19 for each operation of the client. They are made of TanStack Query 5 and the options of
 * `@nilvm/client/query`. Only the package for npm has this module; React and `@tanstack/react-query` are its peers.
 *
 * @example Store a note when the price is confirmed
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { NilvmProvider, useNilvm, useStoreValues } from "@nilvm/client/react";
 * import { assertEquals } from "@std/assert";
 * // @ts-types="@types/react"
 * import { createElement, useState } from "react";
 * // @ts-types="@types/react-dom/server"
 * import { renderToString } from "react-dom/server";
 *
 * function Save() {
 *   const { status } = useNilvm();
 *   const store = useStoreValues();
 *   const [note] = useState({ values: { note: new SecretInteger(7) }, ttlDays: 30 });
 *   if (status !== "ready") return "Connecting";
 *   if (store.isSuccess) return `Stored as ${store.data}`;
 *   if (store.isResumable) return createElement("button", { onClick: store.resume }, "Go on");
 *   if (store.isPending) return `Node ${store.progress?.nodesDone ?? 0}`;
 *   if (store.price === undefined) {
 *     return createElement("button", { onClick: () => store.quote(note) }, "Save");
 *   }
 *   return createElement("button", { onClick: store.confirm }, `Pay ${store.price.feesUnil} unil`);
 * }
 *
 * // In a page, `connect` makes the client. On a server there is none.
 * const connect = () => Promise.reject(new Error("It is not called on a server"));
 * const page = createElement(NilvmProvider, { connect }, createElement(Save));
 * assertEquals(renderToString(page), "Connecting");
 * ```
 *
 * @module
 */
export { type ClientState, type Nilvm, useNilvm } from "./context.ts";
export { NilvmProvider, type NilvmProviderProps } from "./provider.ts";
export {
  useAddFunds,
  useCompute,
  useDeleteValues,
  useOverwritePermissions,
  useResumePayments,
  useStoreProgram,
  useStoreValues,
  useUpdatePermissions,
} from "./operations.ts";
export {
  type BalanceOptions,
  useBalance,
  usePoolStatus,
  useRetrieveComputeResults,
  useRetrievePermissions,
  useRetrieveValues,
  useSuspenseBalance,
  useSuspensePoolStatus,
  useSuspenseRetrieveComputeResults,
  useSuspenseRetrievePermissions,
  useSuspenseRetrieveValues,
} from "./reads.ts";
export type {
  OperationHookOptions,
  OperationResult,
  PaidOperationResult,
} from "./use_operation.ts";
export type {
  PaidReadHookOptions,
  PaidReadResult,
  ReadHookOptions,
  ReadResult,
} from "./use_read.ts";
export type { Progress } from "../query/progress.ts";
