import { bundleIntoFile } from "../../../tools/bundle.ts";
import { installedRuntime } from "../../../tools/installed_runtime.ts";
import { run } from "../../../tools/run.ts";
import { authorityFile } from "../../support/tls_fixture.ts";
import type { Kit } from "./kit.ts";
import { hosts, runCommand, type Runtime } from "./runtime.ts";

/** Node from npm, with the package installed by npm from its tarball. */
export async function node(version: string, kit: Kit): Promise<Runtime> {
  return await inProject("Node", "node", version, kit);
}

/** Bun from npm, likewise. */
export async function bun(version: string, kit: Kit): Promise<Runtime> {
  return await inProject("Bun", "bun", version, kit);
}

async function inProject(
  title: string,
  name: "node" | "bun",
  version: string,
  kit: Kit,
): Promise<Runtime> {
  const program = await installedRuntime(name, version);
  const words = new TextDecoder().decode(await run(program, ["--version"])).trim();
  return {
    title: `${title} ${words.replace("v", "")}`,
    async run(job) {
      const project = await kit.project();
      const script = `suite_${name}.js`;
      await bundleIntoFile(
        new URL(`${name}.ts`, hosts),
        `${project}/${script}`,
        "--external=@nilvm/client",
        "--external=@nilvm/client/*",
      );
      return await runCommand(program, [script], job, {
        cwd: project,
        env: { NODE_EXTRA_CA_CERTS: authorityFile },
      });
    },
  };
}
