import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import {
  type PriceQuote,
  type PriceQuoteRequest,
  PriceQuoteSchema,
  type SignedQuote,
  SignedQuoteSchema,
} from "../gen/nillion/payments/v1/quote_pb.ts";
import type { PrivateKey } from "../keys/private_key.ts";
import { auditProgram } from "./auditor.ts";
import type { Environment } from "./environment.ts";
import { PAYLOAD_BYTES_MAX } from "./limits.ts";
import { OPERATION_CREDITS, OPERATION_UNIL } from "./prices.ts";
import { programIdFault, type ProgramNeeds, programNeeds } from "./program_needs.ts";
import { malformed, refusal } from "./refusal.ts";
import { timestampOf } from "./timestamps.ts";

const QUOTE_LIFETIME_MS = 24 * 60 * 60 * 1000;
const AUXILIARY_MATERIAL_VERSION = 0;

/** Names the leader's price for an operation, or refuses one that the network would not carry out. */
export function priceOperation(
  request: PriceQuoteRequest,
  leaderKey: PrivateKey,
  environment: Environment,
): SignedQuote {
  if (request.operation.case === undefined) throw malformed("'operation' not set");
  checkPayloadSize(request);
  checkProgramLimits(request);
  const needs = needsOf(request);
  const quote = toBinary(
    PriceQuoteSchema,
    create(PriceQuoteSchema, {
      nonce: environment.randomBytes(32),
      fees: { tokens: OPERATION_UNIL, credits: OPERATION_CREDITS },
      request,
      expiresAt: timestampOf(environment.now() + QUOTE_LIFETIME_MS),
      auxiliaryMaterialRequirements: needs.auxiliaryMaterials.map((material) => ({
        material,
        version: AUXILIARY_MATERIAL_VERSION,
      })),
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

function needsOf({ operation }: PriceQuoteRequest): ProgramNeeds {
  if (operation.case !== "invokeCompute") return { auxiliaryMaterials: [] };
  const { programId } = operation.value;
  const fault = programIdFault(programId);
  if (fault !== undefined) throw badProgram(fault);
  const needs = programNeeds(programId);
  if (needs === undefined) throw badProgram("not found");
  return needs;
}

function badProgram(what: string) {
  return refusal(Code.InvalidArgument, `processing target program failed: ${what}`);
}
