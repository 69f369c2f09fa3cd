/**
 * Uses pages in Debian's Chromium on a devnet, as their visitors do. `deno task test:pages [WORD ...]` runs only the cases
 * with one of the words in their names. With `--write` it also writes the pictures of `examples/dapp`, of the dashboard and
 * of the playground into `docs`.
 *
 * @module
 */
import { runCases } from "../packaging/run_cases.ts";
import { dashboardCases } from "./dashboard/cases.ts";
import { dappCases } from "./dapp/cases.ts";
import { playgroundCases } from "./playground/cases.ts";
import { siteCases } from "./site/cases.ts";
import { walletCases } from "./wallet/cases.ts";

const words = Deno.args.filter((arg) => arg !== "--write");
const writes = words.length < Deno.args.length;
const cases = {
  ...siteCases,
  ...walletCases,
  ...dappCases(writes),
  ...dashboardCases(writes),
  ...playgroundCases(writes),
};
Deno.exitCode = await runCases(cases, words) ? 0 : 1;
