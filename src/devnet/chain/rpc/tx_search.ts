import type { ChainState, CommittedTransaction } from "../transactions/state.ts";

const queryLengthMax = 512;

const operators = ["<=", ">=", "=", "<", ">", "CONTAINS", "EXISTS"] as const;

/** One condition of a query. A query is a list of conditions joined by `AND`. */
interface Condition {
  readonly key: string;
  readonly operator: (typeof operators)[number];
  readonly operand: string | number;
}

/**
 * Finds committed transactions by a query in CometBFT's language, such as `tx.hash='AB…'`, `tx.height>=10` or
 * `transfer.recipient='nillion1…' AND tx.height<20`.
 *
 * @returns the transactions in the order of their blocks
 * @throws {Error} When the query cannot be read.
 */
export function searchTransactions(state: ChainState, query: string): CommittedTransaction[] {
  if (query.length > queryLengthMax) throw new Error("maximum query length exceeded");
  const conditions = parseQuery(query);
  const byHash = conditions.find(({ key, operator }) => key === "tx.hash" && operator === "=");
  const candidates = byHash === undefined
    ? [...state.transactions.values()]
    : [state.transactions.get(String(byHash.operand).toUpperCase())].filter((tx) =>
      tx !== undefined
    );
  // Transactions that lagged are indexed later than those of later blocks.
  return candidates.filter((transaction) =>
    conditions.every((condition) => condition === byHash || holds(condition, transaction))
  ).sort((one, other) => one.height - other.height || one.index - other.index);
}

function holds({ key, operator, operand }: Condition, transaction: CommittedTransaction): boolean {
  return valuesOf(key, transaction).some((value) => {
    if (operator === "EXISTS") return true;
    if (operator === "CONTAINS") return value.includes(String(operand));
    if (typeof operand === "string") return operator === "=" && value === operand;
    if (!/^-?[0-9]/.test(value)) return false;
    // Amounts such as `10unil` are compared by their number.
    const number = Number.parseFloat(value);
    switch (operator) {
      case "=":
        return number === operand;
      case "<":
        return number < operand;
      case "<=":
        return number <= operand;
      case ">":
        return number > operand;
      case ">=":
        return number >= operand;
    }
  });
}

function valuesOf(key: string, { hash, height, result }: CommittedTransaction): string[] {
  if (key === "tx.hash") return [hash];
  if (key === "tx.height") return [height.toString()];
  const dot = key.indexOf(".");
  const type = key.slice(0, dot);
  const name = key.slice(dot + 1);
  return result.events.flatMap((event) => {
    const value = event.attributes[name];
    return event.type === type && value !== undefined ? [value] : [];
  });
}

const conditionPattern =
  /\s*([A-Za-z0-9_.\-/]+)\s*(<=|>=|=|<|>|CONTAINS\b|EXISTS\b)\s*(?:'([^']*)'|(-?[0-9]+(?:\.[0-9]+)?))?\s*(AND\b|$)/y;

function parseQuery(query: string): Condition[] {
  const conditions: Condition[] = [];
  conditionPattern.lastIndex = 0;
  for (;;) {
    const match = conditionPattern.exec(query);
    const [, key, operator, text, digits, end] = match ?? [];
    const operand = text ?? (digits === undefined ? undefined : Number(digits));
    if (
      key === undefined || !isOperator(operator) ||
      (operand === undefined) !== (operator === "EXISTS")
    ) {
      throw new Error(`got unexpected text in query: ${query}`);
    }
    conditions.push({ key, operator, operand: operand ?? "" });
    if (end === "") return conditions;
  }
}

function isOperator(text: string | undefined): text is Condition["operator"] {
  return operators.some((operator) => operator === text);
}
