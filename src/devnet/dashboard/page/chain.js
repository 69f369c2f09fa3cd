/** Wallets, blocks and transactions, and the balances of users. */
import { ask } from "./api.js";
import { h, section, setBadge, table } from "./dom.js";
import { count, moment, nil, short } from "./format.js";

/** The view. */
export function chainView(shared) {
  let accounts = [];
  let blocks = [];
  const wallets = table({
    caption: "Wallets",
    keyOf: ({ address }) => address,
    empty: "There is no wallet.",
    columns: [
      { title: "Wallet", kind: "number", text: ({ number }) => number },
      { title: "Address", kind: "code wide", text: ({ address }) => address },
      { title: "Balance in nil", kind: "number", text: ({ balanceUnil }) => nil(balanceUnil) },
      { title: "Transactions", kind: "number", text: ({ sequence }) => count(sequence) },
    ],
  });
  const users = table({
    caption: "Users",
    keyOf: ({ id }) => id,
    empty: "The network knows no user.",
    columns: [
      { title: "User", kind: "code wide", text: ({ id }) => id },
      {
        title: "Balance in credits",
        kind: "number",
        text: ({ credits }) => count(BigInt(credits)),
      },
      { title: "Values", kind: "number", text: ({ valuesCount }) => count(valuesCount) },
    ],
  });
  const transactions = table({
    caption: "Blocks and their transactions",
    keyOf: ({ key }) => key,
    empty: "There is no block.",
    columns: [
      { title: "Block", kind: "number", text: ({ height }) => count(height) },
      { title: "Time", kind: "time", text: ({ at }) => moment(at) },
      { title: "Transaction", kind: "code", text: ({ hash }) => short(hash ?? "none", 16) },
      {
        title: "Result",
        fill(cell, { hash, code, log }) {
          const badge = cell.firstChild ?? cell.appendChild(h("span"));
          if (hash === undefined) setBadge(badge, "empty", "calm");
          else setBadge(badge, code === 0 ? "done" : log, code === 0 ? "good" : "bad");
        },
      },
      {
        title: "Pays, in nil",
        kind: "number",
        text: ({ payment }) => payment ? nil(payment.amountUnil) : "",
      },
      {
        title: "From",
        kind: "code",
        text: ({ payment }) => payment ? short(payment.from, 16) : "",
      },
      {
        title: "For the operation",
        kind: "code",
        text: ({ payment }) => payment ? payment.operation : "",
      },
    ],
  });
  return {
    element: h(
      "div",
      {},
      section("Wallets", wallets.element),
      section("Blocks", transactions.element),
      section("Users", users.element),
    ),
    async load() {
      ({ accounts } = await ask("/chain/accounts"));
      ({ blocks } = await ask("/chain/blocks"));
    },
    update() {
      wallets.update(accounts.map((account, number) => ({ number, ...account })));
      users.update([...shared.status.users].reverse());
      transactions.update(
        blocks.flatMap(({ height, at, transactions }) =>
          transactions.length === 0
            ? [{ key: `${height}`, height, at }]
            : transactions.map((transaction) => ({
              key: transaction.hash,
              height,
              at,
              ...transaction,
            }))
        ),
      );
    },
  };
}
