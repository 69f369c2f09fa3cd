import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { EddsaKey, PrivateKey, UserId } from "@nilvm/client/keys";
import { CliHome } from "../support/cli_process.ts";

const key = PrivateKey.fromSeed("a key of a test");
const hex = key.toHex();

Deno.test("keys are made, shown, imported, listed and removed, in files that only their user reads", async () => {
  await using home = await CliHome.make();
  const made = await home.json("keys new", ["keys", "new"]);
  assertEquals((await Deno.stat(made.path)).mode! & 0o777, 0o600);
  assertEquals((await Deno.stat(`${home.folder}/config/nillion/identities`)).mode! & 0o777, 0o700);
  assertMatch(
    await Deno.readTextFile(made.path),
    /^private_key: .?[0-9a-f]{64}.?\nkind: Secp256k1\n$/,
  );
  assertEquals((await home.json("keys show", ["keys", "show"])).user, made.user);

  const file = await home.file("key", `0x${hex}\n`);
  const ways = [["a", `@${file}`], ["b", "-"]] as const;
  for (const [name, word] of ways) {
    const args = ["keys", "import", name, word];
    const { user } = await home.json("keys import", args, {
      stdin: word === "-" ? hex : undefined,
    });
    const shown = await home.json("keys show", ["keys", "show", name, "--reveal"]);
    assertEquals([shown.privateKey, shown.user], [hex, user]);
  }
  const { identities } = await home.json("keys ls", ["identities", "list"]);
  assertEquals(identities.map(({ name }: { name: string }) => name), ["a", "b", "default"]);
  await home.json("keys rm", ["keys", "rm", "a"]);
  assertEquals((await home.json("keys ls", ["keys", "ls"])).identities.length, 2);
});

Deno.test("a key is never lost, and never taken from the command itself", async () => {
  await using home = await CliHome.make();
  await home.run(["keys", "new"]);
  const again = await home.run(["keys", "new"], { code: 1 });
  assertStringIncludes(again.err, "There is an identity default already");
  const inArgs = await home.run(["keys", "import", "a", hex], { code: 2 });
  assertStringIncludes(inArgs.err, "A key does not stand in a command");
  assertEquals(inArgs.err.includes(hex), false);
  const noTerminal = await home.run(["keys", "import", "a"], { code: 2 });
  assertStringIncludes(noTerminal.err, "There is no terminal");
  const noKey = await home.run(["keys", "import", "a", "-"], { code: 2, stdin: `${hex}00` });
  assertEquals(noKey.err.includes(hex), false);
  const name = await home.run(["keys", "new", "../a"], { code: 2 });
  assertStringIncludes(name.err, "letters, digits");
});

Deno.test("a key is asked for at the terminal, which shows nothing of it", async () => {
  await using home = await CliHome.make();
  const entry = new URL("../../src/cli/cli.ts", import.meta.url).pathname;
  const command = `'${Deno.execPath()}' run -A --no-check --quiet '${entry}' keys import typed`;
  // It runs the command at a terminal of its own, and gives what that shows.
  const child = new Deno.Command("script", {
    args: ["-qec", command, "/dev/null"],
    env: { XDG_CONFIG_HOME: `${home.folder}/config` },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const writer = child.stdin.getWriter();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let shown = "";
  while (!shown.includes("in hex: ")) shown += (await reader.read()).value ?? "";
  await writer.write(new TextEncoder().encode(`x\x7f${hex}\r`));
  for (let next = await reader.read(); !next.done; next = await reader.read()) shown += next.value;
  await writer.close().catch(() => {});
  assertEquals((await child.status).code, 0, shown);
  assertStringIncludes(shown, "Imported the identity typed");
  assertEquals(shown.includes(hex.slice(0, 8)), false, shown);
  const { privateKey } = await home.json("keys show", ["keys", "show", "typed", "--reveal"]);
  assertEquals(privateKey, hex);
});

Deno.test("the identity comes from the option, the environment, the context, or is the only one", async () => {
  await using home = await CliHome.make();
  const show = async (args: string[], env: Record<string, string> = {}) =>
    (await home.json("keys show", ["keys", "show", ...args], { env })).user;
  await home.run(["keys", "show"], { code: 2 });
  const a = (await home.json("keys new", ["keys", "new", "a"])).user;
  assertEquals(await show([]), a);
  const b = (await home.json("keys new", ["keys", "new", "b"])).user;
  const { err } = await home.run(["keys", "show"], { code: 2 });
  assertStringIncludes(err, "There are several: name one by --identity");
  assertEquals(await show(["-i", "b"]), b);
  assertEquals(await show([], { NILVM_IDENTITY: "b" }), b);
  await home.run(["networks", "add", "net", "http://127.0.0.1:1"]);
  await home.json("context use", ["context", "use", "a", "net"]);
  assertEquals(await home.json("context show", ["context", "show"]), {
    identity: "a",
    network: "net",
  });
  assertEquals(await show([]), a);
  assertEquals(await show([], { NILVM_IDENTITY: "" }), a);
  assertEquals(await show([], { NILVM_IDENTITY: "b" }), b);
  const { user } = await home.json("keys show", ["keys", "show"], { env: { NILVM_KEY: hex } });
  assertEquals([a, b].includes(user), false);
});

Deno.test("files of another tool are read, and what is no key is said without what it has", async () => {
  await using home = await CliHome.make();
  const folder = `${home.folder}/config/nillion`;
  await Deno.mkdir(`${folder}/identities`, { recursive: true });
  const write = (name: string, text: string) =>
    Deno.writeTextFile(`${folder}/identities/${name}.yaml`, text);
  await write("theirs", `private_key: ${hex}\nkind: Secp256k1\n`);
  assertEquals(
    (await home.json("keys show", ["keys", "show", "theirs", "--reveal"])).privateKey,
    hex,
  );
  // Its oldest files name no kind.
  const user = String(UserId.fromPublicKey(EddsaKey.fromSeed(key.toBytes()).publicKey));
  for (const [name, kind] of [["curve", "kind: Ed25519\n"], ["old", ""]] as const) {
    await write(name, `private_key: ${hex}\n${kind}`);
    const shown = await home.json("keys show", ["keys", "show", name, "--reveal"]);
    assertEquals([shown.user, shown.kind, shown.privateKey], [user, "ed25519", hex]);
  }
  await write("broken", `private_key: "${hex}\n`);
  const { err } = await home.run(["keys", "show", "broken"], { code: 1 });
  assertEquals(err.includes(hex), false);
});
