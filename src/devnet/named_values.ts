import { Code } from "@connectrpc/connect";
import { describeNamedValues } from "../wasm/core.ts";
import { refusal } from "./refusal.ts";

/** Refuses values that are not well-formed, or of which two have one name. */
export function checkNamedValues(values: Uint8Array[]): void {
  try {
    describeNamedValues(values);
  } catch (error) {
    throw refusal(Code.InvalidArgument, `invalid values: ${(error as Error).message}`);
  }
}
