import { bytes } from "./lists/bytes.ts";
import { chainPayments } from "./lists/chain.ts";
import { endpoints } from "./lists/endpoints.ts";
import { fileJournals } from "./lists/file_journals.ts";
import { journals } from "./lists/journal.ts";
import { limits } from "./lists/limits.ts";
import { networks } from "./lists/networks.ts";
import { purchases } from "./lists/purchases.ts";
import { reads } from "./lists/reads.ts";
import { retries } from "./lists/retries.ts";
import { writes } from "./lists/writes.ts";
import type { Promised } from "./mutant.ts";

/** Every promise that has mutants. */
export const promises: readonly Promised[] = [
  writes,
  networks,
  chainPayments,
  endpoints,
  purchases,
  reads,
  limits,
  retries,
  bytes,
  journals,
  fileJournals,
].flat();
