/**
 * What was measured, as Markdown.
 *
 * @module
 */
import { blobSize, duration, kilobytes, table, threeDigits } from "../text.ts";
import { clientNames } from "./clients.ts";
import {
  type CaseResult,
  type Figures,
  manyAtOnce,
  type NetworkResult,
  type Wire,
} from "./measure.ts";

/** The clients as columns name them: the last one is the rival. */
const columns = ["Deno", "Node", "Python"];
const ratioColumns = ["Python / Deno", "Python / Node"];

/** The operation of a case and its size. */
export function caseName({ operation, sizeBytes }: CaseResult): string {
  const name = operation === "pay" ? "pay on the chain" : operation;
  return sizeBytes === 0 ? name : `${name} ${blobSize(sizeBytes)}`;
}

/** The tables of one network. A case that no client did is left out. */
export function tables({ cases }: NetworkResult): string {
  const alone = cases.filter(({ atOnce }) => atOnce === 1);
  const many = cases.filter(({ atOnce }) => atOnce === manyAtOnce);
  const processor = (figures: Figures) => figures.processorMs;
  return [
    "One at a time: the time that half of the operations took at most, and 99 of 100.",
    comparison(alone, latencies, ({ p50Ms }) => p50Ms),
    `${manyAtOnce} at once: how many a second, and the same two times.`,
    comparison(many, rate, ({ perSecond }) => 1 / perSecond),
    "Processor time of the client's process for one operation, one at a time.",
    comparison(alone, (figures) => duration(processor(figures)), processor),
    `The same, ${manyAtOnce} at once.`,
    comparison(many, (figures) => duration(processor(figures)), processor),
    ...alone.some(({ wire }) => wire.some((wire) => wire)) ? [wireTable(alone)] : [],
  ].join("\n\n");
}

/** A row for each case, with the ratios of what the rival takes to what ours take. */
function comparison(
  cases: readonly CaseResult[],
  show: (figures: Figures) => string,
  taken: (figures: Figures) => number,
): string {
  const rows = cases.filter(({ figures }) => figures.some((figures) => figures)).map((result) => {
    const { figures } = result;
    const rival = figures.at(-1);
    const ratios = figures.slice(0, -1).map((ours) =>
      ours && rival ? `${threeDigits(taken(rival) / taken(ours))} ×` : ""
    );
    return [caseName(result), ...figures.map((figures) => figures ? show(figures) : ""), ...ratios];
  });
  return table(["", ...columns, ...ratioColumns], rows);
}

function latencies({ p50Ms, p99Ms }: Figures): string {
  return [p50Ms, p99Ms].filter((ms) => ms !== undefined).map(duration).join(", ");
}

function rate(figures: Figures): string {
  return `${threeDigits(figures.perSecond)} /s: ${latencies(figures)}`;
}

function wireTable(cases: readonly CaseResult[]): string {
  const show = ({ requests, roundTrips, bytes }: Wire) => {
    const trips = roundTrips === undefined ? "" : ` in ${roundTrips} round trips`;
    return `${requests} requests${trips}, ${kilobytes(bytes)}`;
  };
  const rows = cases.map((result) => [
    caseName(result),
    ...result.wire.map((wire) => wire ? show(wire) : ""),
  ]);
  return `On the wire, for one operation.\n\n${table(["", ...columns], rows)}`;
}

/** What was measured, and where. */
export function machine(cpu: string, cores: number): string {
  return `${clientNames.join(", ")}; on ${cores} cores of ${cpu.trim()}.`;
}
