import { PermissionDeniedError, SecretInteger, type VmClient } from "@nilvm/client";
import type { NodeMethod } from "@nilvm/client/devnet";
import {
  type PaidReadHookOptions,
  type PaidReadResult,
  type ReadHookOptions,
  type ReadResult,
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
} from "@nilvm/client/react";
import { QueryClient } from "@tanstack/react-query";
import { assert, assertEquals } from "./assertions.ts";
import { type Fixture, listener, onDevnet, priceEndMs, secret, sum } from "./fixture.ts";
import { settled, show, until } from "./show.ts";

/** A hook that reads, and how it is tested. */
interface Read {
  /** The method by which nodes are asked. */
  readonly method: NodeMethod;
  /** Makes what is read, and gives its id. */
  readonly prepare?: (fixture: Fixture) => Promise<string>;
  readonly use: (id: string, options: PaidReadHookOptions) => ReadResult<unknown>;
  readonly useSuspense: (id: string) => { readonly data: unknown };
  /** Whether the data are right. */
  readonly isRight: (data: never, client: VmClient) => boolean;
}

const isSecret = ({ a }: { a?: unknown }) => new SecretInteger(secret).equals(a as SecretInteger);

const paidReads: Record<string, Read> = {
  useRetrieveValues: {
    method: "RetrieveValues",
    prepare: ({ store }) => store(),
    use: (id, options) => useRetrieveValues(id, options),
    useSuspense: (id) => useSuspenseRetrieveValues(id),
    isRight: isSecret,
  },
  useRetrievePermissions: {
    method: "RetrievePermissions",
    prepare: ({ store }) => store(),
    use: (id, options) => useRetrievePermissions(id, options),
    useSuspense: (id) => useSuspenseRetrievePermissions(id),
    isRight: ({ owner }: { owner: unknown }, { userId }) => `${owner}` === `${userId}`,
  },
  usePoolStatus: {
    method: "PoolStatus",
    use: (_, options) => usePoolStatus(options),
    useSuspense: () => useSuspensePoolStatus(),
    isRight: (data: { isAuxiliaryMaterialAvailable: boolean }) => data.isAuxiliaryMaterialAvailable,
  },
};

const freeReads: Record<string, Read> = {
  useRetrieveComputeResults: {
    method: "RetrieveResults",
    prepare: ({ compute }) => compute(),
    use: (id, options: ReadHookOptions) => useRetrieveComputeResults(sum, id, options),
    useSuspense: (id) => useSuspenseRetrieveComputeResults(sum, id),
    isRight: ({ total }: { total: bigint }) => total === 42n,
  },
  "useRetrieveComputeResults without a program": {
    method: "RetrieveResults",
    prepare: ({ compute }) => compute(),
    use: (id, options: ReadHookOptions) => useRetrieveComputeResults(id, options),
    useSuspense: (id) => useSuspenseRetrieveComputeResults(id),
    isRight: ({ total }: { total?: SecretInteger }) => new SecretInteger(42).equals(total),
  },
  useBalance: {
    method: "AccountBalance",
    use: (_, { onEvent, enabled }) => useBalance({ onEvent, enabled }),
    useSuspense: () => useSuspenseBalance(),
    isRight: ({ balance }: { balance: bigint }) => balance === 0n,
  },
};

/** The cases of hooks that read. */
export const reads: Record<string, () => Promise<void>> = {};

for (const [hook, read] of Object.entries({ ...paidReads, ...freeReads })) {
  const { method, use, useSuspense, isRight, prepare = () => Promise.resolve("") } = read;
  const isPaid = hook in paidReads;
  const right = (data: unknown, client: VmClient) =>
    data !== undefined && isRight(data as never, client);

  reads[`${hook} shows that it loads, how far it is, and its data`] = () =>
    onDevnet(async (fixture) => {
      const { client } = fixture;
      const id = await prepare(fixture);
      const shown = show(() => use(id, {}), { client });
      await until("there are data", () => shown.all.length > 0 && shown.now.isSuccess);
      assertEquals(shown.all[0]!.isPending, true);
      assertEquals(shown.all[0]!.fetchStatus, "fetching");
      assert(right(shown.now.data, client));
      assert(shown.now.progress !== undefined);
      if (hook !== "useBalance") assert(shown.now.progress.nodesDone > 0);
      shown.unmount();
    });

  reads[`${hook} shows a refusal`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet } = fixture;
      const id = await prepare(fixture);
      for (const node of devnet.nodes) {
        node.inject({ kind: "refuse", code: "PERMISSION_DENIED", methods: [method] });
      }
      const shown = show(() => use(id, {}), { client });
      await until("there is an error", () => shown.all.length > 0 && shown.now.isError);
      assert(shown.now.error instanceof PermissionDeniedError, `${shown.now.error}`);
      assertEquals(shown.now.data, undefined);
      shown.unmount();
    });

  reads[`${hook} is aborted when its component goes, and goes on in the next one`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet, spent } = fixture;
      const id = await prepare(fixture);
      const before = spent();
      const { onEvent, asked, errors } = listener();
      const slow = devnet.nodes.map((node) =>
        node.inject({ kind: "slow", delayMs: 60_000, methods: [method] })
      );
      const queryClient = new QueryClient();
      const options = { onEvent };
      const shown = show(() => use(id, options), { client, queryClient });
      await asked(method);
      shown.unmount();
      await until("the call has ended", () => errors().length > 0);
      assertEquals(errors(), ["ABORTED"]);
      await settled();
      assertEquals(queryClient.getQueryCache().getAll().length, hook === "useBalance" ? 1 : 0);
      for (const fault of slow) fault[Symbol.dispose]();
      const paid = spent() - before;
      const next = show(() => use(id, {}), { client, queryClient });
      await until("there are data", () => next.all.length > 0 && next.now.isSuccess);
      assert(right(next.now.data, client));
      assertEquals(spent() - before, paid, "it is paid once");
      assertEquals(paid > 0n, isPaid);
      next.unmount();
    });

  reads[`${hook} goes on after a failure`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet, spent } = fixture;
      const id = await prepare(fixture);
      const before = spent();
      const down = devnet.nodes.map((node) => node.inject({ kind: "down", methods: [method] }));
      const shown = show(() => use(id, {}), { client });
      await until("there is an error", () => shown.all.length > 0 && shown.now.isError);
      if (isPaid) assertEquals((shown.now as PaidReadResult<unknown>).isResumable, true);
      for (const fault of down) fault[Symbol.dispose]();
      const paid = spent() - before;
      shown.now.resume();
      await until("there are data", () => shown.now.isSuccess);
      assert(right(shown.now.data, client));
      assertEquals(spent() - before, paid, "it is paid once");
      if (isPaid) assertEquals((shown.now as PaidReadResult<unknown>).isResumable, false);
      shown.now.resume();
      assertEquals(shown.now.fetchStatus, "idle", "there is nothing to go on with");
      shown.unmount();
    });

  reads[`${hook} suspends, and its data leave the cache with it`] = () =>
    onDevnet(async (fixture) => {
      const { client } = fixture;
      const id = await prepare(fixture);
      const queryClient = new QueryClient();
      const shown = show(() => useSuspense(id), { client, queryClient });
      await until("there are data", () => shown.all.length > 0);
      assert(shown.suspended > 0);
      assert(shown.all.every(({ data }) => right(data, client)), "it is shown with data alone");
      shown.unmount();
      await settled();
      assertEquals(queryClient.getQueryCache().getAll(), []);
    });

  reads[`${hook} waits in a Suspense for a client, and throws a refusal`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet } = fixture;
      const id = await prepare(fixture);
      for (const node of devnet.nodes) {
        node.inject({ kind: "refuse", code: "PERMISSION_DENIED", methods: [method] });
      }
      const shown = show(() => useSuspense(id), {});
      await settled();
      assert(shown.suspended > 0);
      assertEquals(shown.error, undefined);
      shown.update({ client });
      await until("it is thrown", () => shown.error !== undefined);
      assert(shown.error instanceof PermissionDeniedError, `${shown.error}`);
      shown.unmount();
    });

  if (!isPaid) continue;
  const usePaid = use as (id: string, options: PaidReadHookOptions) => PaidReadResult<unknown>;

  reads[`${hook} is paid once in strict mode, also where it suspends`] = () =>
    onDevnet(async (fixture) => {
      const { client, spent } = fixture;
      const id = await prepare(fixture);
      const before = spent();
      const plain = show(() => use(id, {}), { client });
      await until("there are data", () => plain.all.length > 0 && plain.now.isSuccess);
      const price = spent() - before;
      plain.unmount();
      await settled();
      const strict = show(() => use(id, {}), { client, isStrict: true });
      await until("there are data", () => strict.all.length > 0 && strict.now.isSuccess);
      assertEquals(spent() - before, 2n * price);
      strict.unmount();
      await settled();
      const suspended = show(() => useSuspense(id), { client, isStrict: true });
      await until("there are data", () => suspended.all.length > 0);
      await settled();
      assertEquals(spent() - before, 3n * price);
      suspended.unmount();
    });

  reads[`${hook} shows the price first, and pays it`] = () =>
    onDevnet(async (fixture) => {
      const { client, devnet, spent } = fixture;
      const id = await prepare(fixture);
      const before = spent();
      const { onEvent, phases } = listener();
      const shown = show(() => usePaid(id, { quoteFirst: true, onEvent }), { client });
      await until("there is a price", () => shown.all.length > 0 && shown.now.price);
      const { feesUnil } = shown.now.price!;
      assertEquals([shown.now.data, shown.now.fetchStatus], [undefined, "idle"]);
      assertEquals(spent(), before, "a price costs nothing");

      devnet.clock.advance(priceEndMs);
      shown.now.confirm();
      await until("it has expired", () => shown.now.isError);
      assertEquals((shown.now.error as { code?: string }).code, "QUOTE_EXPIRED");
      assertEquals(spent(), before, "nothing is paid");
      shown.now.resume();
      assertEquals(shown.now.fetchStatus, "idle", "nothing is sent without its price");

      await until("there is a new price", () => shown.now.price);
      shown.now.confirm();
      shown.now.confirm();
      await until("there are data", () => shown.now.isSuccess);
      assert(right(shown.now.data, client));
      assertEquals(spent() - before, feesUnil);
      assertEquals(shown.now.price, undefined);
      assertEquals(phases().filter((phase) => phase === "quote"), [], "the price is the one shown");
      shown.unmount();
    });
}
