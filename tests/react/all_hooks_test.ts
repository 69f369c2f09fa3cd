import "./fake_document.ts";
import { Permissions, SecretInteger, UserId } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import {
  type NilvmProvider,
  useAddFunds,
  useBalance,
  useCompute,
  useDeleteValues,
  useNilvm,
  useOverwritePermissions,
  usePoolStatus,
  useResumePayments,
  useRetrieveComputeResults,
  useRetrievePermissions,
  useRetrieveValues,
  useStoreProgram,
  useStoreValues,
  useUpdatePermissions,
} from "@nilvm/client/react";
import { QueryClient } from "@tanstack/react-query";
import { assert, assertEquals } from "@std/assert";
import { runOf, sum } from "./fixture.ts";
import { show, until } from "./show.ts";

/** All that a component does, one after the other. */
function useAll({ id, run }: { id?: string; run?: string }) {
  return {
    nilvm: useNilvm(),
    addFunds: useAddFunds(),
    balance: useBalance(),
    store: useStoreValues(),
    read: useRetrieveValues(id),
    overwrite: useOverwritePermissions(),
    update: useUpdatePermissions(),
    permissions: useRetrievePermissions(id, { enabled: false }),
    remove: useDeleteValues(),
    storeProgram: useStoreProgram(),
    compute: useCompute(sum),
    results: useRetrieveComputeResults(sum, run),
    pools: usePoolStatus(),
    resumePayments: useResumePayments(),
  };
}

Deno.test("every operation of the client is a hook", {
  // The caches of TanStack keep their timers, and React's scheduler keeps a port.
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const [queryClient, asked] = [new QueryClient(), {} as { id?: string; run?: string }];
  const provider: Parameters<typeof NilvmProvider>[0] = { client, queryClient };
  const shown = show(() => useAll(asked), provider);
  await until("it is shown", () => shown.all.length > 0);
  assert(shown.now.nilvm.client === client);
  assertEquals((await shown.now.resumePayments.mutateAsync({})).lost, []);
  await shown.now.addFunds.mutateAsync({ amountUnil: 100_000_000n });
  await until("there is a balance", () => shown.now.balance.data?.balance);

  const values = { a: new SecretInteger(7) };
  const id = await shown.now.store.mutateAsync({ values, ttlDays: 1 });
  asked.id = id;
  shown.update(provider);
  await until("it is read", () => shown.now.read.data);
  assert(values.a.equals(shown.now.read.data?.["a"]));
  const friend = UserId.parse("0123456789abcdef0123456789abcdef01234567");
  const permissions = Permissions.defaultsForUser(client.userId);
  await shown.now.overwrite.mutateAsync({ id, permissions });
  await shown.now.update.mutateAsync({ id, delta: { retrieve: { grant: [friend] } } });
  const { data } = await shown.now.permissions.refetch();
  assert(permissions.allowRetrieve(friend).equals(data!));
  await shown.now.remove.mutateAsync({ id });

  const programId = await shown.now.storeProgram.mutateAsync(sum);
  asked.run = await shown.now.compute.mutateAsync(runOf(client, programId));
  shown.update(provider);
  await until("it has a result", () => shown.now.results.data);
  assertEquals(shown.now.results.data, { total: 42n });
  await until("there are pools", () => shown.now.pools.data);
  shown.unmount();
  queryClient.clear();
});
