/** The suite in Bun: reads its job from standard input and prints the results in one line of JSON at the end. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import process from "node:process";
import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { WebCryptoSigner } from "@nilvm/client/signers";
import { fileJournals } from "../journals.ts";
import { rejectionCases, Rejections } from "../rejections.ts";
import { noKeptKeys } from "../signers.ts";
import { runSuite } from "../suite.ts";

const rejections = new Rejections();
process.on("unhandledRejection", (reason, promise) => rejections.add(promise, reason));
process.on("rejectionHandled", (promise) => rejections.handle(promise));
const folder = await mkdtemp(join(tmpdir(), "journal-"));
const api = {
  ...client,
  ...journal,
  SecretMasker,
  NilChainPayer,
  nada,
  startDevnet,
  WebCryptoSigner,
};
const results = await runSuite(api, JSON.parse(await text(process.stdin)), {
  signer: noKeptKeys,
  journal: fileJournals(folder),
  rejections: rejectionCases(rejections),
});
await rm(folder, { recursive: true });
console.log(JSON.stringify(results));
