import { BinaryReader } from "@bufbuild/protobuf/wire";
import { Code } from "@connectrpc/connect";
import { refusal } from "./refusal.ts";

const NAME_FIELD = 1;
const VALUE_FIELD = 2;

/** Refuses serialized `NamedValue` messages that hold nothing, or of which two have one name. */
export function checkNamedValues(values: Uint8Array[]): void {
  const names = new Set<string>();
  for (const bytes of values) {
    const { name, isEmpty } = describe(bytes);
    if (isEmpty) throw invalidValues("no value provided");
    if (names.has(name)) throw invalidValues(`duplicate value: ${name}`);
    names.add(name);
  }
}

/** Reads a value's name and whether it is there at all, and no more: a blob has tens of thousands of shares. */
function describe(bytes: Uint8Array): { name: string; isEmpty: boolean } {
  try {
    const reader = new BinaryReader(bytes);
    let name = "";
    let isEmpty = true;
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      if (field === NAME_FIELD) name = reader.string();
      else if (field === VALUE_FIELD) isEmpty = reader.bytes().length === 0;
      else reader.skip(wireType);
    }
    return { name, isEmpty };
  } catch {
    throw refusal(Code.Internal, "failed to decode Protobuf message");
  }
}

function invalidValues(what: string) {
  return refusal(Code.InvalidArgument, `invalid values: ${what}`);
}
