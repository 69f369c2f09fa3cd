import { endings, tryEarlyEnding, tryEndings } from "../../support/devnet_process.ts";

const root = new URL("../../../", import.meta.url).pathname;

Deno.test("a devnet of the command line ends when its input is closed while it starts", async () => {
  const args = ["run", "--no-check", "-A", "src/cli/cli.ts", "devnet"];
  await tryEarlyEnding({ program: Deno.execPath(), args, cwd: root });
});

for (const [name, ending] of Object.entries(endings)) {
  Deno.test(`a devnet of the command line ends by ${name}, and its state is whole`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const program = Deno.execPath();
      const args = ["run", "--no-check", "-A", "src/cli/cli.ts", "devnet"];
      const again = { [name]: ending, [`${name}, the second time`]: ending };
      await tryEndings({ program, args, cwd: root }, again, `${folder}/state`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
