import { endings, tryEndings } from "../../support/devnet_process.ts";

const root = new URL("../../../", import.meta.url).pathname;

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
