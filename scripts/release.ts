/**
 * Releases the version that `deno.json` has: `deno task release [--publish]`.
 *
 * Refuses a tree with changes and a version that `CHANGELOG.md` does not have. Then runs `deno task ok`, builds the package
 * for npm, and prints SHA-256 of what would be published. `--publish` then publishes on JSR and on npm, each with a
 * provenance: a signed statement of the commit and the workflow that the package comes from. It refuses to where no
 * provenance can be made.
 *
 * @module
 */
import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { run } from "../tools/run.ts";
import { buildNpm } from "./build_npm.ts";
import { checksums, publishedFiles, sha256 } from "./release/published_files.ts";
import { refusals } from "./release/refusals.ts";

const root = new URL("../", import.meta.url).pathname;
const deno = Deno.execPath();
const sumsFile = ".cache/jsr_files.sha256";

/** Runs a program that writes to this terminal, and ends this process when it fails. */
async function runHere(program: string, ...args: string[]): Promise<void> {
  const options = { args, cwd: root, stdin: "null", stdout: "inherit", stderr: "inherit" } as const;
  const { success } = await new Deno.Command(program, options).output();
  if (success) return;
  console.error(`${program} ${args.join(" ")} failed`);
  Deno.exit(1);
}

/** Where the sources are: npm's registry compares it with the provenance. */
function repository(): string | undefined {
  const [server, name] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY"].map((key) => Deno.env.get(key));
  return server && name ? `git+${server}/${name}.git` : undefined;
}

/** Writes the hashes of the files for JSR, and returns their text. */
async function hashJsrFiles(): Promise<string> {
  // The list of files is on the error output.
  const { success, stderr } = await new Deno.Command(deno, {
    args: ["publish", "--dry-run"],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  const output = new TextDecoder().decode(stderr);
  if (!success) throw new Error(`deno publish --dry-run failed:\n${output}`);
  const files = new Map<string, Uint8Array>();
  for (const path of publishedFiles(output, root)) {
    files.set(path, await Deno.readFile(join(root, path)));
  }
  const sums = checksums(files);
  await Deno.writeTextFile(join(root, sumsFile), sums);
  return sums;
}

const isPublish = Deno.args.includes("--publish");
if (Deno.args.some((arg) => arg !== "--publish")) {
  console.error("Usage: deno task release [--publish]");
  Deno.exit(2);
}

const { version } = config;
const changes = await run("git", ["status", "--porcelain"], { cwd: root });
const reasons = refusals({
  version,
  changelog: await Deno.readTextFile(join(root, "CHANGELOG.md")),
  changes: new TextDecoder().decode(changes),
  isPublish,
  environment: Deno.env.toObject(),
});
if (reasons.length > 0) {
  console.error(
    `${version} is not released:\n${reasons.map((reason) => `- ${reason}`).join("\n")}`,
  );
  Deno.exit(1);
}

await runHere(deno, "task", "ok");
const tarball = await buildNpm(repository());
const sums = await hashJsrFiles();
const list = await Deno.readFile(join(root, "sbom.cdx.json"));
console.log(`SHA-256 of ${config.name} ${version}:
${sha256(await Deno.readFile(tarball))}  ${tarball}
${sha256(sums)}  ${sumsFile}, the hashes of the files for JSR
${sha256(list)}  sbom.cdx.json, which both packages have`);
if (repository() === undefined) {
  console.log("The package.json of a publish also names the repository, so its tarball differs.");
}

if (isPublish) {
  // JSR comes first: where a version is published already, its command goes on, and npm's fails.
  await runHere(deno, "publish");
  await runHere("npm", "publish", "--provenance", "--access", "public", tarball);
} else {
  console.log("Nothing was published. deno task release --publish does it, in GitHub Actions.");
}
