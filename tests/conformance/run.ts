/**
 * Runs the conformance suite and the examples for Workers and browsers in runtimes that the package supports:
 * `deno task test:runtimes [NAME ...]` in one of each engine, or in those whose names begin so; `deno task test:matrix
 * [--write]` in all of them, and writes the table of the README. Installs what it needs from npm and with Debian's apt. A
 * runtime that cannot be had is listed, and not run.
 *
 * A case has to pass unless it is in `tests/conformance/known_failures.json`, and has to fail
 * if it is.
 *
 * @module
 */
import * as api from "../../src/api.ts";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import allKnownFailures from "./known_failures.json" with { type: "json" };
import { nameOf, type Row, table, withTable } from "./matrix.ts";
import { type Result, runCase } from "./run_case.ts";
import { Kit } from "./runtimes/kit.ts";
import { type Entry, runtimes } from "./runtimes/list.ts";
import { freePort, type Run, type Runtime } from "./runtimes/runtime.ts";
import { printedMark, shownSecrets } from "./secrecy.ts";
import type { Job, JobNetwork } from "./context.ts";
import { authority, otherAuthority, testTls } from "../support/tls_fixture.ts";
import { run } from "../../tools/run.ts";

const root = new URL("../../", import.meta.url);
const program = new URL("../fixtures/nada/two_parties.mir.bin", import.meta.url);

function networkOf({ network, wallets }: Devnet): JobNetwork {
  return {
    bootnode: network.bootnode,
    chainId: network.chainId!,
    chainRpcEndpoint: network.chainRpcEndpoint!,
    walletKey: wallets[0]!.privateKey,
  };
}

async function jobOf(devnet: Devnet, overTls: Devnet): Promise<Job> {
  return {
    ...networkOf(devnet),
    overTls: networkOf(overTls),
    exports: Object.keys(api),
    certificate: { ...testTls, ca: authority, otherCa: otherAuthority },
    nowhere: `http://127.0.0.1:${freePort()}`,
    program: (await Deno.readFile(program)).toHex(),
  };
}

/** Runs the suite and the example. An error that keeps them from running counts as a failed case. */
async function resultsIn(runtime: Runtime, devnet: Devnet, job: Job): Promise<Result[]> {
  const results: Result[] = [];
  const isRun = await runCase("runs", "the suite and the example come to their end", async () => {
    const run = await runtime.run(job);
    results.push(...run.results, await consoleCase(run));
    if (runtime.tryExample !== undefined) results.push(...await runtime.tryExample(devnet));
  }, 300_000);
  return [isRun, ...results];
}

/** The cases that need the printed output: secrets in the console, and warnings. */
function consoleCase({ printed }: Run): Promise<Result> {
  return runCase("secrecy", "the console shows no secret and no warning", () => {
    const lines = printed.split("\n");
    const leak = lines.find((line) => shownSecrets().some((secret) => line.includes(secret)));
    if (leak !== undefined) throw new Error(`It shows a secret: ${leak}`);
    const things = lines.filter((line) => line.includes(printedMark)).length;
    if (things < 10) throw new Error(`It shows ${things} of the things that hold a secret`);
    // The warning about connections whose answers are not read.
    const warning = lines.find((line) => /stalled|deadlock|hung|warning/i.test(line));
    if (warning !== undefined) throw new Error(`It warns: ${warning}`);
  });
}

/** The unexpected results, as text. */
function surprises({ title, results, known }: Row): string[] {
  const failed = results.filter(({ error }) => error !== undefined);
  return [
    ...failed.filter((result) => !(nameOf(result) in known))
      .map((result) => `${title}: ${nameOf(result)}\n${result.error}`),
    ...Object.keys(known).filter((name) => !failed.some((result) => nameOf(result) === name))
      .map((name) => `${title}: ${name}\nIt is among the known failures and does not fail`),
  ];
}

/** Gets a runtime and runs the suite there. */
async function rowOf(
  { name, from, get }: Entry,
  kit: Kit,
  devnet: Devnet,
  overTls: Devnet,
): Promise<Row> {
  const known = (allKnownFailures as Record<string, Record<string, string>>)[name] ?? {};
  let runtime: Runtime;
  try {
    runtime = await get(kit);
  } catch (error) {
    const [reason] = String(error).split("\n").slice(-1);
    const missing = `${from} cannot be had: ${reason}`;
    console.log(`${name} is not run:\n${error}`);
    return { title: name, results: [], missing, known };
  }
  const startedAt = performance.now();
  const results = await resultsIn(runtime, devnet, await jobOf(devnet, overTls));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${runtime.title}: ${results.length} cases in ${seconds} s`);
  return { title: runtime.title, results, known };
}

/** The commit whose files are here. */
async function commit(): Promise<string> {
  const git = async (...args: string[]) =>
    new TextDecoder().decode(await run("git", args, { cwd: root.pathname })).trim();
  const changed = await git("status", "--porcelain", "--untracked-files=no");
  if (changed !== "") throw new Error(`The table names a commit: commit first\n${changed}`);
  return await git("rev-parse", "--short=10", "HEAD");
}

async function main(args: readonly string[]): Promise<boolean> {
  const [isAll, writes] = [args.includes("--all"), args.includes("--write")];
  const names = args.filter((arg) => !arg.startsWith("--"));
  const isChosen = ({ name, isOfEachEngine }: Entry) =>
    names.length > 0 ? names.some((begin) => name.startsWith(begin)) : isAll || isOfEachEngine;
  const chosen = runtimes.filter(isChosen);
  if (chosen.length === 0) throw new Error(`No runtime begins with ${names.join(" or ")}`);
  if (writes && chosen.length < runtimes.length) throw new Error("--write is for all runtimes");
  const made = writes ? await commit() : undefined;
  await using kit = new Kit();
  await using devnet = await startDevnet({ nodes: 5, polynomialDegree: 2 });
  await using overTls = await startDevnet({ tls: testTls });
  const rows: Row[] = [];
  let [passed, failed] = [0, 0];
  for (const entry of chosen) {
    const row = await rowOf(entry, kit, devnet, overTls);
    const bad = surprises(row);
    for (const words of row.missing === undefined ? bad : []) console.log(`FAIL ${words}`);
    rows.push(row);
    if (row.missing !== undefined) continue;
    failed += bad.length;
    passed += Math.max(0, row.results.length - bad.length);
  }
  console.log(`\n${table(rows)}\n`);
  if (made !== undefined) {
    const readme = new URL("README.md", root);
    await Deno.writeTextFile(readme, withTable(await Deno.readTextFile(readme), made, rows));
  }
  const missing = rows.filter((row) => row.missing !== undefined);
  for (const { title, missing: reason } of missing) console.log(`NOT RUN: ${title}: ${reason}`);
  console.log(`${passed} passed, ${failed} failed; ${missing.length} runtimes not run`);
  return failed === 0 && passed > 0;
}

Deno.exit(await main(Deno.args) ? 0 : 1);
