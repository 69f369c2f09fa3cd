import { bundleIntoFile } from "../../../tools/bundle.ts";
import { npmInstall } from "../../../tools/npm_install.ts";
import { run } from "../../../tools/run.ts";
import { authorityFile } from "../../support/tls_fixture.ts";
import type { Kit } from "./kit.ts";
import { hosts, runCommand, type Runtime } from "./runtime.ts";

/** Vercel's edge runtime from npm, in which no code may be generated, with the package installed by npm. */
export async function edge(version: string, kit: Kit): Promise<Runtime> {
  const packages = [`@edge-runtime/vm@${version}`, "esbuild@0.28.2"];
  const folder = await npmInstall(`edge-runtime-${version}`, packages);
  return {
    title: `edge-runtime ${version}`,
    async run(job) {
      const project = await kit.project();
      await bundleIntoFile(
        new URL("edge.ts", hosts),
        `${project}/suite_edge.js`,
        "--external=@nilvm/client",
        "--external=@nilvm/client/*",
      );
      await run(`${folder}/node_modules/.bin/esbuild`, [
        ...["suite_edge.js", "--bundle", "--format=cjs", "--platform=browser"],
        ...["--conditions=edge-light", "--external:*.wasm?module"],
        `--outfile=${folder}/suite.js`,
      ], { cwd: project });
      await Deno.copyFile(new URL("edge_vm.js", hosts), `${folder}/edge_vm.js`);
      const core = `${project}/node_modules/@nilvm/client/src/core`;
      return await runCommand("node", ["edge_vm.js", core], job, {
        cwd: folder,
        env: { NODE_EXTRA_CA_CERTS: authorityFile },
      });
    },
  };
}
