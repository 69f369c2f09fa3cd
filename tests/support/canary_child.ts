/**
 * A process that plays all scenes, prints everything that a program could print of them, and ends with an error that
 * nobody catches. The canary comes on standard input, in hex. With the argument `leak` it plays one, and prints the canary.
 *
 * @module
 */
import { EddsaKey, PrivateKey, VmClient } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { Operation } from "../../src/operations/operation.ts";
import { PaidOperation } from "../../src/operations/paid_operation.ts";
import { CanarySecrets, CanaryStage } from "./canary_stage.ts";
import { scenes } from "./canary_scenes.ts";
import { startNet } from "./net_fixture.ts";

/** Prints what the other stage searches. */
class PrintingStage extends CanaryStage {
  lastError: Error | undefined;

  override look(): void {}

  override memory(): void {}

  override read(thing: unknown, name: string): void {
    if (thing instanceof Error) {
      // One with much in it.
      if ("outcomes" in thing) this.lastError = thing;
      console.error(name, thing);
    }
    console.log(name, thing);
    console.dir(thing, { depth: 20, showHidden: true });
    console.debug("%o %O %s", thing, thing, thing);
    console.info(JSON.stringify(thing, (_, it) => typeof it === "bigint" ? `${it}` : it));
  }
}

/** Notes which methods of an object are called, and gives the names of all. */
function note(called: Set<string>, name: string, owner: object): string[] {
  const keys = Object.getOwnPropertyNames(owner).filter((key) => {
    const { value, writable } = Object.getOwnPropertyDescriptor(owner, key)!;
    return typeof value === "function" && writable && key !== "constructor";
  });
  for (const key of keys) {
    const method = Reflect.get(owner, key);
    Reflect.set(owner, key, function (this: unknown, ...args: unknown[]) {
      called.add(`${name}.${key}`);
      return Reflect.apply(method, this, args);
    });
  }
  return keys.map((key) => `${name}.${key}`);
}

const hex = (await new Response(Deno.stdin.readable).text()).trim();
const stage = new PrintingStage(new CanarySecrets(Uint8Array.fromHex(hex)));
const classes = [
  EddsaKey,
  NilChainPayer,
  Operation,
  PaidOperation,
  PrivateKey,
  SecretMasker,
  VmClient,
];
const called = new Set<string>();
const all = classes.flatMap((it) => [
  ...note(called, it.name, it),
  ...note(called, `${it.name}.prototype`, it.prototype),
]);
const isLeaking = Deno.args.includes("leak");
for (const [name, scene] of Object.entries(scenes)) {
  if (isLeaking && name !== "keys are used") continue;
  await using net = await startNet();
  await scene(stage, net);
}
console.log(`not called: ${all.filter((name) => !called.has(name)).join(", ") || "none"}`);
if (isLeaking) {
  console.log(stage.secrets.userKey);
  console.error(stage.secrets.userKey.toHex());
}
stage[Symbol.dispose]();
throw stage.lastError;
