/** Reads of stored values whose types are known. */
import {
  EcdsaSignature,
  InvalidArgumentError,
  NadaArray,
  NadaTuple,
  PublicBoolean,
  PublicInteger,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
  type VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertRejects } from "@std/assert";

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true
  : false;

function isType<_ extends true>(): void {}

async function withStored(
  values: Values,
  task: (client: VmClient, id: string) => Promise<void>,
): Promise<void> {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  await client.addFunds(100_000_000n);
  await task(client, await client.storeValues(values, { ttlDays: 1 }).invoke());
}

const signature = { r: new Uint8Array(32).fill(1), s: new Uint8Array(32).fill(2) };

Deno.test("retrieveValues() with types gives what values of all kinds hold", async () => {
  const values = {
    salary: new SecretInteger(-4200),
    isAdult: new SecretBoolean(true),
    note: new SecretBlob(new Uint8Array([1, 2])),
    signature: new EcdsaSignature(signature),
    scores: new NadaArray([1, 2, 3].map((score) => new SecretInteger(score))),
    grid: new NadaArray([
      new NadaArray([new SecretUnsignedInteger(1)]),
      new NadaArray([new SecretUnsignedInteger(2)]),
    ]),
    pair: new NadaTuple(new SecretInteger(7), new PublicBoolean(false)),
  };
  await withStored(values, async (client, id) => {
    const read = await client.retrieveValues(id, {
      as: {
        salary: SecretInteger,
        isAdult: SecretBoolean,
        note: SecretBlob,
        signature: EcdsaSignature,
        scores: [SecretInteger],
        grid: [[SecretUnsignedInteger]],
        pair: [SecretInteger, PublicBoolean],
      },
    }).invoke();
    isType<Same<typeof read.salary, bigint>>();
    isType<Same<typeof read.isAdult, boolean>>();
    isType<Same<typeof read.note, Uint8Array<ArrayBuffer>>>();
    isType<Same<typeof read.scores, readonly bigint[]>>();
    isType<Same<typeof read.grid, readonly (readonly bigint[])[]>>();
    isType<Same<typeof read.pair, readonly [bigint, boolean]>>();
    assertEquals(read, {
      salary: -4200n,
      isAdult: true,
      note: new Uint8Array([1, 2]),
      signature,
      scores: [1n, 2n, 3n],
      grid: [[1n], [2n]],
      pair: [7n, false],
    });
    // @ts-expect-error nothing of this name was asked for
    read.bonus;
  });
});

Deno.test("retrieveValues() names a value of another type, and the values are not lost", async () => {
  const values = { salary: new SecretInteger(1), offers: new NadaArray([new SecretInteger(2)]) };
  await withStored(values, async (client, id) => {
    const right = { salary: SecretInteger, offers: [SecretInteger] } as const;
    const reading = client.retrieveValues(id, { as: { ...right, salary: SecretUnsignedInteger } });
    const { balance: before } = await client.balance();
    const wrong = async (types: Record<string, unknown>, option: string, words: string) => {
      const other = reading.as(types as Record<string, typeof SecretInteger>);
      const error = await assertRejects(() => other.invoke(), InvalidArgumentError, words);
      assertEquals([error.option, error.phase, error.node], [option, "unmask", undefined]);
    };
    const error = await assertRejects(
      () => reading.invoke(),
      InvalidArgumentError,
      "The value salary is SecretInteger, and SecretUnsignedInteger was asked for",
    );
    assertEquals(error.option, "salary");
    await wrong({ offers: [SecretInteger] }, "salary", "nothing was asked for");
    await wrong({ ...right, bonus: SecretInteger }, "bonus", "The value bonus is missing");
    await wrong({ ...right, offers: SecretInteger }, "offers", "is [SecretInteger], and Secret");
    await wrong({ ...right, offers: [SecretBoolean] }, "offers", "[SecretBoolean] was asked for");
    await wrong({ ...right, offers: [SecretInteger, SecretInteger] }, "offers", "[SecretInteger, ");
    await wrong({ ...right, salary: Date }, "salary", "nothing was asked for");
    await wrong({ ...right, salary: undefined }, "salary", "nothing was asked for");
    assertEquals(await reading.as(right).invoke(), { salary: 1n, offers: [2n] });
    // All these were one read.
    assertEquals(before - (await client.balance()).balance, 100n);
  });
});

Deno.test("a read and the same read with types share one attempt, one receipt and one end", async () => {
  await withStored({ salary: new PublicInteger(5) }, async (client, id) => {
    const reading = client.retrieveValues(id);
    const typed = reading.as({ salary: PublicInteger });
    const { balance: before } = await client.balance();
    const [values, plain] = await Promise.all([reading.invoke(), typed.invoke()]);
    assert(values.salary?.equals(new PublicInteger(5)));
    assertEquals(plain, { salary: 5n });
    assertEquals(typed.outcomes.length, 3);
    assertEquals(before - (await client.balance()).balance, 100n);

    const bought = client.retrieveValues(id, { as: { salary: PublicInteger } });
    const receipt = await client.getPaymentReceipt(await bought.quote());
    assertEquals(await bought.invokeWithReceipt(receipt), { salary: 5n });

    typed[Symbol.dispose]();
    await assertRejects(() => reading.invoke(), Error, "disposed of");
  });
});
