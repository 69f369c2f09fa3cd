import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { WebCryptoSigner } from "@nilvm/client/signers";
import { indexedDbJournals, noFileJournals } from "../journals.ts";
import { rejectionCases, watchRejections } from "../rejections.ts";
import { keptKeys } from "../signers.ts";
import { runSuite } from "../suite.ts";

const rejections = rejectionCases(watchRejections());

/** Gets the job of the suite from the server of its script, runs it, and posts the results there. */
export async function runInBrowser(): Promise<void> {
  const printed: string[] = [];
  const print = (...things: unknown[]) =>
    printed.push(things.map((thing) => shown(thing)).join(" "));
  for (const method of ["log", "info", "warn", "error"] as const) {
    const original = console[method];
    console[method] = (...things) => {
      print(...things);
      original.apply(console, things);
    };
  }
  addEventListener("error", ({ message }) => print("Warning: uncaught", message));
  const job = await (await fetch("job")).json();
  const api = {
    ...client,
    ...journal,
    SecretMasker,
    NilChainPayer,
    nada,
    startDevnet,
    WebCryptoSigner,
  };
  const results = await runSuite(api, job, {
    signer: keptKeys,
    journal: { ...noFileJournals, ...indexedDbJournals },
    rejections,
  });
  await fetch("run", { method: "POST", body: JSON.stringify({ results, printed }) });
}

/** What a console shows of a thing when a person opens it there. */
function shown(thing: unknown, depth = 0): string {
  if (typeof thing !== "object" || thing === null) return String(thing);
  if (ArrayBuffer.isView(thing)) return (thing as Uint8Array).join(",");
  if (depth > 4) return "";
  const own = Object.values(Object.getOwnPropertyDescriptors(thing)).map(({ value }) =>
    shown(value, depth + 1)
  );
  return `${thing} ${own.join(" ")}`;
}
