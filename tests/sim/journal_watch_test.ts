/** Which calls the simulator excuses that denied a payment which the next process makes. */
import { create, toBinary } from "@bufbuild/protobuf";
import { assertEquals } from "@std/assert";
import { encodeHex } from "../../src/base/hex.ts";
import { PriceQuoteSchema } from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import { JournalWatch } from "./journal_watch.ts";

const nonce = new Uint8Array(32).fill(7);
const quote = encodeHex(toBinary(PriceQuoteSchema, create(PriceQuoteSchema, { nonce })));
const entry = JSON.stringify({ quote: { quote: { hex: quote } } });

/** A journal in which the entry is written from 10 to 20 and, unless it is left, removed in the 10 from a time on. */
function watched(removalMs: number | undefined): JournalWatch {
  let nowMs = 10;
  const watch = new JournalWatch(() => nowMs);
  const written = watch.begin("id", entry);
  nowMs = 20;
  written();
  if (removalMs === undefined) return watch;
  nowMs = removalMs;
  const removed = watch.begin("id", undefined);
  nowMs += 10;
  removed();
  return watch;
}

for (
  const [what, removalMs, endMs, crashedMs, isExcused] of [
    ["while the entry is written, and before it is removed", 20, 15, 25, true],
    ["while the entry is written, and in the moment in which it is", undefined, 15, 20, true],
    ["before the entry is written", 20, 5, 25, false],
    ["after the entry was written", 20, 22, 25, false],
    ["while the entry is written, and after it is removed", 20, 15, 35, false],
    ["while the entry is written, and its client left it", undefined, 15, 25, false],
    ["while the entry is written, and the next process removes it", 40, 15, 25, false],
  ] as const
) {
  Deno.test(`a call that ends ${what} ${isExcused ? "is" : "is not"} excused`, () => {
    const watch = watched(removalMs);
    assertEquals(watch.wasLeftBehind(encodeHex(nonce), endMs, crashedMs), isExcused);
  });
}
