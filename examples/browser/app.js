import { Network, PrivateKey, SecretBlob, VmClient, VmError } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";

const $ = (id) => document.getElementById(id);
const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const unplugged = new Set();
let id;

/** Runs a step, and shows its state on the page. */
async function step(doing, run) {
  setBusy(true);
  show("busy", doing);
  try {
    show("done", await run());
  } catch (error) {
    if (!(error instanceof VmError)) throw error;
    show("error", error.message, error.code);
  } finally {
    setBusy(false);
  }
}

function show(state, text, code = "") {
  const status = $("status");
  status.dataset.state = state;
  status.dataset.code = code;
  status.textContent = text;
}

function setBusy(isBusy) {
  $("store").querySelector("button").disabled = isBusy;
  $("read").querySelector("button").disabled = isBusy || id === undefined;
}

function drawNodes(nodes) {
  for (const { index, endpoint, isLeader } of nodes) {
    const node = $("node").content.cloneNode(true);
    node.querySelector(".name").textContent = `Node ${index + 1}`;
    node.querySelector(".badge").textContent = isLeader ? "leader" : "";
    node.querySelector("input").addEventListener("change", ({ target }) => {
      if (target.checked) unplugged.delete(endpoint);
      else unplugged.add(endpoint);
      target.closest(".node").classList.toggle("off", !target.checked);
    });
    $("nodes").append(node);
  }
}

/** Shows the shares of all nodes. The server of this page can read them, because it also runs the nodes. */
async function drawShares(id) {
  const shares = await (await fetch(`shares/${id}`)).json();
  for (const [index, node] of [...$("nodes").children].entries()) {
    node.querySelector(".share").textContent = shares[index]?.hex ?? "";
    node.querySelector(".size").textContent = shares[index] ? `${shares[index].bytes} bytes` : "";
    node.classList.toggle("full", shares[index] !== null);
  }
}

const { nodes, wallet, ...endpoints } = await (await fetch("network.json")).json();
drawNodes(nodes);

const network = new Network({
  ...endpoints,
  fetch: (url, init) =>
    unplugged.has(new URL(url).origin)
      ? Promise.reject(new TypeError("The node is unplugged"))
      : fetch(url, init),
});
const chainPayer = new NilChainPayer({ network, privateKey: wallet.privateKey });
/** Pays on the chain, and shows each payment on the page. */
const payer = {
  async submitPayment(amountUnil, resource, options) {
    show("busy", `Paying ${Number(amountUnil) / 1e6} nil on the chain`);
    const txHash = await chainPayer.submitPayment(amountUnil, resource, options);
    show("busy", `Paid in transaction ${txHash.slice(0, 8)}…, sending to the nodes`);
    return txHash;
  },
  resume: (txHash, options) => chainPayer.resume(txHash, options),
};

let client;
await step("Looking for the network", async () => {
  client = await VmClient.create({
    key: PrivateKey.random(),
    network,
    payer,
    paymentMode: "perOperation",
    timeoutMs: 15_000,
  });
  const { members, polynomialDegree } = client.cluster;
  $("count").textContent = words[members.length];
  $("need").textContent = words[polynomialDegree + 1];
  $("facts").textContent = `User ${client.userId} · wallet ${wallet.address}`;
  return "Ready";
});

$("store").addEventListener("submit", (event) => {
  event.preventDefault();
  step("Asking for the price", async () => {
    const text = new SecretBlob(new TextEncoder().encode($("text").value));
    id = await client.storeValues({ text }, { ttlDays: 1 }).invoke();
    await drawShares(id);
    return `Stored as ${id}`;
  });
});

$("read").addEventListener("submit", (event) => {
  event.preventDefault();
  const result = $("result");
  result.className = "empty";
  result.textContent = "…";
  step("Asking for the price", async () => {
    try {
      const operation = client.retrieveValues(id);
      const { text } = await operation.invoke();
      result.className = "";
      result.textContent = new TextDecoder().decode(text.value);
      const served = operation.outcomes.filter(({ status }) => status === "done").length;
      return `Read from ${words[served]} of ${words[operation.outcomes.length]} nodes`;
    } catch (error) {
      result.textContent = "Nothing";
      throw error;
    }
  });
});
