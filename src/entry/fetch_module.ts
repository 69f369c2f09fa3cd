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
      `${url} is not a WASM file (status ${response.status}, ${type || "no type"}): ` +
        "serve the package's .wasm files there",
    );
  }
  // Compiled while it arrives, and kept compiled by browsers; those take only this very type.
  if (type === "application/wasm") return await WebAssembly.compileStreaming(response);
  return await WebAssembly.compile(await response.arrayBuffer());
}
