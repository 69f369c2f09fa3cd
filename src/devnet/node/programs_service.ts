import { Code, type ConnectRouter } from "@connectrpc/connect";
import { Programs } from "../../gen/nillion/programs/v1/service_pb.ts";
import { sha256 } from "../../core/core.ts";
import { loadPrograms } from "../../core/load_programs.ts";
import { programMetadata } from "../../core/program_metadata.ts";
import { AdmissionRefusal } from "../../core/program_refusal.ts";
import type { ProgramDescription, Programs as Compiler } from "../../core/programs.ts";
import { findExceededLimit } from "./program_limits.ts";
import { callerOf } from "../http/auth.ts";
import { encodeHex } from "../../base/hex.ts";
import type { ProgramStore } from "./program_store.ts";
import type { Receipts } from "./receipts.ts";
import { malformed, refusal } from "../base/refusal.ts";

const nameLengthMax = 128;

/** Stores programs, after all checks that a node makes. */
export function programsService(
  router: ConnectRouter,
  store: ProgramStore,
  receipts: Receipts,
): void {
  router.service(Programs, {
    async storeProgram({ program, signedReceipt }, context) {
      const user = callerOf(context);
      const compiler = await loadPrograms();
      if (signedReceipt === undefined) throw malformed("'signed_receipt' not set");
      const { details } = receipts.redeem(signedReceipt, "storeProgram", context);
      checkName(details.name);
      const hash = encodeHex(sha256(program));
      if (hash !== encodeHex(details.contentsSha256)) {
        throw refusal(Code.InvalidArgument, "invalid program hash");
      }
      const description = examine(program, compiler);
      refuseNestedInputs(description);
      const exceeded = findExceededLimit(programMetadata(description, program.length));
      if (exceeded !== undefined) throw refusal(Code.InvalidArgument, exceeded);
      const programId = `${user}/${details.name}/sha256/${hash}`;
      store.set(programId, { bytes: program, description });
      return { programId };
    },
  });
}

function checkName(name: string): void {
  if (name === "") {
    throw refusal(Code.InvalidArgument, "empty program names are not allowed");
  }
  if (new TextEncoder().encode(name).length > nameLengthMax) {
    throw refusal(Code.InvalidArgument, "program name is too long");
  }
  const forbidden = [...name].find((char) => !/[A-Za-z0-9+.:_-]/.test(char));
  if (forbidden !== undefined) {
    throw refusal(Code.InvalidArgument, `'${forbidden}' is not allowed in program names`);
  }
}

/** The nodes' compiler refuses inputs that are arrays of arrays; the core's does not. */
function refuseNestedInputs({ inputs }: ProgramDescription): void {
  if (!inputs.some(({ type }) => type.startsWith("Array [Array ["))) return;
  throw refusal(Code.InvalidArgument, "invalid program: program compilation error");
}

function examine(program: Uint8Array, compiler: Compiler): ProgramDescription {
  try {
    return compiler.examine(program);
  } catch (error) {
    if (!(error instanceof AdmissionRefusal)) throw error;
    throw refusal(Code.InvalidArgument, error.message);
  }
}
