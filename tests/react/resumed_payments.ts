import type { VmClient } from "@nilvm/client";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import { PrivateKey } from "@nilvm/client/keys";
import { useResumePayments } from "@nilvm/client/react";
import { assert, assertEquals } from "./assertions.ts";
import { type Fixture, listener, onDevnet } from "./fixture.ts";
import { show, until } from "./show.ts";

const amountUnil = 10_000_000n;

/** A client whose journal has a deposit that is paid and not credited. Its journal can be broken. */
async function interrupted(
  { devnet }: Fixture,
): Promise<{ client: VmClient; journal: { isBroken: boolean } & Journal }> {
  const kept = memoryJournal();
  const journal = {
    isBroken: false,
    write: kept.write.bind(kept),
    remove: kept.remove.bind(kept),
    entries: () => journal.isBroken ? Promise.reject(new Error("No disk")) : kept.entries(),
  };
  const options = { key: PrivateKey.random(), journal };
  const down = leaderOf(devnet).inject({ kind: "down", methods: ["AddFunds"] });
  const before = await devnet.client(options);
  const error = await before.addFunds(amountUnil, undefined, { timeoutMs: 1_000 })
    .then(() => undefined, (error) => error);
  assert(error?.txHash !== undefined, `it is paid, and not credited: ${error}`);
  await before[Symbol.asyncDispose]();
  down[Symbol.dispose]();
  return { client: await devnet.client(options), journal };
}

const leaderOf = ({ nodes }: Fixture["devnet"]) => nodes.find(({ isLeader }) => isLeader)!;

async function mounted(client: VmClient, options: Parameters<typeof useResumePayments>[0] = {}) {
  const shown = show(() => useResumePayments(options), { client });
  await until("it is shown", () => shown.all.length > 0);
  return shown;
}

/** The cases of `useResumePayments`. */
export const resumedPayments: Record<string, () => Promise<void>> = {
  "useResumePayments shows that it is under way, and what is credited": () =>
    onDevnet(async (fixture) => {
      const { client } = await interrupted(fixture);
      leaderOf(fixture.devnet).inject({ kind: "slow", delayMs: 60, methods: ["AddFunds"] });
      const shown = await mounted(client);
      shown.now.mutate({});
      await until("it is done", () => shown.now.isSuccess);
      assert(shown.all.some(({ isPending }) => isPending));
      assertEquals(shown.now.data?.credited.map(({ amountUnil }) => amountUnil), [amountUnil]);
      assert((await client.balance()).balance > 0n);
      shown.unmount();
    }),

  "useResumePayments shows a refusal, and goes on after it": () =>
    onDevnet(async (fixture) => {
      const { client, journal } = await interrupted(fixture);
      const before = fixture.spent();
      journal.isBroken = true;
      const shown = await mounted(client);
      shown.now.mutate({});
      await until("there is an error", () => shown.now.isError);
      assertEquals((shown.now.error as { code?: string }).code, "FAILED_PRECONDITION");
      journal.isBroken = false;
      shown.now.resume();
      await until("it is done", () => shown.now.isSuccess);
      assertEquals(shown.now.data?.credited.length, 1);
      assertEquals(fixture.spent(), before, "nothing is paid again");
      shown.unmount();
    }),

  "useResumePayments is aborted when its component goes, if it is to be": () =>
    onDevnet(async (fixture) => {
      const { client } = await interrupted(fixture);
      const { onEvent, asked } = listener();
      const slow = leaderOf(fixture.devnet)
        .inject({ kind: "slow", delayMs: 60_000, methods: ["AddFunds"] });
      const shown = await mounted(client, { onEvent, abortOnUnmount: true });
      const stopped = shown.now.mutateAsync({});
      await asked("AddFunds");
      shown.unmount();
      assertEquals((await stopped).unsettled.length, 1, "what is not settled stays open");
      slow[Symbol.dispose]();
      const next = await mounted(client);
      next.now.mutate({});
      await until("it is done", () => next.now.isSuccess);
      assertEquals(next.now.data?.credited.length, 1);
      next.unmount();
    }),

  "useResumePayments credits once in strict mode, where effects run twice": () =>
    onDevnet(async (fixture) => {
      const { client } = await interrupted(fixture);
      const { onEvent, sent } = listener();
      const variables = {};
      const shown = show(() => useResumePayments({ onEvent }), {
        client,
        isStrict: true,
        effect: ({ mutate }) => mutate(variables),
      });
      await until("it is done", () => shown.all.length > 0 && shown.now.isSuccess);
      assertEquals(shown.now.data?.credited.length, 1);
      assertEquals(sent("AddFunds"), 1);
      shown.unmount();
    }),
};
