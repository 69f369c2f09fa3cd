/**
 * Charts of lines over steps, such as sizes, on a logarithmic scale.
 *
 * @module
 */

/** A line with its label. */
export interface Line {
  label: string;
  colour: string;
  dash?: string | undefined;
  /** Whether it stands out. */
  isOurs: boolean;
  /** The step that a point belongs to, from 0, and its value. */
  points: readonly { step: number; value: number }[];
}

/** One of the panels side by side. */
export interface Panel {
  title: string;
  /** What stands below each step. */
  steps: readonly string[];
  lines: readonly Line[];
}

/** Panels side by side, with one scale. */
export interface Row {
  panels: readonly [Panel, Panel];
  /** A value as people read it. */
  format(value: number): string;
}

/** A chart. */
export interface Chart {
  /** For those who cannot see it. */
  title: string;
  heading: string;
  /** What one has to know to read it. */
  note: string;
  rows: readonly Row[];
}

// Visible on white and on black.
const text = "#7d8590";
const width = 920;
const lefts = [58, 508];
const panelWidth = 228;
const [top, panelHeight, rowHeight] = [98, 280, 350];
const bottomMargin = 42;
const lineHeight = 16;

/** Draws a chart as SVG. */
export function drawLines({ title, heading, note, rows }: Chart): string {
  const height = top + (rows.length - 1) * rowHeight + panelHeight + bottomMargin;
  const panels = rows.map((row, index) => drawRow(row, top + index * rowHeight));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>${title}</title>
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
<text x="16" y="28" class="title">${heading}</text>
<text x="16" y="48">${note}</text>
${panels.join("\n")}
</svg>
`;
}

function drawRow({ panels, format }: Row, top: number): string {
  const values = panels.flatMap(({ lines }) =>
    lines.flatMap(({ points }) => points.map(({ value }) => value))
  );
  // Leaves some room above the largest and below the smallest.
  const [low, high] = [Math.min(...values) / 1.7, Math.max(...values) * 1.7];
  const bottom = top + panelHeight;
  const y = (value: number) => bottom - Math.log(value / low) / Math.log(high / low) * panelHeight;
  const decades = range(Math.ceil(Math.log10(low)), Math.floor(Math.log10(high)));
  return panels.map(({ title, steps, lines }, index) => {
    const left = lefts[index]!;
    const x = (step: number) =>
      left + 14 + step * (panelWidth - 28) / Math.max(1, steps.length - 1);
    const drawn = lines.filter(({ points }) => points.length > 0);
    const labelled = spread(drawn.map(({ points }) => y(points.at(-1)!.value)), lineHeight);
    return `
<text x="${left}" y="${top - 14}" class="panel">${title}</text>
${
      decades.map((decade) => {
        const at = round(y(10 ** decade));
        return `<line x1="${left}" x2="${left + panelWidth}" y1="${at}" y2="${at}" class="grid"/>
<text x="${left - 8}" y="${at + 4}" text-anchor="end">${format(10 ** decade)}</text>`;
      }).join("\n")
    }
${
      steps.map((step, index) =>
        `<text x="${round(x(index))}" y="${bottom + 22}" text-anchor="middle">${step}</text>`
      ).join("\n")
    }
${
      drawn.map(({ label, colour, dash, isOurs, points }, index) => {
        const last = points.at(-1)!;
        const places = points.map(({ step, value }) => ({ x: round(x(step)), y: round(y(value)) }));
        const at = round(labelled[index]!);
        return `<polyline points="${
          places.map(({ x, y }) => `${x},${y}`).join(" ")
        }" stroke="${colour}" stroke-width="${isOurs ? 3 : 1.8}"${
          dash ? ` stroke-dasharray="${dash}"` : ""
        }/>
${
          places.map(({ x, y }) =>
            `<circle cx="${x}" cy="${y}" r="${isOurs ? 4 : 3}" fill="${colour}"/>`
          ).join("")
        }
<line x1="${round(x(last.step) + 6)}" y1="${round(y(last.value))}" x2="${
          left + panelWidth + 4
        }" y2="${at}" stroke="${colour}" stroke-opacity="0.5"/>
<text x="${left + panelWidth + 8}" y="${at + 4}" fill="${colour}"${
          isOurs ? ' class="ours"' : ""
        }>${label} <tspan class="speed">${format(last.value)}</tspan></text>`;
      }).join("\n")
    }`;
  }).join("\n");
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
