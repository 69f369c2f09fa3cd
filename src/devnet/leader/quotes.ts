import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import {
  type PriceQuote,
  type PriceQuoteRequest,
  PriceQuoteSchema,
  type ProgramMetadata,
  type SignedQuote,
  SignedQuoteSchema,
} from "../../gen/nillion/payments/v1/quote_pb.ts";
import type { PrivateKey } from "../../keys/private_key.ts";
import { loadPrograms } from "../../core/load_programs.ts";
import { programMetadata } from "../../core/program_metadata.ts";
import { auditProgram } from "../node/program_limits.ts";
import type { Environment } from "../base/environment.ts";
import { keyGenerationOf } from "../compute/key_generation.ts";
import { PAYLOAD_BYTES_MAX } from "../http/limits.ts";
import { elementName, needMax } from "./pools.ts";
import { OPERATION_CREDITS, OPERATION_UNIL } from "./prices.ts";
import { findProgram, programIdFault, type ProgramStore } from "../node/program_store.ts";
import { malformed, refusal } from "../base/refusal.ts";
import { timestampOf } from "../node/timestamps.ts";

const QUOTE_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Names the leader's price for an operation, or refuses one that the network would not carry out. */
export async function priceOperation(
  request: PriceQuoteRequest,
  programs: ProgramStore,
  leaderKey: PrivateKey,
  environment: Environment,
): Promise<SignedQuote> {
  if (request.operation.case === undefined) throw malformed("'operation' not set");
  checkPayloadSize(request);
  checkProgramLimits(request);
  const needs = await needsOf(request, programs);
  const quote = toBinary(
    PriceQuoteSchema,
    create(PriceQuoteSchema, {
      nonce: environment.randomBytes(32),
      fees: { tokens: OPERATION_UNIL, credits: OPERATION_CREDITS },
      request,
      expiresAt: timestampOf(environment.now() + QUOTE_LIFETIME_MS),
      ...needs,
    }),
  );
  return create(SignedQuoteSchema, { quote, signature: leaderKey.sign(quote) });
}

/** Opens a quote that this leader signed, or refuses one that it did not. */
export function openQuote(signed: SignedQuote, leaderKey: PrivateKey): PriceQuote {
  if (!leaderKey.publicKey.verify(signed.quote, signed.signature)) {
    throw refusal(Code.InvalidArgument, "invalid signature");
  }
  return fromBinary(PriceQuoteSchema, signed.quote);
}

function checkPayloadSize({ operation }: PriceQuoteRequest): void {
  let size = 0n;
  if (operation.case === "storeValues") size = operation.value.payloadSize;
  if (operation.case === "invokeCompute") size = operation.value.valuesPayloadSize;
  if (operation.case === "storeProgram") size = operation.value.metadata?.programSize ?? 0n;
  if (size > PAYLOAD_BYTES_MAX) {
    throw refusal(
      Code.InvalidArgument,
      `payload size (${size}) exceeds maximum (${PAYLOAD_BYTES_MAX})`,
    );
  }
}

function checkProgramLimits({ operation }: PriceQuoteRequest): void {
  if (operation.case !== "storeProgram") return;
  const { metadata } = operation.value;
  if (metadata === undefined) throw malformed("'metadata' not set");
  const fault = auditProgram(metadata);
  if (fault !== undefined) throw badProgram(`program audit failed: ${fault}`);
}

type Needs = Partial<
  Pick<ProgramMetadata, "preprocessingRequirements" | "auxiliaryMaterialRequirements">
>;

/** What a run of the program takes from the nodes' stock. */
async function needsOf(
  { operation }: PriceQuoteRequest,
  programs: ProgramStore,
): Promise<Needs> {
  if (operation.case !== "invokeCompute") return {};
  const { programId } = operation.value;
  const fault = programIdFault(programId);
  if (fault !== undefined) throw badProgram(fault);
  if (keyGenerationOf(programId) !== undefined) return {};
  const program = findProgram(programs, programId, await loadPrograms());
  if (program === undefined) throw badProgram("not found");
  const { preprocessingRequirements, auxiliaryMaterialRequirements } = programMetadata(
    program.description,
    program.bytes.length,
  );
  for (const { element, count } of preprocessingRequirements) {
    if (count <= needMax(element)) continue;
    throw refusal(
      Code.InvalidArgument,
      `cluster is only configured to generate at most ${needMax(element)} ${
        elementName(element)
      } preprocessing elements`,
    );
  }
  return { preprocessingRequirements, auxiliaryMaterialRequirements };
}

function badProgram(what: string) {
  return refusal(Code.InvalidArgument, `processing target program failed: ${what}`);
}
