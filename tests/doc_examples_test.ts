import { assert, assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };

/** A doc comment, in the form of `deno doc --json`. */
interface Doc {
  doc?: string;
  tags?: { doc?: string }[];
}

interface Method {
  name: string;
  kind: "method" | "getter" | "setter";
  accessibility?: "private" | "protected";
  isOverride?: boolean;
  jsDoc?: Doc;
}

interface Declaration {
  location: { filename: string; line: number };
  declarationKind: "export" | "private";
  kind: string;
  def?: { methods?: Method[] };
  jsDoc?: Doc;
}

interface Documentation {
  nodes: Record<string, { module_doc?: Doc; symbols: Symbol[] }>;
}

interface Symbol {
  name: string;
  declarations: Declaration[];
}

/** Something that has to have an example, and the doc comments of which one may hold it. */
interface Wanted {
  what: string;
  docs: Doc[];
  /** What the example has to call. */
  call?: string;
}

/** The examples that are not run, by what they import, and why they cannot be. */
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

/**
 * Modules of entry points, classes, functions, constants and methods. A method has one of its own;
 * that of an interface may be shown by its interface's, as whoever implements one implements all.
 */
function wanted({ nodes }: Documentation): Wanted[] {
  const found = new Map<string, Wanted>();
  for (const [file, { module_doc = {}, symbols }] of Object.entries(nodes)) {
    found.set(file, { what: `module ${file.slice(root.length)}`, docs: [module_doc] });
    for (const { name, declarations } of symbols) {
      for (const { kind, location, declarationKind, def, jsDoc = {} } of declarations) {
        // A symbol that several entry points export is declared once.
        const place = `${location.filename}:${location.line}:${name}`;
        if (declarationKind !== "export" || location.filename.includes("/src/gen/")) continue;
        if (["class", "function", "variable"].includes(kind)) {
          const call = kind === "function" ? { call: name } : {};
          found.set(place, { what: `${kind} ${name}`, docs: [jsDoc], ...call });
        }
        for (const method of def?.methods ?? []) {
          if (!isCalledByName(method)) continue;
          const own = method.jsDoc ?? {};
          found.set(`${place}.${method.name}`, {
            what: `method ${name}.${method.name}`,
            docs: kind === "interface" ? [own, jsDoc] : [own],
            call: method.name,
          });
        }
      }
    }
  }
  return [...found.values()];
}

/** Leaves out what the language calls, and what a base class has documented. */
function isCalledByName({ name, kind, accessibility, isOverride }: Method): boolean {
  return kind === "method" && accessibility === undefined && !isOverride && !name.startsWith("[");
}

function calls(code: string, name: string): boolean {
  if (name === "toString") return /\$\{|String/.test(code);
  if (name === "toJSON") return code.includes("JSON.stringify(");
  return new RegExp(`\\b${name}\\(`).test(code);
}

/** The blocks of code in a doc comment, by what stands behind the opening fence. */
function blocks({ doc = "", tags = [] }: Doc): { fence: string; code: string }[] {
  const text = [doc, ...tags.map((tag) => tag.doc)].join("\n");
  return [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)]
    .map(([, fence = "", code = ""]) => ({ fence, code }));
}

/** What has no example, in a form to look for. */
function lacking(documentation: Documentation): string[] {
  const isShown = ({ docs, call }: Wanted) =>
    docs.flatMap(blocks).some(({ fence, code }) =>
      /^ts( ignore)?$/.test(fence) && (call === undefined || calls(code, call))
    );
  return wanted(documentation).filter((each) => !isShown(each)).map(({ what }) => what);
}

/** Every doc comment, whatever it is of: options and getters may have examples too. */
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

Deno.test("every module, class, function, constant and method that is exported has an example", () => {
  assertEquals(lacking(documentation), []);
});

Deno.test("what has to have an example is all that there is", async () => {
  const seen = new Set(required.map(({ what }) => what.split(" ")[1]!));
  const entryPoints = Object.entries(config.exports);
  const missing = entryPoints.map(([, file]) => file.replace("./", "")).filter((file) =>
    !seen.has(file)
  );
  for (const [name, file] of entryPoints) {
    // The other entry points at the root export the same as this one, for runtimes of their own.
    if (!/^.\/(src\/|module\.)/.test(file) || name.replace(".", config.name) in ignored) continue;
    for (const [name, value] of Object.entries(await import(new URL(file, root).href))) {
      missing.push(...[name, ...methodsOf(name, value)].filter((name) => !seen.has(name)));
    }
  }
  assertEquals(missing, []);
  assert(seen.size > 150, `There are only ${seen.size}`);
});

/** The methods of a class, static ones too, as they are when it runs; none where it extends another. */
function methodsOf(name: string, value: unknown): string[] {
  if (typeof value !== "function" || Object.getPrototypeOf(value) !== Function.prototype) return [];
  return [value, value.prototype ?? {}]
    .flatMap((of) => Object.entries(Object.getOwnPropertyDescriptors(of)))
    .filter(([method, { value }]) => typeof value === "function" && method !== "constructor")
    .map(([method]) => `${name}.${method}`);
}

Deno.test("an example that is missing anywhere is noticed", () => {
  for (const { what, docs } of required) {
    const kept = docs.map(({ doc, tags }) => ({ doc, tags }));
    for (const doc of docs) doc.tags = [];
    assert(lacking(documentation).includes(what), `nobody misses an example of ${what}`);
    docs.forEach((doc, index) => Object.assign(doc, kept[index]));
  }
});

Deno.test("examples run as tests, but for those that cannot", () => {
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
