import { spokenOf } from "./cost_table.ts";
import { costed } from "./programs.ts";

const [width, height] = [760, 420];
const [left, right, top, bottom] = [64, 560, 72, 372];
/** Colours that are visible on white and on black. */
const colours = ["#0f9d7a", "#56a3d9", "#d9603b", "#b072c9", "#c58b1b", "#8b949e"];
const text = "#7d8590";

/** Draws how many operations with messages each function takes, by its size, both on logarithmic scales. */
export async function costChart(): Promise<string> {
  const lines = [];
  for (const { name, sizes, make } of costed.filter(({ sizes }) => sizes.length > 2)) {
    const points = [];
    for (const size of sizes) {
      const counts = spokenOf(await make(size).cost()).map(([, count]) => count);
      points.push({ size, count: counts.reduce((sum, count) => sum + count, 0) });
    }
    lines.push({ name, points });
  }
  const all = lines.flatMap(({ points }) => points);
  const x = scale(all.map(({ size }) => size), left, right);
  const y = scale(all.map(({ count }) => count), bottom, top);
  const ends = lines.map(({ points }) => y(points.at(-1)!.count));
  const labels = spread(ends);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>Operations with messages by the size of a list</title>
<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
text:not([fill]) { fill: ${text}; }
.title { font-size: 15px; font-weight: 600; }
.grid { stroke: ${text}; stroke-opacity: 0.25; }
polyline { fill: none; stroke-width: 1.8; }
</style>
<text x="16" y="28" class="title">Operations for which nodes talk to each other, by size</text>
<text x="16" y="48">Both scales are logarithmic. The table says what a size counts.</text>
${
    decades(all.map(({ count }) => count)).map((count) =>
      `<line x1="${left}" x2="${right}" y1="${round(y(count))}" y2="${
        round(y(count))
      }" class="grid"/>
<text x="${left - 8}" y="${round(y(count) + 4)}" text-anchor="end">${
        count.toLocaleString("en")
      }</text>`
    ).join("\n")
  }
${
    decades(all.map(({ size }) => size)).map((size) =>
      `<text x="${round(x(size))}" y="${bottom + 22}" text-anchor="middle">${
        size.toLocaleString("en")
      }</text>`
    ).join("\n")
  }
${
    lines.map(({ name, points }, index) => {
      const colour = colours[index % colours.length];
      const path = points.map(({ size, count }) => `${round(x(size))},${round(y(count))}`);
      const end = points.at(-1)!;
      return `<polyline points="${path.join(" ")}" stroke="${colour}"/>
<line x1="${round(x(end.size) + 4)}" y1="${round(y(end.count))}" x2="${right + 12}" y2="${
        round(labels[index]!)
      }" stroke="${colour}" stroke-opacity="0.5"/>
<text x="${right + 16}" y="${round(labels[index]! + 4)}" fill="${colour}">${name}</text>`;
    }).join("\n")
  }
</svg>
`;
}

/** A logarithmic scale for some numbers. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(Math.log) as [number, number];
  return (value) => from + (Math.log(value) - low) / (high - low) * (to - from);
}

/** The powers of ten among some numbers. */
function decades(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from({ length: 7 }, (_, power) => 10 ** power)
    .filter((decade) => decade >= low && decade <= high);
}

/** Moves labels apart that would stand on each other. They keep their order. */
function spread(positions: readonly number[]): number[] {
  const gap = 14;
  const moved = [...positions];
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!);
  let last = -Infinity;
  for (const index of order) moved[index] = last = Math.max(moved[index]!, last + gap);
  const excess = Math.max(0, last - bottom);
  for (const index of order) moved[index]! -= excess;
  return moved;
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
