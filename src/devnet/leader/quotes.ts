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
import { findExceededLimit } from "../node/program_limits.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import { keyGenerationOf } from "../compute/key_generation.ts";
import { payloadBytesMax } from "../http/request_message.ts";
import { elementLabel, needMax } from "./pools.ts";
import { operationCredits, operationUnil } from "./prices.ts";
import { findProgram, programIdProblem, type ProgramStore } from "../node/program_store.ts";
import { dayMs } from "../base/clock.ts";
import { malformed, refusal } from "../base/refusal.ts";
import { timestampOf } from "../../base/timestamps.ts";

const quoteLifetimeMs = dayMs;

/** Quotes the price of an operation, with a nonce. Refuses an operation that the network would not carry out. */
export async function priceOperation(
  request: PriceQuoteRequest,
  programs: ProgramStore,
  leaderKey: PrivateKey,
  environment: DevnetEnvironment,
): Promise<{ nonce: Uint8Array; signed: SignedQuote }> {
  if (request.operation.case === undefined) throw malformed("'operation' not set");
  checkPayloadSize(request);
  checkProgramLimits(request);
  const needs = await needsOf(request, programs);
  const nonce = environment.randomBytes(32);
  const quote = toBinary(
    PriceQuoteSchema,
    create(PriceQuoteSchema, {
      nonce,
      fees: { tokens: operationUnil, credits: operationCredits },
      request,
      expiresAt: timestampOf(environment.now() + quoteLifetimeMs),
      ...needs,
    }),
  );
  return { nonce, signed: create(SignedQuoteSchema, { quote, signature: leaderKey.sign(quote) }) };
}

/** Reads a signed quote. Refuses one that the leader did not sign. */
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
  if (size > payloadBytesMax) {
    throw refusal(
      Code.InvalidArgument,
      `payload size (${size}) exceeds maximum (${payloadBytesMax})`,
    );
  }
}

function checkProgramLimits({ operation }: PriceQuoteRequest): void {
  if (operation.case !== "storeProgram") return;
  const { metadata } = operation.value;
  if (metadata === undefined) throw malformed("'metadata' not set");
  const exceeded = findExceededLimit(metadata);
  if (exceeded !== undefined) throw badProgram(`program audit failed: ${exceeded}`);
}

type Needs = Partial<
  Pick<ProgramMetadata, "preprocessingRequirements" | "auxiliaryMaterialRequirements">
>;

/** The preprocessing elements and auxiliary materials that a run of the program needs. */
async function needsOf(
  { operation }: PriceQuoteRequest,
  programs: ProgramStore,
): Promise<Needs> {
  if (operation.case !== "invokeCompute") return {};
  const { programId } = operation.value;
  const problem = programIdProblem(programId);
  if (problem !== undefined) throw badProgram(problem);
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
        elementLabel(element)
      } preprocessing elements`,
    );
  }
  return { preprocessingRequirements, auxiliaryMaterialRequirements };
}

function badProgram(detail: string) {
  return refusal(Code.InvalidArgument, `processing target program failed: ${detail}`);
}
