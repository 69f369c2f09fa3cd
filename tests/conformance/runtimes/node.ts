import { bundle, output, runCommand, type Runtime, wasm } from "./runtime.ts";

/** The Node that is installed, with the package as npm installs it from its tarball. */
export async function node(): Promise<Runtime> {
  const version = await output("node", ["--version"]);
  return {
    name: "Node",
    title: `Node ${version.slice(1)}`,
    async run(job) {
      const folder = await Deno.makeTempDir();
      try {
        await Deno.writeTextFile(`${folder}/package.json`, `{ "type": "module" }`);
        await bundle("node.ts", `${folder}/suite.js`);
        for (const name of ["masking_bg.wasm", "programs_bg.wasm"]) {
          await Deno.copyFile(new URL(name, wasm), `${folder}/${name}`);
        }
        return await runCommand("node", ["suite.js"], job, folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  };
}
