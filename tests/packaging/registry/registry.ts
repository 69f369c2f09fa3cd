/**
 * A registry on this machine that takes a package from `deno publish` and serves it as JSR does: the same addresses, the
 * same metadata, and the files exactly as Deno uploads them, with the names of the import map replaced.
 *
 * What JSR has and this lacks: the graph of modules in the metadata of a version (`moduleGraph2`), which lets Deno load
 * files sooner and is optional; the checks of the upload, most of which `deno publish` makes too; accounts.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { extname } from "node:path/posix";
import { run } from "../../../tools/run.ts";
import { type NpmForm, npmForm, npmName } from "./npm_form.ts";
import { readTar } from "./read_tar.ts";

/** What was published. */
export interface PublishedPackage {
  /** Such as `@nilvm/client`. */
  name: string;
  version: string;
  /** The entry points by their names, as in `deno.json`. */
  exports: Record<string, string>;
  /** The files as they were uploaded, by their paths, each beginning with a slash. */
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** A registry with one package. */
export interface Registry extends AsyncDisposable {
  /** What `JSR_URL` has to be. */
  url: string;
  published: PublishedPackage;
}

/** The types that JSR serves, by the extensions of the files. */
const types: Record<string, string> = {
  ".ts": "text/typescript",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Starts a registry and publishes a checkout there with `deno publish`, which uploads nothing else anywhere. */
export async function startRegistry(checkout: string): Promise<Registry> {
  let published: PublishedPackage | undefined;
  let form: Promise<NpmForm> | undefined;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, origin } = new URL(request.url);
    if (pathname.startsWith("/api/")) {
      if (request.method !== "POST") return answerBeforeUpload(pathname);
      published = await readUpload(request);
      return Response.json({ id: crypto.randomUUID(), status: "success", error: null });
    }
    if (published === undefined) return new Response("Nothing is published", { status: 404 });
    const path = decodeURIComponent(pathname);
    return path.includes(npmName(published.name))
      ? answerNpm(published, await (form ??= npmForm(published)), path, origin)
      : answerJsr(published, path);
  });
  const url = `http://127.0.0.1:${server.addr.port}/`;
  const args = ["publish", "--token=none", "--no-provenance", "--allow-dirty", "--no-check"];
  try {
    await run(Deno.execPath(), args, { cwd: checkout, env: { JSR_URL: url } });
    if (published === undefined) throw new Error("deno publish has uploaded nothing");
  } catch (error) {
    await server.shutdown();
    throw error;
  }
  return { url, published, [Symbol.asyncDispose]: () => server.shutdown() };
}

/** The package exists, and this version of it does not. */
function answerBeforeUpload(pathname: string): Response {
  if (!pathname.includes("/versions/")) return Response.json({});
  return Response.json({ code: "packageVersionNotFound", message: "" }, { status: 404 });
}

async function readUpload(request: Request): Promise<PublishedPackage> {
  const unpacked = request.body!.pipeThrough(new DecompressionStream("gzip"));
  const files = readTar(await new Response(unpacked).bytes());
  const config = files.get(new URL(request.url).searchParams.get("config")!);
  const { name, version, exports } = JSON.parse(new TextDecoder().decode(config));
  return { name, version, exports, files };
}

function answerJsr(published: PublishedPackage, path: string): Response {
  const { name, version, files, exports } = published;
  if (path === `/${name}/meta.json`) {
    const [scope, shortName] = name.slice(1).split("/");
    const versions = { [version]: { createdAt: "2026-01-01T00:00:00Z" } };
    return Response.json({ scope, name: shortName, latest: version, versions });
  }
  if (path === `/${name}/${version}_meta.json`) {
    return Response.json({ manifest: manifest(files), exports });
  }
  const folder = `/${name}/${version}`;
  const file = path.startsWith(`${folder}/`) ? files.get(path.slice(folder.length)) : undefined;
  if (file === undefined) return new Response(`No file ${path}`, { status: 404 });
  const type = types[extname(path)] ?? "text/plain";
  return new Response(file, { headers: { "content-type": type } });
}

/** What JSR answers to npm, whose setting `@jsr:registry` names it. */
function answerNpm(
  { name, version }: PublishedPackage,
  { manifest, tarball }: NpmForm,
  path: string,
  origin: string,
): Response {
  if (path.endsWith(".tgz")) return new Response(tarball);
  const address = new URL(`/~/${npmName(name)}/${version}.tgz`, origin).href;
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const versions = { [version]: { ...manifest, dist: { tarball: address, integrity } } };
  return Response.json({ name: npmName(name), "dist-tags": { latest: version }, versions });
}

/** The sizes and hashes by which Deno checks what it loads. */
function manifest(files: PublishedPackage["files"]): Record<string, unknown> {
  return Object.fromEntries(
    [...files].map(([path, bytes]) => [path, {
      size: bytes.length,
      checksum: `sha256-${createHash("sha256").update(bytes).digest("hex")}`,
    }]),
  );
}
