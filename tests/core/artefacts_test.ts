import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;
const folder = join(root, "src/core");

for (const crate of ["masking", "programs"]) {
  Deno.test(`the WASM file of ${crate}, and its glue, are those of the last build`, async () => {
    const { files } = JSON.parse(await Deno.readTextFile(join(folder, `${crate}.json`)));
    const found: Record<string, string> = {};
    for (const name of ["_bg.wasm", "_bg.js", "_bg.d.ts"].map((end) => crate + end)) {
      const bytes = await Deno.readFile(join(folder, name));
      found[name] = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    }
    assertEquals(found, files);
  });
}

/** What the gate's check of the WASM files reads, apart from the sources of the crates. */
const checkedFiles = [
  "deno.json",
  "scripts/build_wasm.ts",
  "scripts/wasm_toolchain.ts",
  "tools/gzipped_length.ts",
  "wasm/Cargo.toml",
  "wasm/Cargo.lock",
  ...["masking", "programs", "shared"].map((crate) => `wasm/${crate}/Cargo.toml`),
];
const checkedFolders = ["src/core", "wasm/masking/src", "wasm/programs/src", "wasm/shared/src"];

/** Runs the check, as `deno task check` does, in a copy of this checkout after a change, and gives what it says. */
async function checkCopy(change: (copy: string) => Promise<void>): Promise<string> {
  const copy = await Deno.makeTempDir();
  try {
    for (const path of [...checkedFiles, ...await filesBelow(checkedFolders)]) {
      await Deno.mkdir(join(copy, dirname(path)), { recursive: true });
      await Deno.copyFile(join(root, path), join(copy, path));
    }
    await change(copy);
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "scripts/build_wasm.ts", "--check-sources"],
      cwd: copy,
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder().decode(stderr).trim();
    assertEquals(success, text === "", text);
    return text;
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
}

async function filesBelow(folders: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
      const path = join(folder, name);
      found.push(...isDirectory ? await filesBelow([path]) : [path]);
    }
  }
  return found;
}

/** Adds an empty custom section, so that the module does the same and has other bytes. */
async function replaceModule(path: string): Promise<void> {
  const replaced = new Uint8Array([...await Deno.readFile(path), 0, 1, 0]);
  assert(WebAssembly.validate(replaced));
  await Deno.writeFile(path, replaced);
}

Deno.test("the gate's check passes for the WASM files of this checkout", async () => {
  assertEquals(await checkCopy(async () => {}), "");
});

for (const name of ["masking_bg.wasm", "programs_bg.wasm"]) {
  Deno.test(`the gate's check names a replaced ${name}`, async () => {
    const said = await checkCopy((copy) => replaceModule(join(copy, "src/core", name)));
    assertEquals(
      said,
      `Not what the sources compile to: ${name}. Run deno task build:wasm`,
    );
  });
}

for (const crate of ["masking", "programs"]) {
  Deno.test(`the gate's check names a text of ${crate} that is not the WASM file`, async () => {
    const said = await checkCopy(async (copy) => {
      const path = join(copy, `src/core/${crate}_inline.ts`);
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.replace(/"(.{100})./, (_, head) => `"${head}_`));
    });
    assertEquals(
      said,
      `Not what the sources compile to: ${crate}_inline.ts. Run deno task build:wasm`,
    );
  });
}

Deno.test("the gate's check names a crate whose sources are not those of the WASM file", async () => {
  const said = await checkCopy((copy) =>
    Deno.writeTextFile(join(copy, "wasm/masking/src/lib.rs"), "// Changed.\n", { append: true })
  );
  assertEquals(said, "Not what the sources compile to: wasm/masking. Run deno task build:wasm");
});
