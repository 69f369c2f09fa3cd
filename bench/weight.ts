/**
 * Measures what a client loads before it can do anything, compressed by gzip.
 *
 * @module
 */
import { gzippedLength } from "../tools/gzipped_length.ts";
import reference from "./weighed/reference/deno.json" with { type: "json" };

/** Where the WASM files lie. */
export const wasmFiles = {
  ours: new URL("../src/core/masking_bg.wasm", import.meta.url),
  programs: new URL("../src/core/programs_bg.wasm", import.meta.url),
  reference: new URL("./index_bg.wasm", import.meta.resolve("@nillion/client-wasm")),
};

const client = [weighed("client.ts")];
const clientAndChain = [weighed("client_and_chain.ts")];
/** It has its own lock file, since it depends on another version of the chain's library. */
const referenceClient = [
  `--config=${weighed("reference/deno.json")}`,
  reference.imports["@nillion/client-vms"],
];
/** The reference imports it at its start. Ours is a file of its own, which loads with the first payment. */
const chainLibrary = ["@cosmjs/*", "cosmjs-types", "cosmjs-types/*"];

/** The size of a part in both packages. The reference has no module of programs. */
export interface Weight {
  what: string;
  oursBytes: number;
  referenceBytes?: number;
}

/** Measures both packages. The same tool bundles and minifies their JavaScript. */
export async function weigh(): Promise<Weight[]> {
  return [
    {
      what: "JavaScript without the chain's library",
      oursBytes: await bundledLength(client),
      referenceBytes: await bundledLength(referenceClient, chainLibrary),
    },
    {
      what: "JavaScript with the chain's library",
      oursBytes: await bundledLength(clientAndChain),
      referenceBytes: await bundledLength(referenceClient),
    },
    {
      what: "WASM core",
      oursBytes: await gzippedLength(await Deno.readFile(wasmFiles.ours)),
      referenceBytes: await gzippedLength(await Deno.readFile(wasmFiles.reference)),
    },
    {
      what: "WASM of programs, loaded with the first one",
      oursBytes: await gzippedLength(await Deno.readFile(wasmFiles.programs)),
    },
  ];
}

async function bundledLength(entry: string[], external: string[] = []): Promise<number> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--no-check",
      "--minify",
      "--platform=browser",
      ...["*.wasm", ...external].map((pattern) => `--external=${pattern}`),
      ...entry,
    ],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return await gzippedLength(stdout);
}

function weighed(path: string): string {
  return new URL(`weighed/${path}`, import.meta.url).pathname;
}
