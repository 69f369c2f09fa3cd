/** The suite in a page, as a function that the driver of the browser calls with a job. */
import * as client from "@nilvm/client/browser";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { runSuite } from "../suite.ts";
import type { Job } from "../context.ts";

Object.assign(globalThis, {
  conformance: (job: Job) => runSuite({ ...client, SecretMasker, NilChainPayer }, job),
});
