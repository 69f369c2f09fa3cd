/**
 * The two messages of the chain's simulation, `SimulateRequest` and `SimulateResponse` of
 * `cosmos.tx.v1beta1`. The chain's library has them too, with 24 kB of other messages.
 *
 * @module
 */
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** Asks what a transaction would do. */
export function simulateRequest(txBytes: Uint8Array): Uint8Array {
  const field = 2;
  return new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(txBytes).finish();
}

/** The gas that the transaction would use: `gas_used` of `gas_info`; 0 if the answer has none. */
export function gasUsedIn(answer: Uint8Array): number {
  let gasUsed = 0;
  const reader = new BinaryReader(answer);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === 1 && type === WireType.LengthDelimited) gasUsed = gasUsedOf(reader.bytes());
    else reader.skip(type, field);
  }
  return gasUsed;
}

function gasUsedOf(gasInfo: Uint8Array): number {
  let gasUsed = 0;
  const reader = new BinaryReader(gasInfo);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === 2 && type === WireType.Varint) gasUsed = Number(reader.uint64());
    else reader.skip(type, field);
  }
  return gasUsed;
}
