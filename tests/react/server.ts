import type { VmClient } from "@nilvm/client";
import { retrieveValuesQuery } from "@nilvm/client/query";
import {
  NilvmProvider,
  type NilvmProviderProps,
  useNilvm,
  useRetrieveValues,
  useStoreValues,
  useSuspenseRetrieveValues,
} from "@nilvm/client/react";
import { QueryClient } from "@tanstack/react-query";
// @ts-types="@types/react"
import { createElement, Suspense } from "react";
// @ts-types="@types/react-dom/server"
import { renderToReadableStream, renderToString } from "react-dom/server";
import { assert, assertEquals } from "./assertions.ts";
import { onDevnet, secret } from "./fixture.ts";

/** A page with a secret, as all hooks show it. */
export function Note({ id }: { id: string }) {
  const { status } = useNilvm();
  const { data } = useRetrieveValues(id);
  const { isIdle } = useStoreValues();
  return createElement("p", null, `${status} ${isIdle} ${data?.["a"]?.value ?? "nothing"}`);
}

/** The same, which suspends. */
export function SuspendedNote({ id }: { id: string }) {
  const { data } = useSuspenseRetrieveValues(id);
  return createElement("p", null, `ready ${data["a"]?.value}`);
}

/** The page of either. */
export function pageOf(
  note: typeof Note,
  id: string,
  provider: Omit<NilvmProviderProps, "children"> = {},
) {
  const fallback = createElement("p", null, "waiting");
  const inside = createElement(Suspense, { fallback }, createElement(note, { id }));
  return createElement(NilvmProvider, provider, inside);
}

/** What a server makes of a page, without React's comments. */
export function drawn(page: ReturnType<typeof pageOf>): string {
  return renderToString(page).replace(/<!--[^]*?-->|<template[^]*?<\/template>/g, "");
}

/** The cases of pages that a server draws. */
export const server: Record<string, () => Promise<void>> = {
  "a server asks nothing of the network without a client, and shows that it waits": async () => {
    let isCalled = false;
    const connect = (): Promise<VmClient> => {
      isCalled = true;
      return Promise.reject(new Error("No network on a server"));
    };
    const id = crypto.randomUUID();
    assertEquals(drawn(pageOf(Note, id, { connect })), "<p>connecting true nothing</p>");
    assertEquals(drawn(pageOf(Note, id)), "<p>none true nothing</p>");
    assertEquals(drawn(pageOf(SuspendedNote, id, { connect })), "<p>waiting</p>");
    assertEquals(drawn(pageOf(SuspendedNote, id)), "<p>waiting</p>");
    await new Promise((resolve) => setTimeout(resolve, 10));
    assertEquals(isCalled, false);
  },

  "a server that streams does not wait for a client": async () => {
    const connect = () => Promise.reject(new Error("No network on a server"));
    const page = pageOf(SuspendedNote, crypto.randomUUID(), { connect });
    const errors: unknown[] = [];
    const stream = await renderToReadableStream(page, {
      onError: (error) => void errors.push(error),
    });
    const text = await new Response(stream).text();
    assert(text.includes("waiting"), text);
    assertEquals(errors.map(String), ["FailedPreconditionError: There is no client on the server"]);
  },

  "a server with a client reads and pays nothing that the page does not ask for before": () =>
    onDevnet(async ({ client, store, spent }) => {
      const id = await store();
      const before = spent();
      assertEquals(drawn(pageOf(Note, id, { client })), "<p>ready true nothing</p>");
      await new Promise((resolve) => setTimeout(resolve, 50));
      assertEquals(spent(), before);

      const queryClient = new QueryClient();
      await queryClient.prefetchQuery(retrieveValuesQuery(client, id));
      const paid = spent() - before;
      assert(paid > 0n);
      const props = { client, queryClient };
      assertEquals(drawn(pageOf(Note, id, props)), `<p>ready true ${secret}</p>`);
      queryClient.clear();
      assertEquals(spent() - before, paid);
    }),
};
