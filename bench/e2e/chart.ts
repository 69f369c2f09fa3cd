import { drawLines, type Panel } from "../line_chart.ts";
import { blobSize, duration } from "../text.ts";
import type { Figures, NetworkResult } from "./measure.ts";

/** The clients, in their order, in colours that are visible on white and on black. */
const looks = [
  { label: "ours, Deno", colour: "#0f9d7a", isOurs: true },
  { label: "ours, Node", colour: "#56a3d9", isOurs: true },
  { label: "nillion-client", colour: "#b072c9", isOurs: false },
];

/** Draws what one blob takes, of time and of the processor, over its size. */
export function operationsChart({ nodes, polynomialDegree, cases }: NetworkResult): string {
  const panel = (
    operation: "store" | "read",
    title: string,
    taken: (figures: Figures) => number,
  ) => {
    const chosen = cases.filter((result) => result.operation === operation && result.atOnce === 1);
    const lines = looks.map((look, client) => ({
      ...look,
      points: chosen.flatMap(({ figures }, step) => {
        const of = figures[client];
        return of ? [{ step, value: taken(of) }] : [];
      }),
    }));
    const steps = chosen.map(({ sizeBytes }) => blobSize(sizeBytes));
    return { title: `${operation}: ${title}`, steps, lines } satisfies Panel;
  };
  const row = (title: string, taken: (figures: Figures) => number) => ({
    panels: [panel("store", title, taken), panel("read", title, taken)] as const,
    format: duration,
  });
  return drawLines({
    title: "Time and processor time of storing and reading blobs",
    heading: "What one blob takes, by its size",
    note:
      `${nodes} nodes, degree ${polynomialDegree}, one blob at a time. Lower is better; the scales are logarithmic. Numbers: the largest blob of each.`,
    rows: [
      row("time", ({ p50Ms }) => p50Ms),
      row("processor time of the client", ({ processorMs }) => processorMs),
    ],
  });
}
