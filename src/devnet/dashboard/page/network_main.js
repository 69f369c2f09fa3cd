/** Shows a network as far as a client can see it: its nodes, the user's money, and what this machine has stored. */
import { ask } from "./api.js";
import { h, headFacts, keyed, nodeCard, section, setBadge, setText, table } from "./dom.js";
import { count, duration, kindName, moment, nil, quantile, short, until } from "./format.js";

const pauseMs = 5_000;

const main = document.getElementById("main");
const trouble = document.getElementById("trouble");
const latencies = new Map();
let seen;

const facts = headFacts("Network", "Time", "Block");

function card() {
  const problem = h("p", { class: "hint" });
  const { element, name, badge, id, endpoint, figures } = nodeCard("h2", [
    "Now",
    "Median",
    "Version",
  ], problem);
  return {
    element,
    update({ number, node }) {
      setText(name, `Node ${number}${node.isLeader ? ", leader" : ""}`);
      setBadge(
        badge,
        node.isServing ? "serving" : "does not serve",
        node.isServing ? "good" : "bad",
      );
      setText(id, short(node.node, 16));
      setText(endpoint, node.endpoint);
      setText(figures.Now, duration(node.latencyMs ?? undefined));
      setText(figures.Median, duration(quantile(latencies.get(node.node) ?? [], 0.5)));
      setText(figures.Version, node.version ?? "–");
      setText(problem, node.problem ?? "");
      problem.hidden = node.problem === null;
    },
  };
}

const cards = h("div", { class: "cards" });
const money = table({
  caption: "User and network",
  keyOf: ({ what }) => what,
  empty: "Nothing is known yet.",
  columns: [
    { title: "What", text: ({ what }) => what },
    { title: "Value", kind: "wide", text: ({ value }) => value },
  ],
});
const values = table({
  caption: "Values that this machine has stored",
  keyOf: ({ id, user }) => `${user}/${id}`,
  empty: "This machine has stored nothing on this network.",
  columns: [
    { title: "Id", kind: "code", text: ({ id }) => id },
    {
      title: "Names",
      kind: "wide",
      text: ({ values: types }) =>
        Object.entries(types).map(([name, type]) => `${name}: ${kindName(type)}`).join(", "),
    },
    { title: "Expires in", kind: "number", text: ({ expiresAt }) => until(expiresAt, seen.now) },
    { title: "Owner", kind: "code", text: ({ user }) => short(user, 8) },
  ],
});
const programs = table({
  caption: "Programs that this machine has stored",
  keyOf: ({ id }) => id,
  empty: "This machine has stored no program on this network.",
  columns: [
    { title: "Name", text: ({ name }) => name },
    {
      title: "Inputs",
      kind: "wide",
      text: ({ inputs }) =>
        Object.entries(inputs).map(([name, type]) => `${name}: ${type}`).join(", "),
    },
    { title: "Who gives", text: ({ inputParties }) => inputParties.join(", ") },
    { title: "Who gets", text: ({ outputParties }) => outputParties.join(", ") },
  ],
});
const runs = table({
  caption: "Runs whose results are not read",
  keyOf: ({ id, user }) => `${user}/${id}`,
  empty: "No run waits for who reads its results.",
  columns: [
    { title: "Run", kind: "code", text: ({ id }) => id },
    { title: "Program", kind: "code wide", text: ({ programId }) => short(programId, 60) },
    { title: "Started", kind: "time", text: ({ startedAt }) => moment(startedAt) },
    { title: "Reader", kind: "code", text: ({ user }) => short(user, 8) },
  ],
});
main.append(
  h("h1", {}, "Network"),
  section("Nodes", cards),
  section("User and network", money.element),
  section("Values", values.element),
  section("Programs", programs.element),
  section("Runs", runs.element),
);

function show() {
  const { name, now, nodes, chain, balance, wallet, user, cluster } = seen;
  setText(facts.Network, name);
  setText(facts.Time, moment(now));
  setText(facts.Block, chain?.height === undefined ? "–" : count(Number(chain.height)));
  for (const { node, latencyMs } of nodes) {
    if (latencyMs === null) continue;
    const all = latencies.get(node) ?? [];
    latencies.set(node, [...all, latencyMs].slice(-50));
  }
  keyed(cards, nodes.map((node, number) => ({ number, node })), ({ node }) => node.node, card);
  money.update([
    { what: "User", value: user },
    { what: "Balance", value: balance.problem ?? `${count(BigInt(balance))} credits` },
    wallet &&
    {
      what: "Wallet",
      value: wallet.problem ?? `${nil(wallet.balanceUnil)} nil at ${wallet.address}`,
    },
    chain &&
    {
      what: "Chain",
      value: chain.problem ?? `${chain.chainId}, latest block at ${moment(chain.latestBlock)}`,
    },
    { what: "Prime", value: `${cluster.primeBits} bits` },
    { what: "Nodes that learn nothing together", value: cluster.polynomialDegree },
    { what: "Digest of the cluster", value: cluster.digest },
  ].filter(Boolean));
  values.update(seen.values);
  programs.update(seen.programs);
  runs.update(seen.runs);
}

for (;;) {
  if (document.visibilityState === "visible") {
    try {
      seen = await ask("/network");
      show();
      trouble.hidden = true;
      document.body.className = "is-live";
    } catch (error) {
      setText(trouble, `${error.message} The page shows what it knew last, and tries again.`);
      trouble.hidden = false;
      document.body.className = "is-lost";
    }
  }
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
