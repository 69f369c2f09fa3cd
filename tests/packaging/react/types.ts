import { SecretInteger, type VmClient } from "@nilvm/client";
import { nada } from "@nilvm/client/nada";
import {
  NilvmProvider,
  useBalance,
  useCompute,
  useNilvm,
  useRetrieveComputeResults,
  useRetrieveValues,
  useStoreValues,
  useSuspenseRetrieveValues,
} from "@nilvm/client/react";
import { createElement, type ReactElement } from "react";

const double = nada.program({
  name: "double",
  parties: ["me"],
  inputs: { a: nada.secretInteger("me") },
  outputs: { twice: "me" },
}, ({ a }) => ({ twice: a.add(a) }));

/** The types of the hooks are those that a page needs. */
export function Page({ id }: { id: string | undefined }): ReactElement | null {
  const nilvm = useNilvm();
  if (nilvm.status === "ready") nilvm.client satisfies VmClient;
  if (nilvm.status === "failed") nilvm.error satisfies Error;
  const store = useStoreValues({ maxFeesUnil: 1n });
  store.mutate({ values: { a: new SecretInteger(1) }, ttlDays: 1 });
  // @ts-expect-error It lives for some days.
  store.mutate({ values: { a: new SecretInteger(1) } });
  if (store.isSuccess) store.data satisfies string;
  store.price?.feesUnil satisfies bigint | undefined;
  const read = useRetrieveValues(id, { quoteFirst: true });
  if (read.isSuccess) read.data["a"]?.type satisfies string | undefined;
  // @ts-expect-error It may not be there yet.
  read.data["a"];
  const compute = useCompute(double);
  // @ts-expect-error It has another input.
  compute.mutate({ programId: "a", parties: { me: useNilvm().client!.userId }, values: { b: 1 } });
  const results = useRetrieveComputeResults(double, compute.data);
  results.data?.twice satisfies bigint | undefined;
  useBalance().data?.balance satisfies bigint | undefined;
  useSuspenseRetrieveValues("a").data["a"];
  // @ts-expect-error There is no such option.
  useBalance({ keepMs: 1 });
  return null;
}

/** A provider takes what it shows as React's own components do. */
export const page = (client: VmClient): ReactElement =>
  createElement(NilvmProvider, { client }, createElement(Page, { id: undefined }));
