import { dirname, join } from "node:path";

const pages = new URL("../../../docs/deploy/", import.meta.url);
const tarballInPages = "/path/of/nilvm-client-0.1.0.tgz";

/** A project as a page describes it. */
export interface PageProject {
  /** The texts of its files by their paths: blocks of code below a line that has only a path. */
  files: ReadonlyMap<string, string>;
  /** Its commands in their order: the lines of the blocks of `sh`. */
  commands: string[];
}

/**
 * Reads the project of a page of `docs/deploy`.
 *
 * @param tarball The package, in place of the path that the page has.
 */
export async function readPage(name: string, tarball = tarballInPages): Promise<PageProject> {
  const text = await Deno.readTextFile(new URL(name, pages));
  const block = /(?:^`([^`\n]+)`[^\n]*:\n\n)?^```(\w+)[^\n]*\n([^]*?)^```$/gm;
  const files = new Map<string, string>();
  const commands: string[] = [];
  for (const [, path, language, code = ""] of text.matchAll(block)) {
    if (language === "sh") commands.push(...code.trimEnd().split("\n"));
    else if (path !== undefined) files.set(path, code);
  }
  return { files, commands: commands.map((line) => line.replace(tarballInPages, tarball)) };
}

/** Writes the files of a project into a folder. */
export async function writeFiles(folder: string, { files }: PageProject): Promise<void> {
  for (const [path, text] of files) {
    await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
    await Deno.writeTextFile(join(folder, path), text);
  }
}
