import { InvalidArgumentError, InvalidProgramError, NodesDisagreeError } from "../errors/mod.ts";
import { Programs as ProgramsService } from "../gen/nillion/programs/v1/service_pb.ts";
import { isBytes } from "../base/brand.ts";
import { copyBytes } from "../base/bytes.ts";
import { encodeHex } from "../base/hex.ts";
import { shortened, shown } from "../base/text.ts";
import { type CompiledProgram, compileProgram } from "../programs/compile_program.ts";
import type { NamedProgram } from "../programs/typed_program.ts";
import type { ProgramId } from "../programs/program_id.ts";
import { sha256 } from "../core/core.ts";
import { programMetadata } from "../core/program_metadata.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";

const nameForm = /^[A-Za-z0-9+.:_-]{1,128}$/;

/** A program with its name, or under one. */
export type ProgramAsked = [named: string | NamedProgram, unnamed?: Uint8Array | CompiledProgram];

/** Compiles a program and stores it at all nodes, under a name given or its own. */
export function storeProgram(
  { connection, userId }: Session,
  ...[named, unnamed]: ProgramAsked
): () => Promise<PaidRequest<ProgramId, ProgramId>> {
  const whole = typeof named === "object" && named !== null ? named : undefined;
  const { name, mir: program } = whole ?? { name: named, mir: unnamed };
  if (typeof name !== "string" || !nameForm.test(name)) {
    throw new InvalidArgumentError(
      `The name of a program must be 1 to 128 letters, digits or characters of +.:_- got ${
        shown(name)
      }`,
    );
  }
  const given = isBytes(program) ? program : program?.bytes;
  const source = isBytes(given) ? copyBytes(given) : given!;
  return async () => {
    const compiled = await (whole?.compile?.() ?? compileProgram(source));
    refuseNestedInputs(compiled);
    const { bytes } = compiled;
    const contentsSha256 = sha256(bytes);
    const programId = `${userId}/${name}/sha256/${encodeHex(contentsSha256)}`;
    return {
      action: `Storing program ${name}`,
      purchasable: {
        case: "storeProgram",
        value: { name, contentsSha256, metadata: programMetadata(compiled, bytes.length) },
      },
      nodes: connection.nodes,
      target: programId,
      ifUnconfirmed: "Store the program again: its id stays the same",
      async ask(signedReceipt, node, call) {
        const { storeProgram } = ProgramsService.method;
        return (await node.send(storeProgram, { program: bytes, signedReceipt }, call)).programId;
      },
      conclude(answers) {
        const other = answers.find((answer) => answer !== programId);
        if (other === undefined) return { result: programId };
        throw new NodesDisagreeError(
          `A node gave the id ${shortened(other)} for the program with the id ${programId}`,
        );
      },
    };
  };
}

/** The compiler in the nodes takes no input that is an array of arrays. Nodes refuse it after the payment. */
function refuseNestedInputs({ inputs }: CompiledProgram): void {
  const issues = inputs.filter(({ type }) => /^\w+Array<\w+Array</.test(type)).map((
    { name, type },
  ) => ({
    reason: `the input ${name} is ${type}, and nodes take no array of arrays`,
  }));
  if (issues.length === 0) return;
  throw new InvalidProgramError(
    `The program cannot be stored: ${issues.map(({ reason }) => reason).join("; ")}; ` +
      "make each row an input, and join the rows with Array.new",
    { issues },
  );
}
