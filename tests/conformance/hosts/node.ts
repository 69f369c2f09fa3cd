/** The suite in Node: reads its job from standard input and prints the results in one line of JSON at the end. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import process from "node:process";
import * as client from "@nilvm/client/node";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { WebCryptoSigner } from "@nilvm/client/signers";
import type { Job } from "../context.ts";
import { http2Cases } from "../http2.ts";
import { fileJournals } from "../journals.ts";
import { rejectionCases, Rejections } from "../rejections.ts";
import { noKeptKeys } from "../signers.ts";
import { runSuite } from "../suite.ts";
import { withoutHttp2 } from "../tls.ts";

const rejections = new Rejections();
process.on("unhandledRejection", (reason, promise) => rejections.add(promise, reason));
process.on("rejectionHandled", (promise) => rejections.handle(promise));
const folder = await mkdtemp(join(tmpdir(), "journal-"));
const job: Job = JSON.parse(await text(process.stdin));
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
  signer: noKeptKeys,
  journal: fileJournals(folder),
  // From Node 26 on, its own fetch speaks HTTP/2.
  tls: Number.parseInt(process.versions.node) < 26 ? withoutHttp2 : {},
  http2: http2Cases(job.certificate),
  rejections: rejectionCases(rejections),
});
await rm(folder, { recursive: true });
console.log(JSON.stringify(results));
