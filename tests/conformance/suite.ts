import { aborts } from "./aborts.ts";
import { compute } from "./compute.ts";
import { devnet } from "./devnet.ts";
import { errors } from "./errors.ts";
import { imports } from "./imports.ts";
import { journals } from "./journals.ts";
import { keys } from "./keys.ts";
import { mask } from "./mask.ts";
import { nada } from "./nada.ts";
import { payFromBalance, payOnChain } from "./payments.ts";
import { permissions } from "./permissions.ts";
import { type Result, runCase } from "./run_case.ts";
import { secrecy } from "./secrecy.ts";
import { signers } from "./signers.ts";
import { type Api, type Cases, Context, type Job } from "./context.ts";
import { tls } from "./tls.ts";
import { remove, retrieve, store, update } from "./values.ts";

/** All cases by area, in the order in which they run. */
const areas: Record<string, Cases> = {
  import: imports,
  mask,
  keys,
  signer: signers,
  store,
  retrieve,
  update,
  delete: remove,
  permissions,
  compute,
  nada,
  "pay from balance": payFromBalance,
  "pay on chain": payOnChain,
  errors,
  aborts,
  journal: journals,
  tls,
  devnet,
  secrecy,
};

/**
 * Runs every case with the package as a runtime imports it. The cases use only what all runtimes have, so the same code
 * runs in all of them.
 *
 * @param own Cases that only this runtime has, by area.
 */
export async function runSuite(
  api: Api,
  job: Job,
  own: Record<string, Cases> = {},
): Promise<Result[]> {
  const context = new Context(api, job);
  const results: Result[] = [];
  for (const [area, cases] of Object.entries({ ...areas, ...own })) {
    for (const [name, run] of Object.entries({ ...areas[area], ...cases })) {
      results.push(await runCase(area, name, () => run(context)));
    }
  }
  return results;
}
