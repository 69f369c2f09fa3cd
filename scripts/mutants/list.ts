import { bytes } from "./lists/bytes.ts";
import { chainPayments } from "./lists/chain.ts";
import { commandLine } from "./lists/cli.ts";
import { confirmations } from "./lists/confirm.ts";
import { counts } from "./lists/counts.ts";
import { dashboard } from "./lists/dashboard.ts";
import { devnet } from "./lists/devnet.ts";
import { endpoints } from "./lists/endpoints.ts";
import { entries } from "./lists/entry.ts";
import { events } from "./lists/events.ts";
import { fileJournals } from "./lists/file_journals.ts";
import { hooks } from "./lists/hooks.ts";
import { journals } from "./lists/journal.ts";
import { language } from "./lists/language.ts";
import { library } from "./lists/library.ts";
import { limits } from "./lists/limits.ts";
import { networks } from "./lists/networks.ts";
import { programs } from "./lists/programs.ts";
import { purchases } from "./lists/purchases.ts";
import { queryOptions } from "./lists/queries.ts";
import { reads } from "./lists/reads.ts";
import { retries } from "./lists/retries.ts";
import { signers } from "./lists/signers.ts";
import { nodesOverTls } from "./lists/tls.ts";
import { transports } from "./lists/transport.ts";
import { typed } from "./lists/typed.ts";
import { writes } from "./lists/writes.ts";
import type { Promised } from "./mutant.ts";

/** Every promise that has mutants. */
export const promises: readonly Promised[] = [
  writes,
  confirmations,
  counts,
  networks,
  signers,
  chainPayments,
  endpoints,
  purchases,
  reads,
  queryOptions,
  hooks,
  limits,
  retries,
  bytes,
  transports,
  journals,
  fileJournals,
  events,
  devnet,
  dashboard,
  nodesOverTls,
  entries,
  typed,
  programs,
  commandLine,
  language,
  library,
].flat();
