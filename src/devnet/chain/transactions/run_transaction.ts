import { create, toBinary } from "@bufbuild/protobuf";
import { TxMsgDataSchema } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { authorize } from "./authorization.ts";
import { emit, type Execution, gasMeter, type RunContext } from "./gas.ts";
import type { Message } from "./messages.ts";
import { ChainRefusal } from "./chain_refusal.ts";
import { branch, type ChainEvent, type Payment, type Tables, type TxResult } from "./state.ts";
import { decodeTransaction, type Transaction } from "./transaction.ts";

/** The result of a transaction, with its payment. */
export interface RunOutcome extends TxResult {
  readonly payment: Payment | undefined;
}

const none = new Uint8Array();
const uint64Max = (1n << 64n) - 1n;

/**
 * Runs a transaction on tables. When the checks refuse it, nothing changes. When a message is refused, only the fee is
 * taken and the sequences are incremented.
 */
export function runTransaction(
  bytes: Uint8Array,
  tables: Tables,
  context: RunContext,
): RunOutcome {
  let transaction: Transaction;
  try {
    transaction = decodeTransaction(bytes);
  } catch (error) {
    return refusedOutcome(error, { gasWanted: 0n, gasUsed: 0, events: [] });
  }
  const { messages, gasLimit } = transaction;
  const isSimulation = context.mode === "simulate";
  const gasWanted = isSimulation ? uint64Max : gasLimit;
  const gas = gasMeter(isSimulation ? Infinity : Number(gasLimit));
  const events: ChainEvent[] = [];
  try {
    inBranch(tables, events, (branch) => authorize(transaction, { ...branch, gas }, context));
    if (context.mode !== "check") {
      inBranch(tables, events, (branch) => runMessages(messages, { ...branch, gas }));
    }
  } catch (error) {
    return refusedOutcome(error, { gasWanted, gasUsed: gas.used, events });
  }
  return {
    code: 0,
    codespace: "",
    log: "",
    data: context.mode === "check" ? none : encodeResponses(messages),
    gasWanted,
    gasUsed: gas.used,
    events,
    payment: messages[0]?.payment,
  };
}

/** The responses to the messages, which are all empty. */
function encodeResponses(messages: readonly Message[]): Uint8Array {
  const msgResponses = messages.map(({ typeUrl }) => ({ typeUrl: `${typeUrl}Response` }));
  return toBinary(TxMsgDataSchema, create(TxMsgDataSchema, { msgResponses }));
}

/** Applies the changes and events of the work when all of it has succeeded. */
function inBranch(
  tables: Tables,
  events: ChainEvent[],
  work: (branch: Omit<Execution, "gas">) => void,
): void {
  const changes = branch(tables);
  const happened: ChainEvent[] = [];
  work({ tables: changes, events: happened });
  changes.commit();
  events.push(...happened);
}

function runMessages(messages: readonly Message[], execution: Execution): void {
  messages.forEach((message, index) => {
    // The SDK looks up whether the type of message is disabled.
    execution.gas.has();
    const events: ChainEvent[] = [];
    const { typeUrl, signer, module } = message;
    emit({ events }, "message", { action: typeUrl, sender: signer, module });
    try {
      message.run({ ...execution, events });
    } catch (error) {
      throw atMessage(error, index);
    }
    for (const { type, attributes } of events) {
      emit(execution, type, { ...attributes, msg_index: index.toString() });
    }
  });
}

function atMessage(error: unknown, index: number): unknown {
  if (!(error instanceof ChainRefusal) || error.reason === "outOfGas") return error;
  return new ChainRefusal(
    error.reason,
    `failed to execute message; message index: ${index}: ${error.message}`,
  );
}

function refusedOutcome(
  error: unknown,
  outcome: Pick<RunOutcome, "gasWanted" | "gasUsed" | "events">,
): RunOutcome {
  if (!(error instanceof ChainRefusal)) throw error;
  const { code, codespace, message: log } = error;
  return { code, codespace, log, data: none, payment: undefined, ...outcome };
}
