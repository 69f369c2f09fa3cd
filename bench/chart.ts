/**
 * The chart of masking: throughput over the size of a blob, both on logarithmic scales.
 *
 * @module
 */
import { drawLines, type Panel } from "./line_chart.ts";
import * as names from "./names.ts";
import { blobSize, megabytesPerSecond, threeDigits } from "./text.ts";
import type { Result } from "./timings.ts";

/** Colours that are visible on white and on black, and that most colour-blind people can tell apart. */
const looks: Record<string, { label: string; colour: string; dash?: string }> = {
  [names.floor]: { label: "random bytes alone", colour: "#8b949e", dash: "2 4" },
  [names.coreNative]: { label: "our core, native", colour: "#56a3d9", dash: "6 4" },
  [names.ours]: { label: "ours", colour: "#0f9d7a" },
  [names.shamirBytes]: { label: "shamir-secret-sharing", colour: "#c58b1b" },
  [names.nillionWasm]: { label: "@nillion/client-wasm", colour: "#d9603b" },
  [names.nillionPython]: { label: "nillion-client-core", colour: "#b072c9" },
};

/** Draws blobs of the first cluster among the results. */
export function chart(results: readonly Result[]): string {
  const blobs = results.filter(({ title }) =>
    /blob/.test(title) && title.endsWith("(5, 2), 256 bits")
  );
  const panel = (operation: string): Panel => {
    const races = blobs.filter(({ title }) => title.startsWith(operation));
    const lines = Object.entries(looks).map(([name, look]) => ({
      ...look,
      isOurs: name === names.ours,
      points: races.flatMap(({ sizeBytes, timings }, step) => {
        const timing = timings.find((timing) => timing.name === name);
        return timing ? [{ step, value: megabytesPerSecond(sizeBytes!, timing.p50Ms) }] : [];
      }),
    }));
    return { title: operation, steps: races.map(({ sizeBytes }) => blobSize(sizeBytes!)), lines };
  };
  return drawLines({
    title: "Throughput of masking and unmasking blobs",
    heading: "Megabytes of secrets a second, by the size of a blob",
    note:
      "5 nodes, degree 2, 256 bits, one core. Higher is faster; the scale is logarithmic. Numbers: the largest blob.",
    rows: [{ panels: [panel("mask"), panel("unmask")], format: threeDigits }],
  });
}
