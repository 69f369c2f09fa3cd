import type { UniversalHandlerFn, UniversalServerRequest } from "@connectrpc/connect/protocol";
import type { Chain } from "../chain/chain.ts";
import { PAYLOAD_BYTES_MAX } from "./limits.ts";

/** Serves the chain's JSON-RPC. */
export function chainEndpoint(chain: Chain): UniversalHandlerFn {
  return async (request) => {
    const body = await readBody(request);
    if (body === undefined) return { status: 413 };
    const hasBody = request.method !== "GET" && request.method !== "HEAD";
    const response = await chain.fetch(
      new Request(request.url, {
        method: request.method,
        headers: request.header,
        body: hasBody ? body : null,
      }),
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      header: response.headers,
      body: (async function* () {
        yield bytes;
      })(),
    };
  };
}

/** The whole body of a request, or `undefined` where it is larger than anything that makes sense. */
async function readBody(request: UniversalServerRequest): Promise<Blob | undefined> {
  const chunks: BlobPart[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    size += chunk.length;
    if (size > PAYLOAD_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return new Blob(chunks);
}
