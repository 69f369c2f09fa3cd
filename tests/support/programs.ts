import type { VmClient } from "@nilvm/client";
import type { Devnet, DevnetClientOptions } from "@nilvm/client/devnet";
import { loadPrograms } from "../../src/core/load_programs.ts";

/** A user of a devnet with a balance. */
export async function fundedUser(
  devnet: Devnet,
  wallet = 0,
  options: DevnetClientOptions = {},
): Promise<VmClient> {
  const client = await devnet.client({ wallet, ...options });
  await client.addFunds(20_000_000n);
  return client;
}

const folder = new URL("../fixtures/nada/", import.meta.url);

/** A program of `tests/fixtures/nada` as the compiler front end gives it. */
export function mir(name: string): Promise<Uint8Array> {
  return Deno.readFile(new URL(`${name}.mir.bin`, folder));
}

/** A program of `tests/fixtures/nada` as nodes take it. */
export async function lowered(name: string): Promise<Uint8Array> {
  return (await loadPrograms()).lower(await mir(name));
}
