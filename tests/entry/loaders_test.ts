import { FailedPreconditionError, InvalidArgumentError, UnavailableError } from "@nilvm/client";
import { compileProgram, PrivateKey, useModules } from "@nilvm/client/module";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { fetchModule } from "../../src/entry/fetch_module.ts";
import { loadPrograms } from "../../src/core/load_programs.ts";
import { mir } from "../support/programs.ts";

const wasmFile = (name: string) => new URL(`../../src/core/${name}_bg.wasm`, import.meta.url);
const compile = async (name: string) =>
  await WebAssembly.compile(await Deno.readFile(wasmFile(name)));

/** With nothing in it. */
const emptyModule = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));

/** The output of a program in a new process, which loads only what it imports. */
async function printed(code: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", "--ext=ts", code],
    cwd: new URL("../../", import.meta.url),
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

/** The hint about a missing entry point, with its names in Deno and on npm. */
const toImport = (entry: string) =>
  `add the line \`import "${entry}";\` (from JSR outside Deno, "${entry}/workers", "${entry}/browser" or ` +
  `"${entry}/node"), or call useModules() of "${entry}/module"`;

Deno.test("a subpath without an entry point says what to import", async () => {
  const text = await printed(`
    import { PrivateKey } from "@nilvm/client/keys";
    try { PrivateKey.random(); } catch (error) { console.log(String(error), error.code); }
  `);
  assertStringIncludes(text, "The WASM core is not loaded: ");
  assertStringIncludes(text, toImport("@nilvm/client/wasm"));
  assertStringIncludes(text, "FAILED_PRECONDITION");
});

Deno.test("useModules() without the module of programs serves all that needs no programs", async () => {
  const text = await printed(`
    import { compileProgram, PrivateKey, useModules } from "@nilvm/client/module";
    const bytes = await Deno.readFile(${JSON.stringify(wasmFile("masking").pathname)});
    useModules({ masking: await WebAssembly.compile(bytes) });
    console.log(PrivateKey.fromSeed("alice").publicKey.toHex());
    try { await compileProgram(Uint8Array.of(18)); } catch (error) { console.log(String(error)); }
  `);
  const [publicKey, error] = text.split("\n");
  assertEquals(publicKey, PrivateKey.fromSeed("alice").publicKey.toHex());
  assertStringIncludes(error!, "The WASM module of programs is not loaded: ");
  assertStringIncludes(error!, toImport("@nilvm/client"));
});

for (const entry of ["@nilvm/client/browser", "@nilvm/client/node"]) {
  Deno.test(`${entry} loads both WASM files`, async () => {
    const text = await printed(`
      import { compileProgram, PrivateKey } from ${JSON.stringify(entry)};
      console.log(PrivateKey.fromSeed("alice").publicKey.toHex());
      const mir = Uint8Array.fromBase64(${JSON.stringify((await mir("two_parties")).toBase64())});
      console.log((await compileProgram(mir)).inputParties.join());
    `);
    assertEquals(text.split("\n"), [PrivateKey.fromSeed("alice").publicKey.toHex(), "p,q"]);
  });
}

for (const suffix of ["", "/browser", "/node"]) {
  const loader = `@nilvm/client/wasm${suffix}`;
  Deno.test(`${loader} loads the core, and no programs`, async () => {
    const text = await printed(`
      import ${JSON.stringify(loader)};
      import { PrivateKey } from "@nilvm/client/keys";
      import { SecretMasker } from "@nilvm/client/masking";
      import { SecretInteger } from "@nilvm/client/values";
      import { compileProgram } from "@nilvm/client/module";
      const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
      const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
      const [, ...shares] = masker.mask({ answer: new SecretInteger(-42) });
      console.log(masker.unmask(shares).values.answer.value);
      console.log(PrivateKey.fromSeed("alice").publicKey.toHex());
      try { await compileProgram(Uint8Array.of(18)); } catch (error) { console.log(error.message); }
    `);
    const [answer, publicKey, error] = text.split("\n");
    assertEquals([answer, publicKey], ["-42n", PrivateKey.fromSeed("alice").publicKey.toHex()]);
    assertStringIncludes(error!, "The WASM module of programs is not loaded: ");
  });
}

Deno.test("a lean loader before or after an entry point removes no module", async () => {
  for (const names of [["/wasm", ""], ["", "/wasm"]]) {
    const lines = names.map((name) => `import "@nilvm/client${name}";`);
    const text = await printed(`
      ${lines.join("\n")}
      import { compileProgram } from "@nilvm/client/module";
      const mir = Uint8Array.fromBase64(${JSON.stringify((await mir("two_parties")).toBase64())});
      console.log((await compileProgram(mir)).inputParties.join());
    `);
    assertEquals(text, "p,q");
  }
});

Deno.test("useModules() replaces modules, and drops those it is not given", async () => {
  const [masking, module] = await Promise.all([compile("masking"), compile("programs")]);
  const asked: string[] = [];
  for (const source of ["here", "there"]) {
    const programs = () => {
      asked.push(source);
      return module;
    };
    useModules({ masking, programs });
    await loadPrograms();
    await loadPrograms();
  }
  assertEquals(asked, ["here", "there"]);
  useModules({ masking });
  await assertRejects(loadPrograms, FailedPreconditionError, "is not loaded");

  PrivateKey.fromSeed("alice");
  useModules({ masking: emptyModule });
  assertThrows(() => PrivateKey.fromSeed("alice"));
  useModules({ masking });
  PrivateKey.fromSeed("alice");
});

Deno.test("loadPrograms() tries again after the module could not be loaded", async () => {
  const [masking, module] = await Promise.all([compile("masking"), compile("programs")]);
  let calls = 0;
  const programs = () => {
    if (++calls === 1) throw new Error("offline");
    return module;
  };
  useModules({ masking, programs });
  await assertRejects(loadPrograms, Error, "offline");
  await loadPrograms();
  assertEquals(calls, 2);
});

Deno.test("useModules() takes compiled modules, and asks for programs when one is used", async () => {
  let calls = 0;
  useModules({
    masking: await compile("masking"),
    programs: () => {
      calls++;
      return compile("programs");
    },
  });
  assertEquals(PrivateKey.random().publicKey.toBytes().length, 33);
  assertEquals(calls, 0);
  const program = await mir("two_parties");
  assertEquals((await compileProgram(program)).inputParties, ["p", "q"]);
  assertEquals((await compileProgram(program)).inputParties, ["p", "q"]);
  assertEquals(calls, 1);
});

Deno.test("useModules() refuses a value that is no module", async () => {
  const masking = await compile("masking");
  const cases: [unknown, string][] = [
    [undefined, "masking has to be"],
    [{}, "masking has to be"],
    [{ masking: await Deno.readFile(wasmFile("masking")) }, "compile its bytes first"],
    [{ masking, programs: await compile("programs") }, "programs has to be a function"],
  ];
  for (const [modules, message] of cases) {
    assertThrows(() => useModules(modules as never), InvalidArgumentError, message);
  }
});

Deno.test("fetchModule() compiles whatever type a server gives, and says where there is no WASM", async () => {
  const bytes = await Deno.readFile(wasmFile("masking"));
  const answers: Record<string, () => Response> = {
    "/right.wasm": () => new Response(bytes, { headers: { "content-type": "application/wasm" } }),
    "/binary.wasm": () =>
      new Response(bytes, { headers: { "content-type": "binary/octet-stream" } }),
    "/untyped.wasm": () => new Response(bytes),
    "/page.wasm": () =>
      new Response("<!doctype html>", { headers: { "content-type": "text/html" } }),
    "/none.wasm": () => new Response("gone", { status: 404 }),
  };
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (request) => answers[new URL(request.url).pathname]!(),
  );
  const at = (path: string) => new URL(path, `http://127.0.0.1:${server.addr.port}`);
  for (const path of ["/right.wasm", "/binary.wasm", "/untyped.wasm"]) {
    const module = await fetchModule(at(path));
    assert(WebAssembly.Module.exports(module).some(({ name }) => name === "mask"), path);
  }
  for (const path of ["/page.wasm", "/none.wasm"]) {
    await assertRejects(
      () => fetchModule(at(path)),
      UnavailableError,
      `${at(path)} is not a WASM file`,
    );
  }
});

Deno.test("fetchModule() compiles what has the type of WASM while it arrives", async () => {
  const { compileStreaming } = WebAssembly;
  let calls = 0;
  WebAssembly.compileStreaming = (source) => {
    calls++;
    return compileStreaming(source);
  };
  try {
    const fetchAs = (type: string) => fetchModule(new URL(`data:${type};base64,AGFzbQEAAAA=`));
    await fetchAs("application/octet-stream");
    assertEquals(calls, 0);
    await fetchAs("application/wasm");
    assertEquals(calls, 1);
  } finally {
    WebAssembly.compileStreaming = compileStreaming;
  }
});

Deno.test("useModules() replaces a module of programs that was in use", async () => {
  const masking = await compile("masking");
  const program = await mir("two_parties");
  for (let round = 0; round < 3; round++) {
    useModules({ masking, programs: () => compile("programs") });
    assertEquals((await compileProgram(program)).inputParties, ["p", "q"]);
  }
});
