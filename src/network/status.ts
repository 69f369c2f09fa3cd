import { fromBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { decodeBase64 } from "../base/base64.ts";
import { StatusSchema } from "../gen/google/rpc/status_pb.ts";

const decoder = new TextDecoder();

/**
 * Reads the trailers of gRPC-Web: lines as those of headers.
 *
 * @throws {TypeError} When a name or a value cannot be one of a header.
 */
export function parseTrailers(data: Uint8Array): Headers {
  const trailers = new Headers();
  for (const line of decoder.decode(data).split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) trailers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return trailers;
}

/**
 * The status in headers and trailers as an error, if it is one of failure. A serialized status comes before the code and
 * the message.
 *
 * @throws {Error} When the status is malformed.
 */
export function statusError(headers: Headers): ConnectError | undefined {
  const details = headers.get("grpc-status-details-bin");
  if (details !== null) {
    const bytes = decodeBase64(details.replaceAll("-", "+").replaceAll("_", "/"));
    if (bytes === undefined) throw new SyntaxError("its details are not base64");
    const status = fromBinary(StatusSchema, bytes);
    if (status.code === 0) return undefined;
    const error = new ConnectError(status.message, status.code, headers);
    error.details = status.details.map(({ typeUrl, value }) => ({
      type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1),
      value,
    }));
    return error;
  }
  const status = headers.get("grpc-status");
  if (status === null || status === "0") return undefined;
  const code = Number.parseInt(status, 10);
  if (!(code in Code)) {
    return new ConnectError(`invalid grpc-status: ${status}`, Code.Internal, headers);
  }
  return new ConnectError(decodeURIComponent(headers.get("grpc-message") ?? ""), code, headers);
}
