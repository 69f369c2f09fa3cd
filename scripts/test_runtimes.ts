/**
 * The conformance suite in every runtime that the package claims to run in, and the examples for Workers and browsers:
 * `deno task test:runtimes [NAME ...]`. Installs what it needs: npm packages, and Debian's Chromium.
 *
 * Fails on every case that fails and is not among `tests/conformance/known_failures.json`, and on every one there that
 * passes.
 *
 * @module
 */
import { startDevnet } from "@nilvm/client/devnet";
import knownFailures from "../tests/conformance/known_failures.json" with { type: "json" };
import type { Result } from "../tests/conformance/run_case.ts";
import { chromium } from "../tests/conformance/runtimes/chromium.ts";
import { deno } from "../tests/conformance/runtimes/deno.ts";
import { node } from "../tests/conformance/runtimes/node.ts";
import { freePort, type Run, type Runtime } from "../tests/conformance/runtimes/runtime.ts";
import { installWorkerExample } from "../tests/conformance/runtimes/worker_example.ts";
import { workerd } from "../tests/conformance/runtimes/workerd.ts";
import { printedMark, shownSecrets } from "../tests/conformance/secrecy.ts";
import { buildNpm } from "./build_npm.ts";

const root = new URL("../", import.meta.url);

/** What the suite cannot see from inside: what the runtime's console made of secrets, and what it warned of. */
function judgedFromOutside({ results, printed }: Run): Result[] {
  const console = (error: string | undefined): Result => ({
    area: "secrecy",
    name: "the console shows no secret",
    ms: 0,
    ...(error !== undefined && { error }),
  });
  const shown = shownSecrets().find((secret) => printed.includes(secret));
  const line = printed.split("\n").find((line) => shown && line.includes(shown));
  if (shown !== undefined) return [...results, console(`It shows ${shown} in ${line}`)];
  const marks = printed.split(printedMark).length - 1;
  if (marks < 10) return [...results, console(`It showed ${marks} things of more than 10`)];
  const warning = printed.split("\n").find((line) => /stalled|deadlock|hung/i.test(line));
  return [...results, console(warning && `The runtime warns: ${warning}`)];
}

const isKnown = (runtime: Runtime, { area, name }: Result) =>
  (knownFailures as Record<string, string[]>)[runtime.name]?.includes(`${area}: ${name}`) ?? false;

const tarball = await buildNpm();
await using workerExample = await installWorkerExample(tarball);
const all: Runtime[] = [
  deno,
  await node(tarball),
  await chromium(),
  workerd([], workerExample),
  workerd(["nodejs_compat"], workerExample),
];
const wanted = Deno.args.length === 0 ? all : all.filter(({ name }) => Deno.args.includes(name));

await using devnet = await startDevnet({ nodes: 5, polynomialDegree: 2 });
const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
const program = await Deno.readFile(
  new URL("tests/fixtures/programs/two_parties.mir.bin", root),
);

const columns: { runtime: Runtime; results: Result[]; seconds: number }[] = [];
for (const [index, runtime] of wanted.entries()) {
  const startedAt = performance.now();
  const run = await runtime.run({
    bootnode,
    chainId: chainId!,
    chainRpcEndpoint: chainRpcEndpoint!,
    walletKey: devnet.wallets[index]!.privateKey,
    nowhere: `http://127.0.0.1:${freePort()}`,
    program: program.toHex(),
  });
  const results = [...judgedFromOutside(run), ...await runtime.tryExample?.(devnet) ?? []];
  const seconds = (performance.now() - startedAt) / 1000;
  columns.push({ runtime, results, seconds });
  console.log(`${runtime.title}: ${results.length} cases in ${seconds.toFixed(1)} s`);
}

let [passed, failed] = [0, 0];
for (const { runtime, results } of columns) {
  for (const result of results) {
    const isAsExpected = isKnown(runtime, result) === (result.error !== undefined);
    if (isAsExpected) passed++;
    else failed++;
    if (!isAsExpected) {
      const why = result.error ?? "It passes, and is among the known failures";
      console.log(`FAIL ${runtime.name}: ${result.area}: ${result.name}\n${why}`);
    }
  }
}

const areas = [...new Set(columns.flatMap(({ results }) => results.map(({ area }) => area)))];
const table = areas.map((area) => [
  area,
  ...columns.map(({ results }) => {
    const cases = results.filter((result) => result.area === area);
    const good = cases.filter(({ error }) => error === undefined).length;
    if (cases.length === 0) return "-";
    return good === cases.length
      ? `ok (${good})`
      : `FAIL (${cases.length - good} of ${cases.length})`;
  }),
]);
table.unshift(["", ...columns.map(({ runtime }) => runtime.title)]);
const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
console.log();
for (const row of table) {
  console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd());
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
