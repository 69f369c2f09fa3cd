import { bundleIntoFile } from "../../../tools/bundle.ts";
import { run } from "../../../tools/run.ts";
import { authorityFile } from "../../support/tls_fixture.ts";
import { hosts, runCommand, type Runtime } from "./runtime.ts";

/** The installed Node, with the package installed by npm from its tarball. */
export async function node(tarball: string): Promise<Runtime> {
  const version = new TextDecoder().decode(await run("node", ["--version"])).trim();
  return {
    name: "Node",
    title: `Node ${version.slice(1)}`,
    async run(job) {
      const folder = await Deno.makeTempDir();
      try {
        await Deno.writeTextFile(`${folder}/package.json`, `{ "type": "module" }`);
        await run("npm", ["install", "--no-audit", "--no-fund", tarball], { cwd: folder });
        await bundleIntoFile(
          new URL("node.ts", hosts),
          `${folder}/suite.js`,
          "--external=@nilvm/client/*",
        );
        return await runCommand("node", ["suite.js"], job, {
          cwd: folder,
          env: { NODE_EXTRA_CA_CERTS: authorityFile },
        });
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  };
}
