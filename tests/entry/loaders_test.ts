import { FailedPreconditionError, InvalidArgumentError } from "@nilvm/client";
import { compileProgram, PrivateKey, useModules } from "@nilvm/client/module";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
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
  `add the line \`import "${entry}";\` (on Cloudflare Workers "${entry}/workers", on Vercel's edge ` +
  `runtime "${entry}/edge"), or call useModules() of "${entry}/module"`;

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

for (const entry of ["@nilvm/client", "@nilvm/client/deno", "@nilvm/client/node"]) {
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

for (const suffix of ["", "/deno"]) {
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
    [{ masking, programs: await Deno.readFile(wasmFile("programs")) }, "programs has to be"],
  ];
  for (const [modules, message] of cases) {
    assertThrows(() => useModules(modules as never), InvalidArgumentError, message);
  }
});

Deno.test("useModules() takes modules, promises and functions for both", async () => {
  const program = await mir("two_parties");
  const ways = [
    (module: WebAssembly.Module) => module,
    (module: WebAssembly.Module) => Promise.resolve(module),
    (module: WebAssembly.Module) => () => module,
  ];
  const [first, second] = [await compile("masking"), await compile("programs")];
  for (const masking of ways) {
    for (const programs of ways) {
      await useModules({ masking: masking(first), programs: programs(second) });
      assertEquals(PrivateKey.random().publicKey.toBytes().length, 33);
      assertEquals((await compileProgram(program)).inputParties, ["p", "q"]);
    }
  }
  const loading = useModules({ masking: () => compile("masking") });
  assertThrows(() => PrivateKey.random(), FailedPreconditionError, "await useModules()");
  await loading;
  PrivateKey.random();
});

Deno.test("useModules() tells of a module that does not come, or is none", async () => {
  const failed = () => Promise.reject(new Error("offline"));
  const error = await assertRejects(
    () => useModules({ masking: failed() }),
    FailedPreconditionError,
    "could not be loaded",
  );
  assertStringIncludes(String((error as Error).cause), "offline");
  assertThrows(() => PrivateKey.random(), FailedPreconditionError, "could not be loaded");
  for (const wrong of [undefined, {}, { module: emptyModule }, new Uint8Array(8)]) {
    for (const masking of [Promise.resolve(wrong), () => wrong]) {
      const error = await assertRejects(
        () => useModules({ masking: masking as never }),
        FailedPreconditionError,
      );
      assertStringIncludes(String((error as Error).cause), "compile its bytes first");
    }
    useModules({ masking: await compile("masking"), programs: Promise.resolve(wrong) as never });
    await assertRejects(loadPrograms, InvalidArgumentError, "compile its bytes first");
  }
  // Nobody waits for these, and nothing is unhandled.
  useModules({ masking: failed(), programs: failed() });
  await Promise.resolve().then(() => {});
  useModules({ masking: await compile("masking") });
});

Deno.test("a module that comes after another was set is not used", async () => {
  const { promise, resolve } = Promise.withResolvers<WebAssembly.Module>();
  useModules({ masking: promise });
  useModules({ masking: await compile("masking") });
  resolve(emptyModule);
  await promise;
  PrivateKey.random();
});

Deno.test("a loader for a platform has priority over the plain one, in any order", async () => {
  for (const names of [["/deno", ""], ["", "/deno"]]) {
    const text = await printed(`
      const { Module } = WebAssembly;
      let compiled = 0;
      WebAssembly.Module = class { constructor() { compiled++; return new Module(...arguments); } };
      ${names.map((name) => `await import("@nilvm/client/wasm${name}");`).join("\n")}
      const { PrivateKey } = await import("@nilvm/client/keys");
      PrivateKey.random();
      console.log(compiled);
    `);
    assertEquals(text, "0", names.join());
  }
});

Deno.test("where nothing is compiled at run time, the error names the entry points that work", async () => {
  const text = await printed(`
    import { PrivateKey } from "@nilvm/client";
    WebAssembly.Module = class { constructor() { throw new Error("disallowed by embedder"); } };
    try { PrivateKey.random(); } catch (error) { console.log(error.code, error.message, error.cause); }
  `);
  assertStringIncludes(
    text,
    "FAILED_PRECONDITION This platform does not compile this WASM at run time: ",
  );
  for (const entry of ["workers", "edge", "module"]) {
    assertStringIncludes(text, `"@nilvm/client/${entry}"`);
  }
  assertStringIncludes(text, "disallowed by embedder");
});

Deno.test("useModules() replaces a module of programs that was in use", async () => {
  const masking = await compile("masking");
  const program = await mir("two_parties");
  for (let round = 0; round < 3; round++) {
    useModules({ masking, programs: () => compile("programs") });
    assertEquals((await compileProgram(program)).inputParties, ["p", "q"]);
  }
});
