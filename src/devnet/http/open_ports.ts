import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import { HOST, listen, type Listener } from "./server.ts";

/** Opens a port for each handler, the wanted one where it is free; returns their URLs. */
export async function openPorts(
  handlers: readonly UniversalHandlerFn[],
  wanted: readonly number[],
  resources: AsyncDisposableStack,
): Promise<string[]> {
  const urls: string[] = [];
  for (const [index, handler] of handlers.entries()) {
    const listener = await listenOrElsewhere(handler, wanted[index] ?? 0);
    resources.defer(() => listener.close());
    urls.push(`http://${HOST}:${listener.port}`);
  }
  return urls;
}

async function listenOrElsewhere(handler: UniversalHandlerFn, port: number): Promise<Listener> {
  try {
    return await listen(handler, port);
  } catch (error) {
    const isTaken = port !== 0 && error instanceof Error && "code" in error &&
      error.code === "EADDRINUSE";
    if (!isTaken) throw error;
    return await listen(handler, 0);
  }
}
