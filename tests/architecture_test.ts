/** Which folder may import which, and what else has to hold for the code as a whole. */
import { assert, assertEquals } from "@std/assert";
import { dirname } from "node:path/posix";
import config from "../deno.json" with { type: "json" };
import {
  circles,
  filesAtRoot,
  filesIn,
  foldersIn,
  type Import,
  importsOf,
  readCode,
  readText,
} from "./support/import_graph.ts";

/** The folders of the client, from the top down. A folder imports only from lines below its own. */
const clientOrder = [
  ["."],
  ["src/react"],
  ["src/query"],
  ["src", "src/nada/library"],
  ["src/operations", "src/nada", "src/config", "src/protobuf", "src/telemetry"],
  ["src/payments/nilchain", "src/permissions", "src/fan_out", "src/masking"],
  ["src/payments", "src/programs"],
  ["src/network", "src/journal", "src/signers"],
  ["src/entry"],
  ["src/keys", "src/values", "src/async"],
  ["src/events"],
  ["src/core"],
  ["src/gen"],
  ["src/base"],
  ["src/errors"],
];

/** The folders of the devnet, likewise. */
const devnetOrder = [
  ["src/cli"],
  ["src/cli/commands"],
  ["src/cli/base"],
  ["src/devnet/cli"],
  ["src/devnet"],
  ["src/devnet/state", "src/devnet/faults", "src/devnet/dashboard"],
  ["src/devnet/dashboard/page"],
  ["src/devnet/leader"],
  ["src/devnet/compute"],
  ["src/devnet/node"],
  ["src/devnet/http"],
  ["src/devnet/chain"],
  ["src/devnet/chain/rpc"],
  ["src/devnet/chain/blocks"],
  ["src/devnet/chain/transactions"],
  ["src/devnet/base"],
];

/** The folders of the client that any file of the devnet may import. */
const sharedWithDevnet = ["async", "keys", "entry", "core", "gen", "base", "errors"]
  .map((name) => `src/${name}`);

/** The files that give the user of a devnet a client, and what they import for that. */
const handedOut: Record<string, string[]> = {
  "src/devnet/connect_devnet.ts": ["src/network", "src/payments"],
  "src/devnet/clients.ts": ["src/client.ts", "src/network", "src/payments"],
  "src/devnet/payers.ts": ["src/network", "src/payments", "src/payments/nilchain"],
  "src/devnet/devnet.ts": ["src/network", "src/payments"],
  "src/devnet/start_devnet.ts": ["src/network", "src/journal", "src/signers"],
};

/** The files outside `src/entry`, `src/cli` and `src/devnet/cli` that use what not every runtime has. */
const knowRuntime = [
  "src/config/read_network_config.ts",
  "src/devnet/base/builtins.ts",
  "src/devnet/http/node_messages.ts",
  "src/devnet/http/server.ts",
  "src/devnet/http/tls.ts",
  "src/devnet/http/without_goaway.ts",
  "src/devnet/state/state_file.ts",
  "src/journal/node_files.ts",
];

/** The folders of tests that are not about a room of `src`. */
const otherTests = [
  "assert",
  "bench",
  "conformance",
  "fixtures",
  "interop",
  "packaging",
  "parity",
  "sim",
  "support",
]
  .map((name) => `tests/${name}`);

const linesMax = 400;
/** Uses weak references where there are some. */
const weakly = "src/payments/payment_log.ts";
/** The chain's library, which `deno task build:chain` makes. */
const chainLibrary = "src/payments/nilchain/cosmjs.js";

const entryPoints = Object.values(config.exports).map((path) => path.replace("./", ""));
const leanLoaders = ["inline", "deno", "workers"].map((name) => `src/entry/${name}.ts`);
/** The loader of the WASM files that an entry point imports. */
const loaders: Record<string, string> = {
  "mod.ts": "src/entry/inline_with_programs.ts",
  "deno.ts": "src/entry/deno_with_programs.ts",
  "workers.ts": "src/entry/workers_with_programs.ts",
  "node.ts": "src/entry/inline_with_http2.ts",
  "src/devnet/mod.ts": "src/entry/inline_with_programs.ts",
  "src/nada/mod.ts": "src/entry/inline_programs.ts",
  "src/cli/cli.ts": "src/entry/inline_with_programs.ts",
  ...Object.fromEntries(leanLoaders.map((loader) => [loader, loader])),
};

const files = [...filesAtRoot(), ...filesIn("src")];
const imports = importsOf(files);
const written = imports.filter(({ from }) => !from.startsWith("src/gen/"));

function isIn(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** Whether a path is one of this checkout, and not the name of a package. */
function isLocal(path: string): boolean {
  return files.includes(path) || /^(src|scripts|bench|tests|tools|examples)\//.test(path);
}

/** The folder of a file; what is in `src/gen` counts as one folder. */
function folderOf(path: string): string {
  return isIn("src/gen", path) ? "src/gen" : dirname(path);
}

function arrow(from: string, to: string): string {
  return `${from} -> ${to}`;
}

/** The imports that break a rule, as text. */
function arrows(all: readonly Import[], breaks: (from: string, to: string) => boolean): string[] {
  return [
    ...new Set(all.filter(({ from, to }) => breaks(from, to)).map((i) => arrow(i.from, i.to))),
  ];
}

function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}

Deno.test("a folder imports only folders below it", () => {
  const order = [...devnetOrder, ...clientOrder];
  const lineOf = (path: string) => order.findIndex((line) => line.includes(folderOf(path)));
  const upward = written.filter(({ from, to }) => {
    if (!isLocal(to) || folderOf(from) === folderOf(to)) return false;
    return lineOf(from) < 0 || lineOf(from) >= lineOf(to);
  });
  const found = upward.map(({ from, to }) => arrow(folderOf(from), folderOf(to)));
  assertEquals(sorted(found), []);
});

Deno.test("the order of folders names every folder of src, and no other", () => {
  const found = new Set(files.map(folderOf));
  assertEquals(sorted([...clientOrder, ...devnetOrder].flat()), sorted(found));
});

Deno.test("files import each other in no circle", () => {
  const found = circles(arrows(imports, (from, to) => isLocal(to) && !isIn("src/gen", from)));
  assertEquals(sorted(found), []);
});

Deno.test("folders import each other in no circle", () => {
  const between = written.filter(({ from, to }) => isLocal(to) && folderOf(from) !== folderOf(to))
    .map(({ from, to }) => arrow(folderOf(from), folderOf(to)));
  assertEquals(circles(between), []);
});

Deno.test("a file that a person wrote has at most 400 lines", () => {
  const long = files.filter((path) =>
    !isIn("src/gen", path) && path !== chainLibrary &&
    readText(path).split("\n").length - 1 > linesMax
  );
  assertEquals(long, []);
});

Deno.test("the client imports nothing of the devnet", () => {
  const isDevnet = (path: string) => isIn("src/devnet", path);
  const isClient = (path: string) => !isDevnet(path) && !isIn("src/cli", path);
  assertEquals(arrows(imports, (from, to) => isClient(from) && isDevnet(to)), []);
});

Deno.test("the devnet imports of the client only what is named", () => {
  const isNamed = (from: string, to: string) => {
    const named = handedOut[from] ?? [];
    return sharedWithDevnet.includes(folderOf(to)) || named.includes(folderOf(to)) ||
      named.includes(to);
  };
  const found = arrows(
    imports,
    (from, to) =>
      isIn("src/devnet", from) && isLocal(to) && !isIn("src/devnet", to) && !isNamed(from, to),
  );
  assertEquals(found, []);
});

Deno.test("only src/payments/nilchain imports the chain's library, as one module", () => {
  const found = arrows(
    imports,
    (from, to) =>
      /cosmjs/.test(to) && !(to === chainLibrary && isIn("src/payments/nilchain", from)),
  );
  assertEquals(found, []);
});

Deno.test("only loaders, the config reader, the journal's files, the devnet's server, its state file and the command line know a runtime", () => {
  const mayKnow = (path: string) =>
    ["src/entry", "src/cli", "src/devnet/cli"].some((folder) => isIn(folder, path)) ||
    knowRuntime.includes(path);
  const knows = (path: string) =>
    /\bDeno\.(?!customInspect)|\bprocess\.|\bBuffer\.|["']node:/.test(readCode(path));
  assertEquals(files.filter((path) => !mayKnow(path) && knows(path)), []);
  assertEquals(knowRuntime.filter((path) => !knows(path)), []);
});

Deno.test("the package declares nothing with `using`, which Node 20 cannot read", () => {
  const uses = (code: string) => /^\s*(await )?using \w/m.test(code);
  assertEquals(files.filter((path) => uses(readCode(path))), []);
  assert(uses("  await using devnet = started;"));
});

/** What some platform lacks: the words, one use of them, who lacks them, and the file that may use them. */
const tooNew: readonly (readonly [words: RegExp, use: string, who: string, mayUse?: string])[] = [
  [/\bAbortSignal\.any\b/, "AbortSignal.any([a])", "edge-runtime"],
  [/\bPromise\.(withResolvers|try)\b/, "Promise.try(f)", "Node 20"],
  [/\bArray\.fromAsync\b/, "Array.fromAsync(a)", "Node 20"],
  [/\b(Object|Map)\.groupBy\b/, "Map.groupBy(a, f)", "Node 20"],
  [/\bError\.isError\b/, "Error.isError(e)", "Node 20"],
  [/\bURL\.parse\b/, "URL.parse(a)", "Node 20"],
  [/\bReadableStream\.from\b/, "ReadableStream.from(a)", "WebKit"],
  // Streams cannot be iterated in WebKit. Deno KV has another iterator.
  [/\bfor await\b/, "for await (const a of body)", "WebKit", "src/journal/kv_journal.ts"],
  [/\bUint8Array\.from(Hex|Base64)\b/, "Uint8Array.fromHex(a)", "Node 20"],
  [/\.(toHex|toBase64|setFromHex|setFromBase64)\(/, "a.toHex()", "Node 20"],
  [
    /\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/,
    "a.union(b)",
    "Node 20",
  ],
  [/\.(keys|values|entries)\(\)\s*\.\w/, "a.keys().map(f)", "Node 20"],
  [/\b(Async)?DisposableStack\b|\bSuppressedError\b/, "new DisposableStack()", "Node 20"],
  [/\bnew (WeakRef|FinalizationRegistry)\b/, "new WeakRef(a)", "Workers of 2024-09-02", weakly],
  [/\bwith \{ type:/, 'import a from "a" with { type: "json" };', "Node 20 and Firefox"],
];

Deno.test("the client uses nothing that a platform lacks", () => {
  const client = files.filter((path) => !isIn("src/devnet", path) && path !== chainLibrary);
  for (const [words, use, who, mayUse] of tooNew) {
    assert(words.test(use), use);
    const found = client.filter((path) => words.test(readCode(path)));
    assertEquals(found, mayUse === undefined ? [] : [mayUse], `${who} cannot: ${use}`);
  }
});

Deno.test("scripts, benchmarks and tools import no test, and of each other only tools", () => {
  for (const folder of ["scripts", "bench", "tools"]) {
    const foreign = arrows(
      importsOf(filesIn(folder)),
      (_, to) =>
        /^(scripts|bench|tests|tools|examples)\//.test(to) && !isIn(folder, to) &&
        !isIn("tools", to),
    );
    assertEquals(foreign, [], folder);
  }
});

Deno.test("examples import the package by its name only", () => {
  const entries = Object.values(config.imports).map((path) => path.replace("./", ""));
  assertEquals(
    arrows(
      importsOf(filesIn("examples")),
      (_, to) => isLocal(to) && !isIn("examples", to) && !entries.includes(to),
    ),
    [],
  );
});

Deno.test("a folder of tests has the name of the room or file of src that it tests", () => {
  const folders = new Set(
    filesIn("tests").filter((path) => path.endsWith("_test.ts")).map(dirname),
  );
  const subjects = [...foldersIn("src"), ...files.map((path) => path.replace(/\.ts$/, ""))];
  const strays = [...folders].filter((folder) =>
    folder !== "tests" && !otherTests.includes(folder) &&
    !subjects.includes(folder.replace("tests", "src"))
  );
  assertEquals(strays, []);
  assertEquals(otherTests.filter((folder) => !foldersIn("tests").includes(folder)), []);
});

Deno.test("docs/architecture.md has a line for every room of src, and all paths in it exist", () => {
  const text = readText("docs/architecture.md");
  const rooms = files.map(folderOf).filter((folder) => isIn("src", folder));
  const lines = [...text.matchAll(/^(src\/[\w/]+)\/ /gm)].map(([, room]) => room!);
  assertEquals(sorted(lines), sorted(rooms));
  const paths = [...text.matchAll(/\b(?:src|tests|tools|scripts)\/[\w/.]*\w/g)].map(([path]) =>
    path
  );
  const existing = ["src", "tests", "tools", "scripts"].flatMap((folder) => [
    ...foldersIn(folder),
    ...filesIn(folder),
  ]);
  assertEquals(paths.filter((path) => !existing.includes(path)), []);
});

/** What is loaded along with an entry point. */
function loadedBy(entry: string): string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { from, to, isDynamic, isOfTypes } of imports) {
      if (from === path && !isDynamic && !isOfTypes) reached.add(to);
    }
  }
  return [...reached];
}

Deno.test("no entry point loads the chain's library before a payment is made", () => {
  for (const entry of entryPoints.filter((entry) => !isIn("src/devnet", entry))) {
    assertEquals(loadedBy(entry).filter((path) => path === chainLibrary), [], entry);
  }
});

Deno.test("no entry point loads the module of programs before there is a program", () => {
  for (const entry of entryPoints) {
    assertEquals(loadedBy(entry).filter((path) => /programs_bg/.test(path)), [], entry);
  }
  assert(imports.some(({ to, isDynamic }) => to === "src/core/programs.ts" && isDynamic));
});

Deno.test("an entry point loads the WASM files of its runtime, and of no other", () => {
  const runtimeOf = (path: string) => /^src\/entry\/(deno|workers|inline)[_.]/.exec(path)?.[1];
  for (const entry of entryPoints) {
    const loaded = loadedBy(entry);
    const found = new Set(loaded.map(runtimeOf).filter((runtime) => runtime !== undefined));
    const loader = loaders[entry];
    assertEquals([...found], loader === undefined ? [] : [runtimeOf(loader)], entry);
    if (loader !== undefined) assert(loaded.includes(loader), entry);
  }
});

Deno.test("a loader alone loads nothing of the client", () => {
  for (const loader of [...leanLoaders, "src/entry/use_modules.ts"]) {
    const others = loadedBy(loader).filter((path) => !/^src\/(entry|core|errors)\//.test(path));
    assertEquals(others.filter((path) => path !== "fflate"), [], loader);
  }
});

Deno.test("masking loads values and the core's caller, and no library", () => {
  const rooms = /^src\/(masking|values|core|keys|base|errors)\//;
  assertEquals(loadedBy("src/masking/mod.ts").filter((path) => !rooms.test(path)), []);
});

Deno.test("the import map has a name for every entry point", () => {
  const names: Record<string, string> = config.imports;
  for (const [subpath, path] of Object.entries(config.exports)) {
    assertEquals(names[`@nilvm/client${subpath.slice(1)}`], path, subpath);
  }
});

Deno.test("the entry points of all runtimes export the same", () => {
  for (const [entry, loader] of Object.entries(loaders)) {
    if (entry.startsWith("src/")) continue;
    const expected = `import "./${loader}";\n\nexport * from "./src/api.ts";`;
    assertEquals(readCode(entry).trim(), expected, entry);
  }
});

Deno.test("a loader has at most ten lines", () => {
  for (const loader of new Set(Object.values(loaders))) {
    const lines = readCode(loader).split("\n").filter((line) => line.trim() !== "");
    assert(lines.length <= 10, `${loader} has ${lines.length}`);
  }
});

Deno.test("the walk of one secret follows the imports", () => {
  const page = readText("docs/architecture.md").split("## One secret, hop for hop")[1]!
    .split("\n## ")[0]!;
  const hops = [...page.matchAll(/^\d+\. `(src\/[^`]+)`/gm)].map(([, path]) => path!);
  assertEquals(hops.length, 31);
  // A half begins where nothing that came before imports the file: the rest is reached on the wire.
  const reached = ["src/client.ts", "src/devnet/start_devnet.ts"];
  const lost = hops.filter((hop, index) =>
    !reached.includes(hop) &&
    !imports.some(({ from, to }) => to === hop && hops.slice(0, index).includes(from))
  );
  assertEquals(lost, []);
  assertEquals(new Set(hops).size, hops.length);
});

Deno.test("circles() finds the arrows of circles, and no other", () => {
  assertEquals(circles(["a -> b", "b -> c", "a -> c"]), []);
  assertEquals(circles(["a -> b", "b -> c", "c -> b", "c -> d"]), ["b -> c", "c -> b"]);
});
