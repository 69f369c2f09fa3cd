/**
 * Runs the conformance suite and the examples for Workers and browsers in every runtime that the package supports:
 * `deno task test:runtimes [NAME ...]`. Installs what it needs: npm packages, and Debian's Chromium.
 *
 * A case has to pass unless it is in `tests/conformance/known_failures.json`, and has to fail
 * if it is.
 *
 * @module
 */
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import allKnownFailures from "./known_failures.json" with { type: "json" };
import { type Result, runCase } from "./run_case.ts";
import { chromium } from "./runtimes/chromium.ts";
import { deno } from "./runtimes/deno.ts";
import { node } from "./runtimes/node.ts";
import { freePort, type Run, type Runtime } from "./runtimes/runtime.ts";
import { installWorkerExample } from "./runtimes/worker_example.ts";
import { workerd } from "./runtimes/workerd.ts";
import { printedMark, shownSecrets } from "./secrecy.ts";
import type { Job, JobNetwork } from "./context.ts";
import { authority, otherAuthority, testTls } from "../support/tls_fixture.ts";
import { buildNpm } from "../../scripts/build_npm.ts";

const program = new URL("../fixtures/nada/two_parties.mir.bin", import.meta.url);

function networkOf({ network, wallets }: Devnet, walletIndex: number): JobNetwork {
  return {
    bootnode: network.bootnode,
    chainId: network.chainId!,
    chainRpcEndpoint: network.chainRpcEndpoint!,
    walletKey: wallets[walletIndex]!.privateKey,
  };
}

async function jobOf(devnet: Devnet, overTls: Devnet, walletIndex: number): Promise<Job> {
  return {
    ...networkOf(devnet, walletIndex),
    overTls: networkOf(overTls, walletIndex),
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
function surprises({ name: runtime }: Runtime, results: readonly Result[]): string[] {
  const known = (allKnownFailures as Record<string, string[]>)[runtime] ?? [];
  const nameOf = ({ area, name }: Result) => `${area}: ${name}`;
  const failed = results.filter(({ error }) => error !== undefined);
  const isKnown = (result: Result) => known.includes(nameOf(result));
  return [
    ...failed.filter((result) => !isKnown(result))
      .map((result) => `${runtime}: ${nameOf(result)}\n${result.error}`),
    ...known.filter((name) => !failed.some((result) => nameOf(result) === name))
      .map((name) => `${runtime}: ${name}\nIt is among the known failures and does not fail`),
  ];
}

interface Column {
  readonly runtime: Runtime;
  readonly results: readonly Result[];
}

/** A row for each area and a column for each runtime, with the number of cases that passed. */
function matrix(columns: readonly Column[]): string {
  const areas = new Set(columns.flatMap(({ results }) => results.map(({ area }) => area)));
  const rows = [...areas].map((area) => [
    area,
    ...columns.map(({ results }) => {
      const cases = results.filter((result) => result.area === area);
      const failed = cases.filter(({ error }) => error !== undefined).length;
      if (failed > 0) return `FAIL (${failed} of ${cases.length})`;
      return cases.length === 0 ? "-" : `ok (${cases.length})`;
    }),
  ]);
  rows.unshift(["", ...columns.map(({ runtime }) => runtime.title)]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd())
    .join("\n");
}

async function main(names: readonly string[]): Promise<boolean> {
  const tarball = await buildNpm();
  await using workerExample = await installWorkerExample(tarball);
  const runtimes: Runtime[] = [
    deno,
    await node(tarball),
    await chromium(),
    workerd([], workerExample),
    workerd(["nodejs_compat"], workerExample),
  ];
  await using devnet = await startDevnet({ nodes: 5, polynomialDegree: 2 });
  await using overTls = await startDevnet({ tls: testTls });
  const columns: Column[] = [];
  let [passed, failed] = [0, 0];
  for (const [index, runtime] of runtimes.entries()) {
    if (names.length > 0 && !names.includes(runtime.name)) continue;
    const startedAt = performance.now();
    const results = await resultsIn(runtime, devnet, await jobOf(devnet, overTls, index));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${runtime.title}: ${results.length} cases in ${seconds} s`);
    const bad = surprises(runtime, results);
    for (const words of bad) console.log(`FAIL ${words}`);
    columns.push({ runtime, results });
    failed += bad.length;
    passed += Math.max(0, results.length - bad.length);
  }
  console.log(`\n${matrix(columns)}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

Deno.exit(await main(Deno.args) ? 0 : 1);
