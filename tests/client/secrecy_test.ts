import {
  type NodeOutcome,
  PermissionDeniedError,
  SecretBlob,
  SecretInteger,
  VmError,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { hang } from "../support/hang.ts";
import { refuse, startNet } from "../support/net_fixture.ts";

/** Everything of a value that could end up in a log. */
function everythingShown(thing: unknown): string {
  const seen: string[] = [];
  const bigintAsText = (_key: string, value: unknown) =>
    typeof value === "bigint" ? `${value}` : value;
  seen.push(
    Deno.inspect(thing, {
      depth: 20,
      iterableLimit: 1e5,
      strAbbreviateSize: 1e5,
      showHidden: true,
    }),
    String(thing),
    JSON.stringify(thing, bigintAsText) ?? "",
  );
  if (thing instanceof Error) seen.push(thing.message, thing.stack ?? "");
  if (thing instanceof Error && thing.cause !== undefined) seen.push(everythingShown(thing.cause));
  return seen.join("\n");
}

/** A secret in every form that could be printed. */
function forms(bytes: Uint8Array): string[] {
  const hex = bytes.toHex();
  const list = [...bytes].join(", ");
  const reversed = [...bytes].reverse();
  return [
    hex,
    hex.toUpperCase(),
    btoa(String.fromCharCode(...bytes)).slice(0, -4),
    list,
    list.replaceAll(" ", ""),
    reversed.join(", "),
    String(BigInt(`0x${hex}`)),
  ];
}

Deno.test("no secret shows in a log, an error or an inspected object", async () => {
  const logged: unknown[] = [];
  const original = { ...console };
  for (const level of ["log", "info", "debug", "warn", "error", "trace"] as const) {
    console[level] = (...args: unknown[]) => logged.push(...args);
  }
  const shown: unknown[] = [];
  const canary = crypto.getRandomValues(new Uint8Array(28));
  const key = PrivateKey.random();
  const number = BigInt(`0x${forms(canary)[0]}`);
  const walletKey = PrivateKey.random();
  try {
    await using net = await startNet();
    const payer = net.payer();
    await using client = await net.client({ key, payer });
    await client.addFunds(20_000_000n);
    const values = { blob: new SecretBlob(canary), number: new SecretInteger(number) };
    const store = client.storeValues(values, { ttlDays: 1 });
    const id = await store.invoke();
    const retrieve = client.retrieveValues(id);
    const read = await retrieve.invoke();
    assert(read["blob"]!.equals(values.blob) && read["number"]!.equals(values.number));
    shown.push(client, payer, store, store.outcomes, retrieve, retrieve.outcomes, read, values);

    await using stranger = await net.client({ key: walletKey, payer });
    const failures: VmError[] = [
      await assertRejects(() => stranger.retrieveValues(id).invoke(), PermissionDeniedError),
    ];
    for (const method of ["PriceQuote", "PaymentReceipt", "StoreValues", "RetrieveValues"]) {
      for (const trouble of [() => refuse(), (signal: AbortSignal) => hang(signal)]) {
        net.intercept = ({ method: current, passOn, signal }) =>
          current === method ? trouble(signal) : passOn();
        const operation = method === "RetrieveValues"
          ? client.retrieveValues(id)
          : client.storeValues(values, { ttlDays: 1 });
        failures.push(await assertRejects(() => operation.invoke({ timeoutMs: 100 }), VmError));
        shown.push(operation);
      }
    }
    shown.push(...failures);
  } finally {
    Object.assign(console, original);
  }
  assertEquals(logged, [], "the library logs nothing");
  const text = shown.map(everythingShown).join("\n");
  for (const secret of [...forms(canary), ...forms(key.toBytes()), ...forms(walletKey.toBytes())]) {
    assert(!text.includes(secret), `A secret shows: ${secret.slice(0, 8)}...`);
  }
});

Deno.test("outcomes hold no answers of nodes, since their shares together are the secret", async () => {
  await using net = await startNet();
  await using client = await net.client({ payer: net.payer() });
  const id = await client.storeValues({ a: new SecretInteger(7) }, { ttlDays: 1 }).invoke();
  const fields = (outcomes: readonly NodeOutcome[] = []) =>
    outcomes.map((outcome) => Object.keys(outcome).sort().join());
  const done = ["node,status", "node,status", "node,status"];

  const retrieve = client.retrieveValues(id);
  await retrieve.invoke();
  assertEquals(fields(retrieve.outcomes), done);

  const [first] = net.devnet.nodes;
  using _ = first!.inject({ kind: "lie", methods: ["RetrieveValues"] });
  const error = await assertRejects(() => client.retrieveValues(id).invoke(), VmError);
  assertEquals(fields(error.outcomes), done, "the answers that nobody could use");

  using _down = first!.inject({ kind: "down", methods: ["DeleteValues"] });
  const remove = client.deleteValues(id);
  const halfDone = await assertRejects(() => remove.invoke(), VmError);
  assertEquals(fields(halfDone.outcomes), ["error,node,status", ...done.slice(1)]);
  assertEquals(fields(remove.outcomes), fields(halfDone.outcomes));
});
