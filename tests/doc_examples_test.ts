import { assert, assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };

/** A doc comment, in the form of `deno doc --json`. */
interface Doc {
  doc?: string;
  tags?: { doc?: string }[];
}

interface Declaration {
  location: { filename: string; line: number };
  declarationKind: "export" | "private";
  kind: string;
  jsDoc?: Doc;
}

interface Documentation {
  nodes: Record<string, { module_doc?: Doc; symbols: Symbol[] }>;
}

interface Symbol {
  name: string;
  declarations: Declaration[];
}

/** Something that needs an example: in its own doc comment, or in one of a module that exports it. */
interface Wanted {
  title: string;
  own: Doc;
  /** The name that an example of a function or of a module has to use. */
  name?: string;
  isFunction?: boolean;
  modules: Doc[];
}

/** The examples that do not run, by what they import, and why. */
const notForDeno = "workerd has compiled the WASM files that it imports, and Deno has not";
const ignored: Record<string, string> = {
  "@nilvm/client/workers": notForDeno,
  "@nilvm/client/wasm/workers": notForDeno,
};

const root = new URL("../", import.meta.url).href;
const publicNames = Object.keys(config.exports).map((path) => path.replace(".", config.name));
const documentation = await readDocumentation();

async function readDocumentation(): Promise<Documentation> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", ...Object.values(config.exports)],
    cwd: new URL(root),
  }).output();
  assert(success, "deno doc failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** Modules of entry points, and the classes, functions, constants and namespaces that they export. */
function wanted({ nodes }: Documentation): Wanted[] {
  const found = new Map<string, Wanted>();
  for (const [file, { module_doc = {}, symbols }] of Object.entries(nodes)) {
    found.set(file, { title: `module ${file.slice(root.length)}`, own: module_doc, modules: [] });
    for (const { name, declarations } of symbols) {
      for (const { kind, location, declarationKind, jsDoc = {} } of declarations) {
        // A symbol that several entry points export is declared once.
        const place = `${location.filename}:${location.line}:${name}`;
        if (declarationKind !== "export" || location.filename.includes("/src/gen/")) continue;
        if (!["class", "function", "namespace", "variable"].includes(kind)) continue;
        const modules = [...(found.get(place)?.modules ?? []), module_doc];
        const isFunction = kind === "function";
        found.set(place, { title: `${kind} ${name}`, own: jsDoc, name, isFunction, modules });
      }
    }
  }
  return [...found.values()];
}

/** The blocks of code in a doc comment, each with the text after its opening fence. */
function blocks({ doc = "", tags = [] }: Doc): { fence: string; code: string }[] {
  const text = [doc, ...tags.map((tag) => tag.doc)].join("\n");
  return [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)]
    .map(([, fence = "", code = ""]) => ({ fence, code }));
}

/** The titles of what has no example. */
function lacking(documentation: Documentation): string[] {
  const isShown = ({ own, name, isFunction = false, modules }: Wanted) => {
    const shows = (docs: Doc[], pattern: RegExp) =>
      docs.flatMap(blocks).some(({ fence, code }) =>
        /^ts( ignore)?$/.test(fence) && pattern.test(code)
      );
    return shows([own], isFunction ? new RegExp(`\\b${name}\\(`) : /./) ||
      shows(modules, new RegExp(`\\b${name}\\b`));
  };
  return wanted(documentation).filter((each) => !isShown(each)).map(({ title }) => title);
}

/** Every doc comment: options and methods may have examples too. */
function allDocs(part: unknown): Doc[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "jsDoc" || key === "module_doc" ? [value] : allDocs(value)
  );
}

const required = wanted(documentation);
const all = [
  ...new Map(allDocs(documentation).flatMap(blocks).map((block) => [block.code, block])).values(),
];

Deno.test("every exported module, class, function and constant has an example", () => {
  assertEquals(lacking(documentation), []);
});

Deno.test("everything that is exported is checked for an example", async () => {
  const seen = new Set(required.map(({ title }) => title.split(" ")[1]!));
  const entryPoints = Object.entries(config.exports);
  const missing = entryPoints.map(([, file]) => file.replace("./", "")).filter((file) =>
    !seen.has(file)
  );
  for (const [name, file] of entryPoints) {
    // The other entry points at the root export the same as this one, for runtimes of their own.
    if (!/^.\/(src\/|module\.)/.test(file) || name.replace(".", config.name) in ignored) continue;
    const exported = Object.keys(await import(new URL(file, root).href));
    missing.push(...exported.filter((name) => !seen.has(name)));
  }
  assertEquals(missing, []);
  assert(seen.size > 80, `There are only ${seen.size}`);
});

Deno.test("a missing example is noticed", () => {
  for (const { title, own, modules } of required) {
    const docs = [own, ...modules];
    const kept = docs.map(({ doc, tags }) => ({ doc, tags }));
    for (const doc of docs) doc.tags = [];
    assert(lacking(documentation).includes(title), `a missing example of ${title} passes`);
    docs.forEach((doc, index) => Object.assign(doc, kept[index]));
  }
});

Deno.test("examples run as tests, except those that cannot", () => {
  const notRun = all.filter(({ fence }) => fence !== "ts");
  const isJustified = ({ fence, code }: { fence: string; code: string }) =>
    fence === "ts ignore" && Object.keys(ignored).some((name) => code.includes(`"${name}"`));
  assertEquals(notRun.filter((block) => !isJustified(block)), []);
  assertEquals(notRun.length, Object.keys(ignored).length);
});

Deno.test("every example that runs asserts something", () => {
  const withoutAny = all.filter(({ fence, code }) =>
    fence === "ts" && !/^ *(await )?assert\w*\(/m.test(code)
  );
  assertEquals(withoutAny, []);
});

Deno.test("examples import what users can import", () => {
  const allowed = [...publicNames, "@std/assert"];
  const others = all.flatMap(({ code }) =>
    [...code.matchAll(/(?:from|import|import\() ?"([^"]+)"/g)].map(([, name]) => name!)
  ).filter((name) => !allowed.includes(name));
  assertEquals(others, []);
});
