import { UnavailableError } from "../errors/mod.ts";

/**
 * Fetches and compiles a WASM file.
 *
 * @throws {UnavailableError} When the URL serves something else, or nothing.
 */
export async function fetchModule(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  const type = response.headers.get("content-type") ?? "";
  // Many servers answer with a page when a file is missing.
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
