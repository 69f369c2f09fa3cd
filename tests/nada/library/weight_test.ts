/** An import of one function of the library brings only its own code. */
import * as library from "@nilvm/client/nada/library";
import { assert, assertEquals } from "@std/assert";
import { build, stop } from "esbuild";

const root = new URL("../../../", import.meta.url).pathname;
const folder = "src/nada/library/";

/** The file of each function, and what else of the library it needs. */
const files: Record<string, string[]> = {
  argMax: ["extremes", "numbers"],
  argMin: ["extremes", "numbers"],
  broadcast: ["matrices"],
  covariance: ["dot", "numbers", "statistics"],
  divideByPublic: ["divide"],
  divideFixed: ["fixed_point"],
  divideWide: ["divide"],
  dot: ["dot", "numbers"],
  elements: ["elements"],
  equalsInParts: ["numbers", "parts"],
  equalsWide: ["wide"],
  fromFixed: ["fixed_point"],
  histogram: ["histogram", "numbers"],
  intersection: ["numbers", "sets"],
  intersectionSize: ["numbers", "sets"],
  isIn: ["numbers", "sets"],
  isRanking: ["numbers", "sets", "vote"],
  lessInParts: ["numbers", "parts"],
  linearScore: ["dot", "fixed_point", "numbers", "scoring"],
  logistic: ["fixed_point", "scoring"],
  matmul: ["dot", "matrices", "numbers"],
  max: ["extremes", "numbers"],
  mean: ["numbers", "statistics"],
  median: ["networks", "numbers", "order_statistics"],
  min: ["extremes", "numbers"],
  multiplyFixed: ["fixed_point"],
  oneHot: ["select"],
  partsOf: ["parts"],
  rankedVote: ["extremes", "numbers", "sets", "vote"],
  rescale: ["fixed_point"],
  rescaleFast: ["fixed_point"],
  reshape: ["matrices"],
  sampleVariance: ["dot", "numbers", "statistics"],
  secondPrice: ["auction", "numbers"],
  selectAt: ["dot", "numbers", "select"],
  shiftRightWide: ["divide"],
  sort: ["networks", "numbers", "sort"],
  sortBy: ["networks", "numbers", "sort"],
  toFixed: ["fixed_point"],
  topK: ["networks", "numbers", "order_statistics"],
  transpose: ["matrices"],
  variance: ["dot", "numbers", "statistics"],
};

/** The most code of the library that one function brings, minified. */
const bytesMax = 2_500;

/** What a bundle with one function has of each file of the library, in bytes. */
async function broughtBy(name: string): Promise<Record<string, number>> {
  const contents = `import { ${name} } from "./${folder}mod.ts"; console.log(${name});`;
  const { metafile } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    packages: "external",
    metafile: true,
    write: false,
    absWorkingDir: root,
  });
  const [{ inputs }] = Object.values(metafile.outputs) as [typeof metafile.outputs[string]];
  const brought = Object.entries(inputs).filter(([path, { bytesInOutput }]) =>
    path.startsWith(folder) && bytesInOutput > 0
  );
  return Object.fromEntries(
    brought.map(([path, { bytesInOutput }]) => [
      path.slice(folder.length).replace(".ts", ""),
      bytesInOutput,
    ]),
  );
}

// Before the test, which may leave no process.
const brought = new Map<string, Record<string, number>>();
for (const name of Object.keys(library)) brought.set(name, await broughtBy(name));
await stop();

Deno.test("an import of one function of the library brings only its own code", () => {
  assertEquals([...brought.keys()].sort(), Object.keys(files).sort());
  for (const [name, sizes] of brought) {
    assertEquals(Object.keys(sizes).sort(), files[name], name);
    const bytes = Object.values(sizes).reduce((sum, each) => sum + each, 0);
    assert(bytes <= bytesMax, `${name} brings ${bytes} bytes, at most ${bytesMax}`);
  }
});
