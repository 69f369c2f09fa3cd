/** The command lines that pages print do what the pages say, word for word. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CliHome } from "../support/cli_process.ts";

async function page(path: string): Promise<string> {
  return await Deno.readTextFile(new URL(`../../${path}`, import.meta.url));
}

/** The part of a page from one heading to another. */
function part(text: string, from: string, to: string): string {
  const [start, end] = [text.indexOf(`## ${from}\n`), text.indexOf(`## ${to}\n`)];
  assert(start >= 0 && end > start, `${from}, ${to}`);
  return text.slice(start, end);
}

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))]
    .map(([, code]) => code!);
}

/** A folder of somebody who has nothing yet, and what runs there. */
class Newcomer implements AsyncDisposable {
  readonly home: CliHome;
  #devnet: Deno.ChildProcess | undefined;

  constructor(home: CliHome) {
    this.home = home;
  }

  /** Runs the lines of a part of a page, as they stand. Gives what the last one has shown. */
  async follow(text: string): Promise<string> {
    const ids = { ID: "", USER: "bob" };
    let shown = "";
    for (const line of blocks(text, "sh").join("").trim().split("\n")) {
      const step = line.replace(/ +#.*/, "");
      const [, content, file] = /^echo (\S+) > (\S+)$/.exec(step) ?? [];
      if (file !== undefined) {
        await this.home.file(file, `${content}\n`);
        continue;
      }
      const [command, ...words] = step.split(" ").map((word) =>
        word.replace(/\b(ID|USER)\b/, (name) => ids[name as keyof typeof ids])
      );
      assert(command === "nilvm", line);
      if (words[0] === "devnet") {
        await this.#leaveRunning(words);
        continue;
      }
      shown = (await this.home.run(words)).out;
      // As a reader would copy it.
      ids.ID = /^Stored ([\w-]{36})$/m.exec(shown)?.[1] ?? ids.ID;
    }
    return shown;
  }

  async #leaveRunning(words: readonly string[]): Promise<void> {
    this.#devnet = this.home.spawn(words);
    const { stdout, stderr } = this.#devnet;
    // A port that another test has is replaced, which it tells there.
    stderr.pipeTo(new WritableStream());
    const reader = stdout.pipeThrough(new TextDecoderStream()).getReader();
    for (let shown = ""; !shown.includes("Ready");) {
      const { value, done } = await reader.read();
      assert(!done, shown);
      shown += value;
    }
    reader.cancel();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#devnet?.kill("SIGINT");
    await this.#devnet?.status;
    await this.home[Symbol.asyncDispose]();
  }
}

Deno.test("a newcomer follows docs/cli.md from nothing to a program of two users, without a second try", async () => {
  await using newcomer = new Newcomer(await CliHome.make());
  const { home } = newcomer;
  const cli = await page("docs/cli.md");
  const [vote, ...others] = blocks(cli, "js");
  assert(vote !== undefined && others.length === 0);
  await newcomer.follow(
    part(cli, "From nothing to a shared secret", "From a program to its results"),
  );
  await home.file("vote.mjs", vote);
  const steps = part(cli, "From a program to its results", "Who and where");
  const [alone, two, permitted] = blocks(steps, "sh").map((block) => `\`\`\`sh\n${block}\`\`\``);
  assertStringIncludes(await newcomer.follow(alone!), "sum     SecretInteger  10");
  const his = await newcomer.follow(two!);
  assertStringIncludes(his, "agree   PublicBoolean  true\nsum     SecretInteger  10");
  const shown = await newcomer.follow(permitted!);
  assertStringIncludes(shown, "sum     SecretInteger  10");
  assertEquals((await home.json("payments", ["payments"])).payments, []);
  // Bob has read what was for him, and so has the other.
  assertEquals((await home.json("ls", ["ls"])).computations, []);

  const [test] = blocks(cli, "yaml");
  await Deno.mkdir(`${home.folder}/tests`);
  await home.file("tests/vote.yaml", test!);
  assertStringIncludes((await home.run(["program", "test"])).out, "ok");
});

Deno.test("a newcomer follows README.md, without a second try", async () => {
  await using newcomer = new Newcomer(await CliHome.make());
  const { home } = newcomer;
  const [vote] = blocks(await page("docs/cli.md"), "js");
  const files = { "vote.mjs": vote!, "note.txt": "hello", "a.txt": "5", "b.txt": "5" };
  for (const [name, content] of Object.entries(files)) await home.file(name, content);
  // Another user, whose id a reader has.
  await home.run(["keys", "new", "bob"]);
  const readme = part(await page("README.md"), "From the command line", "Size and speed");
  assertStringIncludes(await newcomer.follow(readme), "sum     SecretInteger  10");
});
