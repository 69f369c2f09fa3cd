/**
 * The chart of masking: throughput over the size of a blob, both on logarithmic scales.
 *
 * @module
 */
import * as names from "./names.ts";
import { megabytesPerSecond, threeDigits } from "./text.ts";
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

const text = "#7d8590";
const [width, height] = [920, 420];
const [top, bottom] = [98, 378];
const panels = [{ operation: "mask", left: 58 }, { operation: "unmask", left: 508 }] as const;
const panelWidth = 228;
const lineHeight = 16;

/** Draws blobs of the first cluster among the results. */
export function chart(results: readonly Result[]): string {
  const blobs = results.filter(({ title }) =>
    /blob/.test(title) && title.endsWith("(5, 2), 256 bits")
  );
  const speeds = blobs.flatMap(({ sizeBytes, timings }) =>
    timings.filter(({ name }) => name in looks).map(({ p50Ms }) =>
      megabytesPerSecond(sizeBytes!, p50Ms)
    )
  );
  // Leaves some room above the fastest and below the slowest.
  const [low, high] = [Math.min(...speeds) / 1.7, Math.max(...speeds) * 1.7];
  const y = (speed: number) =>
    bottom - Math.log(speed / low) / Math.log(high / low) * (bottom - top);
  const decades = range(Math.ceil(Math.log10(low)), Math.floor(Math.log10(high)));

  const parts = panels.map(({ operation, left }) => {
    const races = blobs.filter(({ title }) => title.startsWith(operation));
    const x = (index: number) =>
      left + 14 + index * (panelWidth - 28) / Math.max(1, races.length - 1);
    const lines = Object.entries(looks).flatMap(([name, look]) => {
      const points = races.flatMap(({ sizeBytes, timings }, index) => {
        const timing = timings.find((timing) => timing.name === name);
        if (!timing) return [];
        const speed = megabytesPerSecond(sizeBytes!, timing.p50Ms);
        return [{ x: x(index), y: y(speed), speed }];
      });
      return points.length > 0 ? [{ ...look, points }] : [];
    });
    const labelled = spread(lines.map(({ points }) => points.at(-1)!.y), lineHeight);
    return `
<text x="${left}" y="${top - 14}" class="panel">${operation}</text>
${
      decades.map((decade) => {
        const at = round(y(10 ** decade));
        return `<line x1="${left}" x2="${left + panelWidth}" y1="${at}" y2="${at}" class="grid"/>
<text x="${left - 8}" y="${at + 4}" text-anchor="end">${threeDigits(10 ** decade)}</text>`;
      }).join("\n")
    }
${
      races.map(({ sizeBytes }, index) =>
        `<text x="${round(x(index))}" y="${bottom + 22}" text-anchor="middle">${
          sizeBytes! >= 1 << 20 ? `${sizeBytes! / (1 << 20)} MiB` : `${sizeBytes! / 1024} KiB`
        }</text>`
      ).join("\n")
    }
${
      lines.map(({ label, colour, dash, points }, index) => {
        const last = points.at(-1)!;
        const path = points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
        const isOurs = label === "ours";
        const at = round(labelled[index]!);
        return `<polyline points="${path}" stroke="${colour}" stroke-width="${isOurs ? 3 : 1.8}"${
          dash ? ` stroke-dasharray="${dash}"` : ""
        }/>
${
          points.map(({ x, y }) =>
            `<circle cx="${round(x)}" cy="${round(y)}" r="${isOurs ? 4 : 3}" fill="${colour}"/>`
          ).join("")
        }
<line x1="${round(last.x + 6)}" y1="${round(last.y)}" x2="${
          left + panelWidth + 4
        }" y2="${at}" stroke="${colour}" stroke-opacity="0.5"/>
<text x="${left + panelWidth + 8}" y="${at + 4}" fill="${colour}"${
          isOurs ? ' class="ours"' : ""
        }>${label} <tspan class="speed">${threeDigits(last.speed)}</tspan></text>`;
      }).join("\n")
    }`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>Throughput of masking and unmasking blobs</title>
<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
text:not([fill]) { fill: ${text}; }
.title { font-size: 15px; font-weight: 600; }
.panel { font-size: 13px; font-weight: 600; }
.ours { font-weight: 700; }
.speed { font-variant-numeric: tabular-nums; }
.grid { stroke: ${text}; stroke-opacity: 0.25; }
polyline { fill: none; stroke-linejoin: round; stroke-linecap: round; }
</style>
<text x="16" y="28" class="title">Megabytes of secrets a second, by the size of a blob</text>
<text x="16" y="48">5 nodes, degree 2, 256 bits, one core. Higher is faster; the scale is logarithmic. Numbers: the largest blob.</text>
${parts.join("\n")}
</svg>
`;
}

/** Moves positions apart that are closer than a gap. They keep their order. */
export function spread(positions: readonly number[], gap: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!);
  const spread = positions.slice();
  let clusters = order.map((index) => ({ members: [index], centre: positions[index]! }));
  // Labels that would overlap become one cluster, centred on the mean of its members.
  for (let at = 1; at < clusters.length;) {
    const [above, below] = [clusters[at - 1]!, clusters[at]!];
    const needed = (above.members.length + below.members.length) / 2 * gap;
    if (below.centre - above.centre >= needed - 1e-9) {
      at++;
      continue;
    }
    const members = [...above.members, ...below.members];
    const centre = members.reduce((sum, member) => sum + positions[member]!, 0) / members.length;
    clusters = clusters.toSpliced(at - 1, 2, { members, centre });
    at = Math.max(1, at - 1);
  }
  for (const { members, centre } of clusters) {
    for (const [place, member] of members.entries()) {
      spread[member] = centre + (place - (members.length - 1) / 2) * gap;
    }
  }
  return spread;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
