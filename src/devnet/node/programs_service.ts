import { Code, type ConnectRouter } from "@connectrpc/connect";
import { Programs } from "../../gen/nillion/programs/v1/service_pb.ts";
import { sha256 } from "../../core/core.ts";
import { loadPrograms } from "../../core/load_programs.ts";
import { programMetadata } from "../../core/program_metadata.ts";
import { AdmissionRefusal } from "../../core/program_refusal.ts";
import type { ProgramDescription, Programs as Compiler } from "../../core/programs.ts";
import { auditProgram } from "./program_limits.ts";
import { callerOf } from "../http/caller.ts";
import { hexOf } from "../hex.ts";
import type { ProgramStore } from "./program_store.ts";
import type { ReceiptDesk } from "./receipts.ts";
import { malformed, refusal } from "../base/refusal.ts";

const NAME_LENGTH_MAX = 128;

/** Takes programs in, after a look at all that a node looks at. */
export function programsService(
  router: ConnectRouter,
  store: ProgramStore,
  receipts: ReceiptDesk,
): void {
  router.service(Programs, {
    async storeProgram({ program, signedReceipt }, context) {
      const user = callerOf(context);
      const compiler = await loadPrograms();
      if (signedReceipt === undefined) throw malformed("'signed_receipt' not set");
      const { details } = receipts.redeem(signedReceipt, "storeProgram");
      checkName(details.name);
      const hash = hexOf(sha256(program));
      if (hash !== hexOf(details.contentsSha256)) {
        throw refusal(Code.InvalidArgument, "invalid program hash");
      }
      const description = examine(program, compiler);
      refuseNestedInputs(description);
      const fault = auditProgram(programMetadata(description, program.length));
      if (fault !== undefined) throw refusal(Code.InvalidArgument, fault);
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
  if (new TextEncoder().encode(name).length > NAME_LENGTH_MAX) {
    throw refusal(Code.InvalidArgument, "program name is too long");
  }
  const stranger = [...name].find((char) => !/[A-Za-z0-9+.:_-]/.test(char));
  if (stranger !== undefined) {
    throw refusal(Code.InvalidArgument, `'${stranger}' is not allowed in program names`);
  }
}

/** The compiler in the nodes takes no input that is an array of arrays; ours does. */
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
