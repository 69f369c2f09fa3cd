/**
 * Calls of a chain's gRPC, for the clients that cosmjs-types generates.
 *
 * @module
 */
import { connect, type IncomingHttpHeaders } from "node:http2";
import { Buffer } from "node:buffer";

/** The answer: a message, or a status other than OK. */
export interface GrpcAnswer {
  headers: IncomingHttpHeaders;
  status: number;
  text: string;
  body: Uint8Array;
}

/** A refusal of the chain's gRPC. */
export class GrpcRefusal extends Error {
  constructor(readonly status: number, message: string) {
    super(`${status}: ${message}`);
  }
}

/** Posts frames to the path of a method, without changes. */
export async function postFrames(
  endpoint: string,
  path: string,
  frames: Uint8Array,
): Promise<GrpcAnswer> {
  const session = connect(endpoint);
  try {
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
    });
    let headers: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders = {};
    stream.on("response", (received) => headers = received);
    stream.on("trailers", (received) => trailers = received);
    const chunks: Uint8Array[] = [];
    stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    stream.end(Buffer.from(frames));
    await new Promise((resolve, reject) => stream.once("end", resolve).once("error", reject));
    return {
      headers,
      status: Number(trailers["grpc-status"]),
      text: decodeURIComponent(String(trailers["grpc-message"] ?? "")),
      body: Uint8Array.from(Buffer.concat(chunks)),
    };
  } finally {
    await new Promise<void>((resolve) => session.close(resolve));
  }
}

/** One message in its frame. */
export function frame(message: Uint8Array, flags = 0): Uint8Array {
  const framed = new Uint8Array(5 + message.length);
  framed[0] = flags;
  new DataView(framed.buffer).setUint32(1, message.length);
  framed.set(message, 5);
  return framed;
}

/** The interface that the generated clients need. */
export function grpcRpc(endpoint: string): {
  request(service: string, method: string, data: Uint8Array): Promise<Uint8Array>;
} {
  return {
    async request(service, method, data) {
      const { status, text, body } = await postFrames(
        endpoint,
        `/${service}/${method}`,
        frame(data),
      );
      if (status !== 0) throw new GrpcRefusal(status, text);
      return body.subarray(5);
    },
  };
}
