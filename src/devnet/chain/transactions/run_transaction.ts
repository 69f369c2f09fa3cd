import { create, toBinary } from "@bufbuild/protobuf";
import { TxMsgDataSchema } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { authorize } from "./authorization.ts";
import { emit, type Execution, type RunContext } from "./execution.ts";
import { gasMeter } from "./gas.ts";
import type { Message } from "./messages.ts";
import { Refusal } from "./chain_refusal.ts";
import { branch, type ChainEvent, type Payment, type Tables, type TxResult } from "./state.ts";
import { decodeTransaction, type Transaction } from "./transaction.ts";

/** What running a transaction came to, with what it paid for. */
export interface RunOutcome extends TxResult {
  readonly payment: Payment | undefined;
}

const none = new Uint8Array();
const maxUint64 = (1n << 64n) - 1n;

/**
 * Runs a transaction on tables. If the checks refuse it, nothing changes; if a message does, only the fee is taken and the
 * sequences move on.
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
  const gasWanted = isSimulation ? maxUint64 : gasLimit;
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

/** What the messages answered; none of them has anything to say. */
function encodeResponses(messages: readonly Message[]): Uint8Array {
  const msgResponses = messages.map(({ typeUrl }) => ({ typeUrl: `${typeUrl}Response` }));
  return toBinary(TxMsgDataSchema, create(TxMsgDataSchema, { msgResponses }));
}

/** Lets changes and events come into effect together, once all of the work is done. */
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
    // Any kind of message may have been switched off; none is.
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
  if (!(error instanceof Refusal) || error.reason === "outOfGas") return error;
  return new Refusal(
    error.reason,
    `failed to execute message; message index: ${index}: ${error.message}`,
  );
}

function refusedOutcome(
  error: unknown,
  outcome: Pick<RunOutcome, "gasWanted" | "gasUsed" | "events">,
): RunOutcome {
  if (!(error instanceof Refusal)) throw error;
  const { code, codespace, message: log } = error;
  return { code, codespace, log, data: none, payment: undefined, ...outcome };
}
