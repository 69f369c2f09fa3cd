const blockBytes = 512;

/**
 * The files of an unpacked tar archive by their paths, each beginning with a slash.
 *
 * `tar` itself is not used: `deno publish` gives its files no permissions, and only root can read those.
 *
 * @throws {Error} For an entry that is no plain file.
 */
export function readTar(archive: Uint8Array<ArrayBuffer>): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const text = (start: number, length: number) =>
    new TextDecoder().decode(archive.subarray(start, start + length)).replace(/\0.*$/s, "");
  let at = 0;
  while (archive[at] !== undefined && archive[at] !== 0) {
    const name = text(at, 100);
    const size = parseInt(text(at + 124, 12), 8);
    const type = text(at + 156, 1);
    if (type !== "" && type !== "0") throw new Error(`${name} is an entry of type ${type}`);
    const start = at + blockBytes;
    files.set(name.replace(/^\.?\/?/, "/"), archive.slice(start, start + size));
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
}
