import { UnavailableError } from "../errors/mod.ts";

/**
 * Compiles a WASM file from where it is served.
 *
 * @throws {UnavailableError} When there is something else, or nothing.
 */
export async function fetchModule(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  const type = response.headers.get("content-type") ?? "";
  // Many servers answer with a page where there is no file.
  if (!response.ok || type.startsWith("text/html")) {
    await response.body?.cancel();
    throw new UnavailableError(
      `${url} is no WASM file (status ${response.status}, ${type || "no type"}): ` +
        "put the package's .wasm files there, as they are not part of its JavaScript",
    );
  }
  // Compiled while it arrives, and kept compiled by browsers; those take only this very type.
  if (type === "application/wasm") return await WebAssembly.compileStreaming(response);
  return await WebAssembly.compile(await response.arrayBuffer());
}
