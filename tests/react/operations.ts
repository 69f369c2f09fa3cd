import {
  PermissionDeniedError,
  Permissions,
  SecretInteger,
  UserId,
  type VmClient,
  type VmError,
} from "@nilvm/client";
import type { NodeMethod } from "@nilvm/client/devnet";
import {
  type OperationHookOptions,
  type OperationResult,
  type PaidOperationResult,
  useAddFunds,
  useCompute,
  useDeleteValues,
  useOverwritePermissions,
  useStoreProgram,
  useStoreValues,
  useUpdatePermissions,
} from "@nilvm/client/react";
import { QueryClient } from "@tanstack/react-query";
import { assert, assertEquals, assertThrows } from "./assertions.ts";
import { type Fixture, listener, onDevnet, priceEndMs, runOf, sum } from "./fixture.ts";
import { settled, show, until } from "./show.ts";

/** A hook that changes something, and how it is tested. */
interface Change {
  /** The method by which nodes are asked. */
  readonly method: NodeMethod;
  /** Makes the variables. */
  readonly prepare: (fixture: Fixture) => Promise<object>;
  // deno-lint-ignore no-explicit-any -- of any variables and data
  readonly use: (options: OperationHookOptions) => OperationResult<any, any>;
  /** Throws unless it has happened. */
  readonly check: (fixture: Fixture, data: never, variables: never) => Promise<void>;
}

interface WithId {
  id: string;
}

const friend = UserId.parse("0123456789abcdef0123456789abcdef01234567");

const paidChanges: Record<string, Change> = {
  useStoreValues: {
    method: "StoreValues",
    prepare: () => Promise.resolve({ values: { a: new SecretInteger(7) }, ttlDays: 1 }),
    use: useStoreValues,
    async check({ client }, id: string) {
      assert(new SecretInteger(7).equals((await client.retrieveValues(id).invoke()).a));
    },
  },
  useOverwritePermissions: {
    method: "OverwritePermissions",
    async prepare({ client, store }) {
      const permissions = Permissions.defaultsForUser(client.userId).allowRetrieve(friend);
      return { id: await store(), permissions };
    },
    use: useOverwritePermissions,
    check: expectShared,
  },
  useUpdatePermissions: {
    method: "UpdatePermissions",
    prepare: async ({ store }) => ({ id: await store(), delta: { retrieve: { grant: [friend] } } }),
    use: useUpdatePermissions,
    check: expectShared,
  },
  useStoreProgram: {
    method: "StoreProgram",
    prepare: () => Promise.resolve(sum),
    use: useStoreProgram,
    async check({ client }, programId: string) {
      await client.compute(sum, runOf(client, programId)).invoke();
    },
  },
  useCompute: {
    method: "InvokeCompute",
    prepare: async ({ client, storeProgram }) => runOf(client, await storeProgram()),
    use: (options) => useCompute(sum, options),
    async check({ client }, id: string) {
      assertEquals(await client.retrieveComputeResults(sum, id).invoke(), { total: 42n });
    },
  },
  "useCompute without a program": {
    method: "InvokeCompute",
    async prepare({ client, storeProgram }) {
      const partyName = "me";
      return {
        programId: await storeProgram(),
        inputBindings: [{ partyName, user: client.userId }],
        outputBindings: [{ partyName, users: [client.userId] }],
        values: { a: new SecretInteger(20), b: new SecretInteger(22) },
      };
    },
    use: useCompute,
    async check({ client }, id: string) {
      assertEquals(await client.retrieveComputeResults(sum, id).invoke(), { total: 42n });
    },
  },
};

const otherChanges: Record<string, Change> = {
  useDeleteValues: {
    method: "DeleteValues",
    prepare: async ({ store }) => ({ id: await store() }),
    use: useDeleteValues,
    async check({ client }, _: void, { id }: WithId) {
      const error = await client.retrieveValues(id).invoke().catch((error) => error);
      assertEquals(error.code, "NOT_FOUND");
    },
  },
  useAddFunds: {
    method: "AddFunds",
    prepare: () => Promise.resolve({ amountUnil: 10_000_000n }),
    use: useAddFunds,
    async check({ client }) {
      assert((await client.balance()).balance > 0n);
    },
  },
};

async function expectShared({ client }: Fixture, _: void, { id }: WithId): Promise<void> {
  const permissions = await client.retrievePermissions(id).invoke();
  assert(permissions.retrieve.some((user) => user.equals(friend)));
}

/** Waits until what was started is done, and gives its data. */
async function done(shown: { readonly now: OperationResult<object, unknown> }): Promise<unknown> {
  await until("it is done", () => shown.now.isSuccess || shown.now.isError);
  if (shown.now.isError) throw shown.now.error;
  return shown.now.data;
}

/** The cases of hooks that change something. */
export const operations: Record<string, () => Promise<void>> = {};

for (const [hook, change] of Object.entries({ ...paidChanges, ...otherChanges })) {
  const { method, prepare, use, check } = change;
  const isDeposit = hook === "useAddFunds";
  const checked = (fixture: Fixture, data: unknown, variables: object) =>
    check(fixture, data as never, variables as never);
  const mounted = async (
    client: VmClient,
    options: OperationHookOptions = {},
    isStrict = false,
  ) => {
    const shown = show(() => use(options), { client, isStrict });
    await until("it is shown", () => shown.all.length > 0);
    return shown;
  };

  operations[`${hook} shows that it is under way, how far it is, and its data`] = () =>
    onDevnet(async (fixture) => {
      const variables = await prepare(fixture);
      for (const node of fixture.devnet.nodes) {
        node.inject({ kind: "slow", delayMs: 60, methods: [method] });
      }
      const shown = await mounted(fixture.client);
      assertEquals([shown.now.isIdle, shown.now.progress], [true, undefined]);
      shown.now.mutate(variables);
      await checked(fixture, await done(shown), variables);
      assert(shown.all.some(({ isPending }) => isPending));
      const seen = shown.all.map(({ progress }) => progress?.phase);
      assert(isDeposit || seen.includes("nodes"), `${seen}`);
      if (!isDeposit) assertEquals(shown.now.progress?.nodesDone, 3);
      shown.unmount();
    });

  operations[`${hook} shows a refusal`] = () =>
    onDevnet(async (fixture) => {
      const variables = await prepare(fixture);
      for (const node of fixture.devnet.nodes) {
        node.inject({ kind: "refuse", code: "PERMISSION_DENIED", methods: [method] });
      }
      const shown = await mounted(fixture.client);
      shown.now.mutate(variables);
      await until("there is an error", () => shown.now.isError);
      assert(shown.now.error instanceof PermissionDeniedError, `${shown.now.error}`);
      shown.unmount();
    });

  operations[`${hook} goes on when its component goes, and is aborted if it is to be`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet, spent } = fixture;
      const [variables, others] = [await prepare(fixture), await prepare(fixture)];
      const before = spent();
      const gone = listener();
      const slow = (delayMs: number) =>
        devnet.nodes.map((node) => node.inject({ kind: "slow", delayMs, methods: [method] }));
      const faults = slow(300);
      const first = await mounted(client, { onEvent: gone.onEvent });
      const ended = first.now.mutateAsync(variables);
      await gone.asked(method);
      first.unmount();
      await checked(fixture, await ended, variables);
      assertEquals(gone.errors().at(-1), undefined);
      for (const fault of faults) fault[Symbol.dispose]();

      const aborted = listener();
      const longer = slow(60_000);
      const options = { onEvent: aborted.onEvent, abortOnUnmount: true };
      const second = await mounted(client, options);
      const stopped = second.now.mutateAsync(others).catch((error) => error);
      await aborted.asked(method);
      second.unmount();
      assertEquals((await stopped).code, "ABORTED");
      for (const fault of longer) fault[Symbol.dispose]();
      const paid = spent() - before;
      const third = await mounted(client);
      third.now.mutate(others);
      await checked(fixture, await done(third), others);
      third.unmount();
      assert(spent() - before >= paid);
    });

  operations[`${hook} goes on after a failure and after abort(), and pays once`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet, spent } = fixture;
      const variables = await prepare(fixture);
      const before = spent();
      const node = devnet.nodes.find(({ isLeader }) => isLeader === isDeposit)!;
      const down = node.inject({ kind: "down", methods: [method] });
      const { onEvent, asked } = listener();
      const shown = await mounted(client, { onEvent, timeoutMs: 1_000 });
      shown.now.mutate(variables);
      await until("there is an error", () => shown.now.isError);
      assertEquals(shown.now.isResumable, true);
      const paid = spent() - before;
      down[Symbol.dispose]();

      const slow = node.inject({ kind: "slow", delayMs: 60_000, methods: [method] });
      shown.now.resume();
      await until("it is under way", () => shown.now.isPending);
      await asked(method);
      shown.now.abort();
      await until("there is an error", () => shown.now.isError);
      assertEquals((shown.now.error as VmError).code, "ABORTED");
      assertEquals(shown.now.isResumable, true);
      slow[Symbol.dispose]();

      const { resume } = shown.now;
      resume();
      resume(); // A double click.
      await until("it is done", () => shown.now.isSuccess);
      const { data } = shown.now;
      assertEquals(spent() - before, paid, "it is paid once");
      assertEquals(paid > 0n, hook !== "useDeleteValues");
      assertEquals(shown.now.isResumable, false);
      await checked(fixture, data, variables);
      shown.unmount();
    });

  operations[`${hook} is one operation in strict mode, where effects run twice`] = () =>
    onDevnet(async (fixture) => {
      const { client } = fixture;
      const variables = await prepare(fixture);
      const { onEvent, asked, sent } = listener();
      let count = 0;
      const effect = (result: OperationResult<object, unknown>) => {
        count++;
        result.mutate(variables);
      };
      const shown = show(() => use({ onEvent }), { client, isStrict: true, effect });
      await until("it is shown", () => shown.all.length > 0);
      const data = await done(shown);
      assertEquals(count, 2);
      await asked(method);
      assertEquals(sent(method), isDeposit ? 1 : 3);
      await checked(fixture, data, variables);
      shown.unmount();
    });

  operations[`${hook} leaves nothing in the cache, and refuses another object beside one`] = () =>
    onDevnet(async (fixture) => {
      const [variables, others] = [await prepare(fixture), await prepare(fixture)];
      const queryClient = new QueryClient();
      const shown = show(() => use({}), { client: fixture.client, queryClient });
      await until("it is shown", () => shown.all.length > 0);
      shown.now.mutate(variables);
      if (others !== variables) {
        assertThrows(() => shown.now.mutate(others), "is under way");
      }
      await done(shown);
      shown.unmount();
      await settled();
      assertEquals(queryClient.getMutationCache().getAll(), []);
    });

  if (!(hook in paidChanges)) continue;
  const usePaid = use as (options: OperationHookOptions) => PaidOperationResult<object, unknown>;

  operations[`${hook} shows the price first, and pays it`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet, spent } = fixture;
      const variables = await prepare(fixture);
      const before = spent();
      const { onEvent, phases } = listener();
      const queryClient = new QueryClient();
      const shown = show(() => usePaid({ onEvent }), { client, queryClient });
      await until("it is shown", () => shown.all.length > 0);
      shown.now.confirm();
      assertEquals(shown.now.isIdle, true, "there is nothing to confirm");

      shown.now.quote(variables);
      await until("there is a price", () => shown.now.price);
      devnet.clock.advance(priceEndMs);
      shown.now.confirm();
      await until("it has expired", () => shown.now.isError);
      assertEquals((shown.now.error as VmError).code, "QUOTE_EXPIRED");
      assertEquals([shown.now.isResumable, shown.now.price], [false, undefined]);

      shown.now.quote(variables);
      await until("there is a price", () => shown.now.price);
      const { feesUnil } = shown.now.price!;
      assertEquals(spent(), before, "a price costs nothing");
      const { confirm } = shown.now;
      confirm();
      confirm(); // A double click.
      await until("it is done", () => shown.now.isSuccess);
      const { data } = shown.now;
      assertEquals(spent() - before, feesUnil);
      assertEquals(shown.now.price, undefined);
      assertEquals(phases().filter((phase) => phase === "quote"), [], "the price is the one shown");
      await checked(fixture, data, variables);
      shown.unmount();
      await settled();
      assertEquals(queryClient.getMutationCache().getAll(), []);
    });
}
