import type { Duplex } from "node:stream";
import { builtin } from "../base/builtins.ts";

const prefaceLength = 24;
const headLength = 9;
const goaway = 7;

/**
 * A connection over HTTP/2 of which the server gets everything but GOAWAY frames, with which a client announces that it
 * opens no more streams.
 *
 * They tell a devnet nothing: it opens no streams, and the connection closes when the client has gone. In Deno 2.9.6 they
 * end the process, since its `node:http2` then looks at memory that is freed (denoland/deno#36788).
 */
export function withoutGoaway(socket: Duplex): Duplex {
  const remove = goawayRemover();
  const { Duplex } = builtin("node:stream", "A devnet that listens");
  const connection = new Duplex({
    read: () => void socket.resume(),
    write: (chunk, encoding, done) => void socket.write(chunk, encoding, done),
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on("data", (chunk: Uint8Array) => {
    let mayGoOn = true;
    for (const piece of remove(chunk)) mayGoOn = connection.push(piece);
    if (!mayGoOn) socket.pause();
  });
  socket.on("end", () => connection.push(null));
  socket.on("close", () => connection.destroy());
  return connection;
}

/** Gives the pieces of what a client sends that are no part of a GOAWAY frame. */
function goawayRemover(): (chunk: Uint8Array) => Uint8Array[] {
  let head: number[] = [];
  let keepBytes = prefaceLength;
  let dropBytes = 0;
  return (chunk) => {
    const kept: Uint8Array[] = [];
    for (let at = 0; at < chunk.length;) {
      if (keepBytes > 0) {
        const piece = chunk.subarray(at, at + keepBytes);
        kept.push(piece);
        at += piece.length;
        keepBytes -= piece.length;
      } else if (dropBytes > 0) {
        const length = Math.min(dropBytes, chunk.length - at);
        at += length;
        dropBytes -= length;
      } else {
        head.push(chunk[at++]!);
        if (head.length < headLength) continue;
        const [high, middle, low, type] = head as [number, number, number, number];
        const length = (high << 16) | (middle << 8) | low;
        if (type === goaway) dropBytes = length;
        else {
          kept.push(Uint8Array.from(head));
          keepBytes = length;
        }
        head = [];
      }
    }
    return kept;
  };
}
