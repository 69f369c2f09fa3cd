import { assert, assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };

interface Dependency {
  specifier: string;
  /** What is loaded; a type-only import has none. */
  code?: { specifier?: string };
  type?: { specifier?: string };
  isDynamic?: boolean;
}

interface Graph {
  modules: { specifier: string; dependencies?: Dependency[] }[];
}

const root = new URL("../", import.meta.url).href;
const entryPoints = Object.values(config.exports).map((path) => path.replace("./", ""));
/** The loaders of the core alone, entry points themselves. */
const leanLoaders = ["deno", "workers", "browser", "node"].map((name) => `src/entry/${name}.ts`);
/** Each entry point that loads the WASM files, and how. */
const loaders: Record<string, string> = {
  "mod.ts": "src/entry/deno_with_programs.ts",
  "workers.ts": "src/entry/workers_with_programs.ts",
  "browser.ts": "src/entry/browser_with_programs.ts",
  "node.ts": "src/entry/node_with_programs.ts",
  "src/devnet/mod.ts": "src/entry/deno_with_programs.ts",
  ...Object.fromEntries(leanLoaders.map((loader) => [loader, loader])),
};

/** An import of the package's own, as paths from the root. */
interface Import {
  from: string;
  to: string;
  /** Whether it waits until it is reached. */
  isDynamic: boolean;
  /** Whether only types come with it, so that nothing is loaded. */
  isOfTypes: boolean;
}

async function imports(entry: string): Promise<Import[]> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", new URL(entry, root).href],
    cwd: new URL(root),
  }).output();
  assert(success, `deno info ${entry} failed`);
  const graph: Graph = JSON.parse(new TextDecoder().decode(stdout));
  return graph.modules
    .filter((module) => module.specifier.startsWith(root))
    .flatMap((module) =>
      (module.dependencies ?? []).map(({ specifier, code, type, isDynamic = false }) => ({
        from: module.specifier.slice(root.length),
        to: (code?.specifier ?? type?.specifier ?? specifier).replace(root, ""),
        isDynamic,
        isOfTypes: code === undefined && type !== undefined,
      }))
    );
}

const all = (await Promise.all(entryPoints.map(imports))).flat();

function offenders(rule: (from: string, to: string) => boolean): string[] {
  const found = all.filter(({ from, to }) => rule(from, to)).map((
    { from, to },
  ) => `${from} -> ${to}`);
  return [...new Set(found)];
}

function isChainLibrary(specifier: string): boolean {
  return /cosmjs/.test(specifier);
}

Deno.test("only what connects a client to a devnet imports the client there", () => {
  const isClient = (path: string) =>
    /^([a-z]+|src\/api|src\/client)\.ts$|^src\/(operations|programs|masking|permissions|values)\//
      .test(path);
  assertEquals(
    offenders((from, to) =>
      from.startsWith("src/devnet/") && isClient(to) &&
      !(to === "src/client.ts" && /^src\/devnet\/(clients|devnet)\.ts$/.test(from))
    ),
    [],
  );
});

Deno.test("the client imports nothing of the devnet", () => {
  const inDevnet = (path: string) => path.startsWith("src/devnet/");
  assertEquals(offenders((from, to) => !inDevnet(from) && inDevnet(to)), []);
});

Deno.test("in the client only src/payments/nilchain imports the chain's library", () => {
  const mayImport = (path: string) => /^src\/(payments\/nilchain|devnet)\//.test(path);
  assertEquals(
    offenders((from, to) => !mayImport(from) && isChainLibrary(to)),
    [],
  );
});

/** What is loaded along with an entry point. */
async function loadedBy(entry: string): Promise<string[]> {
  const edges = await imports(entry);
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { from, to, isDynamic, isOfTypes } of edges) {
      if (from === path && !isDynamic && !isOfTypes) reached.add(to);
    }
  }
  return [...reached];
}

Deno.test("no entry point loads the chain's library before a payment is made", async () => {
  for (const entry of entryPoints.filter((entry) => !entry.includes("devnet"))) {
    assertEquals((await loadedBy(entry)).filter(isChainLibrary), [], entry);
  }
});

Deno.test("no entry point loads the module of programs before there is a program", async () => {
  for (const entry of entryPoints) {
    assertEquals((await loadedBy(entry)).filter((path) => /programs_bg/.test(path)), [], entry);
  }
  assert(all.some(({ to, isDynamic }) => to === "src/core/programs.ts" && isDynamic));
});

Deno.test("an entry point loads the WASM files of its runtime, and of no other", async () => {
  const runtimeOf = (path: string) =>
    /^src\/entry\/(deno|workers|browser|node)[_.]/.exec(path)?.[1];
  for (const entry of entryPoints) {
    const loaded = await loadedBy(entry);
    const found = new Set(loaded.map(runtimeOf).filter((runtime) => runtime !== undefined));
    const loader = loaders[entry];
    assertEquals([...found], loader === undefined ? [] : [runtimeOf(loader)], entry);
    if (loader !== undefined) assert(loaded.includes(loader), entry);
  }
});

Deno.test("a loader alone loads nothing of the client", async () => {
  for (const loader of [...leanLoaders, "src/entry/use_modules.ts"]) {
    const others = (await loadedBy(loader)).filter((path) =>
      !/^src\/(entry|core|errors)\//.test(path)
    );
    assertEquals(others.filter((path) => !path.startsWith("node:")), [], loader);
  }
});

Deno.test("masking loads values and the core's caller, and no library", async () => {
  const rooms = /^src\/(masking|values|core|keys|base|errors)\//;
  assertEquals((await loadedBy("src/masking/mod.ts")).filter((path) => !rooms.test(path)), []);
});

Deno.test("every entry point has its name here too", () => {
  const names: Record<string, string> = config.imports;
  for (const [subpath, path] of Object.entries(config.exports)) {
    assertEquals(names[`@nilvm/client${subpath.slice(1)}`], path, subpath);
  }
});

Deno.test("the entry points of all runtimes export the same", async () => {
  const text = (entry: string) => Deno.readTextFile(new URL(entry, root));
  for (const [entry, loader] of Object.entries(loaders)) {
    if (entry.startsWith("src/")) continue;
    const code = (await text(entry)).replace(/\/\*[\s\S]*?\*\//, "");
    assertEquals(code.trim(), `import "./${loader}";\n\nexport * from "./src/api.ts";`, entry);
  }
});

Deno.test("loaders have ten lines at most", async () => {
  for (const loader of new Set(Object.values(loaders))) {
    const code = (await Deno.readTextFile(new URL(loader, root))).replace(/\/\*[\s\S]*?\*\//, "");
    const lines = code.split("\n").filter((line) => line.trim() !== "");
    assert(lines.length <= 10, `${loader} has ${lines.length}`);
  }
});

Deno.test("the rooms point down only", () => {
  const order = [
    /^[a-z]+\.ts$/,
    /^src\/api\.ts$/,
    /^src\/client\.ts$/,
    /^src\/operations\//,
    /^src\/(config|protobuf)\//,
    /^src\/(payments|permissions|programs|masking|fan_out|network|values|keys)\//,
    /^src\/async\//,
    /^src\/entry\//,
    /^src\/(core|gen)\//,
    /^src\/base\//,
    /^src\/errors\//,
  ];
  assert(all.some(({ isOfTypes }) => isOfTypes), "Types are to point down too");
  const level = (path: string) => order.findIndex((pattern) => pattern.test(path));
  assertEquals(
    offenders((from, to) => {
      if (from.startsWith("src/devnet/") || level(from) < 0 || level(to) < 0) {
        return false;
      }
      return level(to) < level(from);
    }),
    [],
  );
});

Deno.test("only loaders, the reader of files, the devnet's server and its command line know a runtime", async () => {
  const found: string[] = [];
  const files = [...new Set(all.map(({ from }) => from))];
  for (
    const path of files.filter((path) => path.endsWith(".ts") && !path.startsWith("src/gen/"))
  ) {
    if (/^src\/(config|devnet|entry|core)\//.test(path)) {
      continue;
    }
    const text = await Deno.readTextFile(new URL(path, root));
    const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(
      /(^|\s)\/\/.*$/gm,
      "",
    );
    if (
      /\bDeno\.(?!customInspect)|\bprocess\.|\bBuffer\.|["']node:/.test(code)
    ) found.push(path);
  }
  assertEquals(found, []);
});
