import { SecretInteger, type VmClient } from "@nilvm/client";
import {
  useAddFunds,
  useBalance,
  useNilvm,
  useRetrieveValues,
  useStoreValues,
  useSuspenseBalance,
} from "@nilvm/client/react";
import { QueryClient, useQueryClient } from "@tanstack/react-query";
import { assert, assertEquals } from "./assertions.ts";
import { onDevnet, secret } from "./fixture.ts";
import { settled, show, until } from "./show.ts";

/** Whether a client is closed. */
async function isClosed(client: VmClient): Promise<boolean> {
  const error = await client.balance().then(() => undefined, (error) => error);
  return error?.code === "ABORTED";
}

/** The cases of the provider, and of what all hooks share. */
export const provider: Record<string, () => Promise<void>> = {
  "a provider connects once, also in strict mode, and closes its client when it goes": () =>
    onDevnet(async ({ devnet }) => {
      const made: VmClient[] = [];
      const connect = async () => {
        const client = await devnet.client();
        made.push(client);
        return client;
      };
      const shown = show(useNilvm, { connect, isStrict: true });
      await until("it is ready", () => shown.all.length > 0 && shown.now.status === "ready");
      assertEquals(shown.all[0]!.status, "connecting");
      // Another function each time is the same connection.
      shown.update({ connect: () => connect() });
      await settled();
      assertEquals(made.length, 1);
      assert(shown.now.client === made[0]);
      assertEquals(await isClosed(made[0]!), false);
      shown.unmount();
      await settled();
      assertEquals(await isClosed(made[0]!), true);
    }),

  "a provider that goes while it connects closes its client afterwards": () =>
    onDevnet(async ({ devnet }) => {
      const client = await devnet.client();
      let give: (client: VmClient) => void = () => {};
      let isAsked = false;
      const connect = () => {
        isAsked = true;
        return new Promise<VmClient>((resolve) => give = resolve);
      };
      const shown = show(useNilvm, { connect });
      await until("it is asked", () => isAsked);
      shown.unmount();
      await settled();
      give(client);
      await settled();
      assertEquals(await isClosed(client), true);
    }),

  "a provider shows why it cannot connect, and connects again when it is told": () =>
    onDevnet(async ({ devnet }) => {
      let isDown = true;
      const connect = () => isDown ? Promise.reject(new Error("No wallet")) : devnet.client();
      const shown = show(useNilvm, { connect });
      await until("it has failed", () => shown.all.length > 0 && shown.now.status === "failed");
      assertEquals(shown.now.error?.message, "No wallet");
      const suspended = show(useSuspenseBalance, { connect });
      await until("it is thrown", () => suspended.error !== undefined);
      assertEquals(suspended.error?.message, "No wallet");
      suspended.unmount();
      isDown = false;
      shown.now.reconnect();
      await until("it is ready", () => shown.now.status === "ready");
      shown.now.reconnect();
      await settled();
      assertEquals(shown.now.status, "ready");
      shown.unmount();
    }),

  "hooks wait for a client, and show another user's data when the client changes": () =>
    onDevnet(async ({ devnet }) => {
      const [ann, bob] = [await devnet.client(), await devnet.client({ wallet: 1 })];
      await bob.addFunds(10_000_000n);
      const use = () => ({ ...useNilvm(), ...useBalance(), store: useStoreValues() });
      const shown = show(use, {});
      await until("it is shown", () => shown.all.length > 0);
      assertEquals([shown.now.isPending, shown.now.fetchStatus as string], [true, "idle"]);
      const values = { a: new SecretInteger(1) };
      const error = await shown.now.store.mutateAsync({ values, ttlDays: 1 })
        .then(() => undefined, (error) => error);
      assertEquals(error?.code, "FAILED_PRECONDITION");
      shown.update({ client: ann });
      await until("there is a balance", () => shown.now.data);
      assertEquals(shown.now.data?.balance, 0n);
      shown.update({ client: bob });
      await until("it is the other one", () => shown.now.data?.balance);
      shown.unmount();
      assertEquals(await isClosed(ann), false, "its owner closes it");
      await Promise.all([ann, bob].map((client) => client[Symbol.asyncDispose]()));
    }),

  "a read waits for its id, and does nothing while it is not enabled": () =>
    onDevnet(async ({ client, store, spent }) => {
      const id = await store();
      const before = spent();
      const without = show(() => useRetrieveValues(undefined), { client });
      const disabled = show(() => useRetrieveValues(id, { enabled: false, quoteFirst: true }), {
        client,
      });
      await settled();
      for (const { now } of [without, disabled]) {
        assertEquals([now.isPending, now.fetchStatus as string], [true, "idle"]);
        assertEquals([now.price, now.quoting.fetchStatus as string], [undefined, "idle"]);
      }
      assertEquals(spent(), before);
      without.unmount();
      disabled.unmount();
    }),

  "a balance that is shown follows what hooks pay": () =>
    onDevnet(async ({ devnet }) => {
      const client = await devnet.client();
      const use = () => ({ balance: useBalance(), add: useAddFunds(), store: useStoreValues() });
      const shown = show(use, { client });
      await until("there is a balance", () => shown.all.length > 0 && shown.now.balance.data);
      assertEquals(shown.now.balance.data?.balance, 0n);
      await shown.now.add.mutateAsync({ amountUnil: 10_000_000n });
      await until("it has grown", () => shown.now.balance.data?.balance);
      const { balance } = shown.now.balance.data!;
      await shown.now.store.mutateAsync({ values: { a: new SecretInteger(1) }, ttlDays: 1 });
      await until("it has shrunk", () => shown.now.balance.data!.balance < balance);
      shown.unmount();
      await client[Symbol.asyncDispose]();
    }),

  "a secret leaves the cache with its component, unless it is to be kept": () =>
    onDevnet(async ({ client, store }) => {
      const id = await store();
      const queryClient = new QueryClient();
      const cached = () =>
        queryClient.getQueryCache().getAll().filter(({ state }) => state.data !== undefined).length;
      const shown = show(() => useRetrieveValues(id), { client, queryClient });
      await until("there are data", () => shown.all.length > 0 && shown.now.isSuccess);
      assertEquals(cached(), 1);
      const texts = queryClient.getQueryCache().getAll().map(({ state }) => JSON.stringify(state));
      assert(!texts.join().includes(`${secret}`), "nothing writes it down");
      shown.unmount();
      await settled();
      assertEquals(cached(), 0);
      const kept = show(() => useRetrieveValues(id, { keepMs: 60_000 }), { client, queryClient });
      await until("there are data", () => kept.all.length > 0 && kept.now.isSuccess);
      kept.unmount();
      await settled();
      assertEquals(cached(), 1);
      queryClient.clear();
    }),

  "hooks use the cache of the page, or one of their own": () =>
    onDevnet(async ({ client }) => {
      const queryClient = new QueryClient();
      const use = () => ({ queries: useQueryClient(), balance: useBalance() });
      const [given, own] = [show(use, { client, queryClient }), show(use, { client })];
      for (const { all } of [given, own]) {
        await until("there is a balance", () => all.at(-1)?.balance.isSuccess);
      }
      assert(given.now.queries === queryClient);
      assert(own.now.queries !== queryClient);
      for (const shown of [given, own]) {
        shown.unmount();
        shown.now.queries.clear();
      }
    }),

  "a hook without a provider says what it needs": async () => {
    const shown = show(useBalance, {}, false);
    await until("it is thrown", () => shown.error !== undefined);
    assert(`${shown.error}`.includes("need a NilvmProvider"), `${shown.error}`);
    shown.unmount();
  },
};
