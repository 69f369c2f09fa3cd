/** The suite in a page, as a function that the driver of the browser calls with a job. */
import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { indexedDbJournals, noFileJournals } from "../journals.ts";
import { rejectionCases, watchRejections } from "../rejections.ts";
import { runSuite } from "../suite.ts";
import type { Job } from "../context.ts";

const rejections = rejectionCases(watchRejections());
Object.assign(globalThis, {
  conformance: (job: Job) =>
    runSuite({ ...client, ...journal, SecretMasker, NilChainPayer }, job, {
      journal: { ...noFileJournals, ...indexedDbJournals },
      rejections,
    }),
});
