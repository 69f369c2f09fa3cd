import { expect, expectError, fromHex } from "./expect.ts";
import type { Cases } from "./context.ts";

/** The secret that the cases look for in all output. It fits every prime. */
const secretHex = "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e700";

/** Marks the place in the console's output after which objects with the secret are printed. */
export const printedMark = "things that hold a secret:";

/** The secret in every form that could be printed. */
export function shownSecrets(): string[] {
  const bytes = fromHex(secretHex);
  const hex = secretHex.slice(8, -8);
  return [
    hex,
    hex.toUpperCase(),
    btoa(String.fromCharCode(...bytes)).slice(4, -4),
    bytes.slice(0, 6).join(", "),
    bytes.slice(0, 6).join(","),
    String(BigInt(`0x${secretHex}`)),
  ];
}

function expectHidden(text: string | undefined, what: string): void {
  expect(!shownSecrets().some((secret) => text?.includes(secret)), `the secret is not in ${what}`);
}

/** Cases of redaction. */
export const secrecy: Cases = {
  "secrets are redacted in texts, in JSON and in the console": (t) => {
    const bytes = fromHex(secretHex);
    const key = t.api.PrivateKey.fromBytes(new Uint8Array([0, ...bytes]));
    const eddsa = t.api.EddsaKey.fromBytes(new Uint8Array([...bytes, 0]));
    const { payer } = t;
    const number = new t.api.SecretInteger(BigInt(`0x${secretHex}`));
    const blob = new t.api.SecretBlob(bytes);
    const values = {
      number,
      unsigned: new t.api.SecretUnsignedInteger(number.value),
      blob,
      ecdsaKey: new t.api.EcdsaPrivateKey(key.toBytes()),
      array: new t.api.NadaArray([number]),
      tuple: new t.api.NadaTuple(blob, number),
    };
    const walletOfKey = new t.api.NilChainPayer({ network: t.network, privateKey: key });
    const bigintAsText = (_: string, value: unknown) =>
      typeof value === "bigint" ? `${value}` : value;
    return t.withFunded(async (user) => {
      const store = user.storeValues(values, { ttlDays: 1 });
      const id = await store.invoke();
      const read = await user.retrieveValues(id).invoke();
      const failure = await expectError(
        t.api.AbortedError,
        user.storeValues(values, { ttlDays: 1 }).invoke({ signal: AbortSignal.abort() }),
      );
      const things = {
        key,
        eddsa,
        values,
        ...values,
        payer,
        walletOfKey,
        user,
        store,
        read,
        failure,
      };
      for (const [name, thing] of Object.entries(things)) {
        expectHidden(`${thing}`, `${name} as text`);
        expectHidden(JSON.stringify(thing, bigintAsText), `${name} as JSON`);
        console.log(printedMark, name, thing);
      }
      expectHidden(failure.stack, "the stack of an error");
    }, { key });
  },
};
