/**
 * Whole operations, with our client and the reference's, on the same networks:
 * `deno task bench:e2e [--write] [--quick] [--network NAME] [--funds NIL]`.
 *
 * Without a name it starts devnets. `--write` puts tables and a chart into `docs/bench`. `--quick` only shows that all
 * of it works. `--network` takes a network that has a file, whose wallet pays `--funds` nil in advance for each client.
 *
 * @module
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { run } from "../../tools/run.ts";
import { duration, replaceMarked } from "../text.ts";
import { operationsChart } from "./chart.ts";
import { startClients } from "./clients.ts";
import { type Extent, measure, type NetworkResult } from "./measure.ts";
import { type MeasuredNetwork, namedNetwork, startMeasuredDevnet } from "./network.ts";
import { machine, tables } from "./tables.ts";

const { values: flags } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    network: { type: "string" },
    funds: { type: "string", default: "10000" },
  },
});
if (flags.write && (flags.quick || flags.network !== undefined)) {
  throw new Error("Only a whole run on devnets can be written");
}

const root = new URL("../../", import.meta.url);
const page = "docs/bench/operations.md";
const picture = "docs/bench/operations.svg";

const full: Extent = {
  sizesBytes: [1 << 10, 64 << 10, 1 << 20, 5 << 20],
  budgetMs: 2_000,
  budgetMaxMs: 15_000,
};
const quick: Extent = { sizesBytes: [1 << 10, 64 << 10], budgetMs: 300, budgetMaxMs: 6_000 };

/** The devnets: how many nodes, and how many of them may collude. */
const clusters = [[3, 1], [5, 2], [10, 3]] as const;
/** The one that the chart is about. */
const drawnNodes = 5;

/** The networks that are measured, one after the other. */
function* networks(): Iterable<() => Promise<MeasuredNetwork>> {
  const { network, funds } = flags;
  if (network !== undefined) return yield () => namedNetwork(network, Number(funds));
  for (const [nodes, degree] of flags.quick ? clusters.slice(0, 1) : clusters) {
    yield () => startMeasuredDevnet(nodes, degree);
  }
}

const results: NetworkResult[] = [];
{
  await using owner = new AsyncDisposableStack();
  const clients = await startClients(owner);
  for (const start of networks()) {
    await using network = await start();
    const result = await measure(network, clients, flags.quick ? quick : full);
    console.log(`\n## ${result.nodes} nodes, degree ${result.polynomialDegree}\n`);
    console.log(tables(result));
    results.push(result);
  }
}
const [{ model }, cores] = [cpus()[0]!, cpus().length];
console.log(`\n${machine(model, cores)} It took ${duration(performance.now())}.`);
if (flags.write) await write();

/** Writes the results into the page, and draws the chart. */
async function write(): Promise<void> {
  const file = new URL(page, root);
  let text = await Deno.readTextFile(file);
  text = replaceMarked(text, "e2e:machine", `Measured with ${machine(model, cores)}`);
  text = replaceMarked(text, "e2e:chart", "![What one blob takes, by its size](operations.svg)");
  for (const result of results) text = replaceMarked(text, `e2e:${result.nodes}`, tables(result));
  await Deno.writeTextFile(file, text);
  const drawn = results.find(({ nodes }) => nodes === drawnNodes)!;
  await Deno.writeTextFile(new URL(picture, root), operationsChart(drawn));
  await run(Deno.execPath(), ["fmt", "--quiet", page, picture], { cwd: root.pathname });
}
