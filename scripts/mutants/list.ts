import { bytes } from "./lists/bytes.ts";
import { chainPayments } from "./lists/chain.ts";
import { confirmations } from "./lists/confirm.ts";
import { devnet } from "./lists/devnet.ts";
import { endpoints } from "./lists/endpoints.ts";
import { entries } from "./lists/entry.ts";
import { fileJournals } from "./lists/file_journals.ts";
import { journals } from "./lists/journal.ts";
import { limits } from "./lists/limits.ts";
import { networks } from "./lists/networks.ts";
import { purchases } from "./lists/purchases.ts";
import { reads } from "./lists/reads.ts";
import { retries } from "./lists/retries.ts";
import { nodesOverTls } from "./lists/tls.ts";
import { transports } from "./lists/transport.ts";
import { writes } from "./lists/writes.ts";
import type { Promised } from "./mutant.ts";

/** Every promise that has mutants. */
export const promises: readonly Promised[] = [
  writes,
  confirmations,
  networks,
  chainPayments,
  endpoints,
  purchases,
  reads,
  limits,
  retries,
  bytes,
  transports,
  journals,
  fileJournals,
  devnet,
  nodesOverTls,
  entries,
].flat();
