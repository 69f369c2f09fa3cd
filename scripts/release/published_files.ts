import { createHash } from "node:crypto";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The paths of the files that `deno publish --dry-run` says it would publish, from the root of the checkout.
 *
 * @param output What the command prints.
 * @param root The path of the checkout.
 * @throws {Error} When the command names no file.
 */
export function publishedFiles(output: string, root: string): string[] {
  const files = [...output.matchAll(/^ +(file:\/\/\S+) \([\d.]+\w+\)$/gm)]
    .map(([, url]) => relative(root, fileURLToPath(url!)));
  if (files.length === 0) throw new Error(`deno publish --dry-run names no files:\n${output}`);
  return files.sort();
}

/** Lines that `sha256sum --check` understands: the hash of each file, and its path. */
export function checksums(files: ReadonlyMap<string, Uint8Array>): string {
  return [...files].map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join("");
}

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
