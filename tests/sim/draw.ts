/** Draws a plan from a seed. */
import { Random } from "../../tools/random.ts";
import { refusalCodes } from "./chain_liars.ts";
import { drawCrashes } from "./draw_crashes.ts";
import type {
  ChainFaultPlan,
  ChainLie,
  ClientPlan,
  LinkFault,
  LinkFaultKind,
  NodeLie,
  Place,
  Plan,
  Shape,
  Step,
  StepKind,
} from "./plan.ts";

/** When steps begin at the latest, and when faults end. */
const stepsMs = 20_000;
const faultsMs = 60_000;

/** Draws a plan: its shape, what its users do, and what goes wrong. */
export function drawPlan(seed: number): Plan {
  const shape = drawPlaces(new Random(seed, 14), drawShape(new Random(seed, 1)));
  const trouble = new Random(seed, 2);
  // One plan in eight has no trouble at all, and one in three has but one kind.
  const kinds = ["links", "outages", "nodes", "chain", "endpoints", "crashes"] as const;
  const amount = trouble.pick([0, 1, 1, 1, 2, 2, 3, 5]);
  const chosen = new Set(trouble.choose(kinds, amount));
  const nodeLies = chosen.has("nodes") ? drawNodeLies(new Random(seed, 3), shape) : [];
  const steps = drawSteps(new Random(seed, 4), shape, amount > 0);
  return {
    seed,
    shape: nodeLies.some(({ kind }) => kind === "relays") ? { ...shape, isPinned: true } : shape,
    steps,
    linkFaults: [
      ...drawBlindness(new Random(seed, 11), shape, nodeLies),
      ...(chosen.has("links") ? drawLinkFaults(new Random(seed, 5), shape) : []),
      ...(chosen.has("outages") ? drawOutages(new Random(seed, 6), shape) : []),
    ],
    nodeLies,
    crashes: chosen.has("crashes") ? drawCrashes(seed, shape, steps) : [],
    chainFaults: chosen.has("chain") ? drawChainFaults(new Random(seed, 7)) : [],
    chainLies: chosen.has("endpoints") ? drawChainLies(new Random(seed, 8), shape) : [],
  };
}

function drawShape(random: Random): Shape {
  const nodes = random.pick([3, 3, 3, 4, 5, 5, 6, 7]);
  const degree = 1 + random.below(Math.floor((nodes - 1) / 2));
  const clients = random.pick([1, 1, 2, 2, 3]);
  const sharedWallet = random.below(3) === 0;
  const sharedPayer = random.below(2) === 0;
  return {
    nodes,
    degree,
    primeBits: random.pick([64, 128, 256, 256] as const),
    blockTimeMs: random.pick([20, 100, 1_000, 3_000]),
    latencyMs: random.pick([1, 5, 30, 200]),
    bootnode: random.below(nodes),
    isPinned: random.below(2) === 0,
    endpoints: random.pick([1, 2] as const),
    timeoutBlocks: random.pick([5, 30, 30]),
    clients: Array.from({ length: clients }, (_, index): ClientPlan => ({
      wallet: random.below(12) === 0 ? undefined : sharedWallet ? 0 : index,
      payer: sharedWallet && sharedPayer ? 0 : index,
      paymentMode: random.pick(["balance", "balance", "perOperation"] as const),
      timeoutMs: random.pick([3_000, 10_000, 30_000, 120_000]),
      skewMs: random.pick([0, 0, 0, -20_000, 20_000]),
      journal: random.below(3) > 0 ? "memory" as const : undefined,
    })).map((client) =>
      client.wallet === undefined ? { ...client, paymentMode: "balance" as const } : client
    ),
  };
}

/** Half of the journals are in databases and files. */
function drawPlaces(random: Random, shape: Shape): Shape {
  const kinds = ["memory", "memory", "kv", "file"] as const;
  const clients = shape.clients.map((client) => ({
    ...client,
    journal: client.journal && random.pick(kinds),
  }));
  return { ...shape, clients };
}

/** Kinds of steps, the frequent ones several times. */
const stepKinds: readonly StepKind[] = [
  "store",
  "store",
  "store",
  "update",
  "update",
  "read",
  "read",
  "read",
  "read",
  "delete",
  "overwrite",
  "grant",
  "readPermissions",
  "funds",
  "receipt",
  "pools",
  "balance",
];

function drawSteps(random: Random, shape: Shape, isTroubled: boolean): Step[] {
  const count = 3 + random.below(6);
  const steps: Step[] = [];
  for (let client = 0; client < shape.clients.length; client++) {
    const { wallet, paymentMode } = shape.clients[client]!;
    const isFunded = wallet !== undefined && paymentMode === "balance" && random.below(3) > 0;
    if (!isFunded) continue;
    steps.push(drawStep(random, shape, isTroubled, steps.length, "funds", client, 0));
  }
  for (let index = 0; index < count; index++) {
    const kind = drawKind(random);
    const client = random.below(shape.clients.length);
    if (kind === "funds" && shape.clients[client]!.wallet === undefined) continue;
    const stores = steps.filter((step) => step.kind === "store" || step.kind === "receipt");
    const needs = ![
      "store",
      "funds",
      "receipt",
      "pools",
      "balance",
      "compute",
      "otherSigner",
      "dayPasses",
    ]
      .includes(kind);
    if (needs && stores.length === 0) {
      steps.push(drawStep(random, shape, isTroubled, steps.length, "store", client, 0));
      continue;
    }
    const of = needs ? random.pick(stores).id : undefined;
    const atMs = random.below(3) === 0 ? 0 : random.below(stepsMs);
    const afterMs = needs ? random.pick([0, random.below(200), random.below(stepsMs)]) : undefined;
    const step = drawStep(random, shape, isTroubled, steps.length, kind, client, atMs);
    steps.push({ ...step, of, afterMs });
  }
  // What was stored is read in any case.
  for (const { id, client } of steps.filter(({ kind }) => kind === "store").slice(0, 2)) {
    const step = drawStep(random, shape, isTroubled, steps.length, "read", client, 0);
    steps.push({ ...step, of: id, afterMs: random.below(stepsMs) });
  }
  return steps;
}

function drawKind(random: Random): StepKind {
  const rare = random.below(100);
  if (rare < 2) return "compute";
  if (rare < 5) return "otherSigner";
  if (rare < 6) return "dayPasses";
  return random.pick(stepKinds);
}

function drawStep(
  random: Random,
  shape: Shape,
  isTroubled: boolean,
  id: number,
  kind: StepKind,
  client: number,
  atMs: number,
): Step {
  const isRead = kind === "read" || kind === "readPermissions" || kind === "compute";
  const isHurried = isTroubled && random.below(4) === 0;
  return {
    id,
    kind,
    client,
    atMs,
    tries: isTroubled ? 1 + random.below(5) : 1,
    pauseMs: random.pick([0, 50, 1_000, 10_000]),
    timeoutMs: isHurried ? 1 + random.below(random.pick([50, 500, 5_000])) : undefined,
    abortAfterMs: isTroubled && random.below(5) === 0
      ? random.below(random.pick([20, 300, 3_000]))
      : undefined,
    disposeAfterMs: isTroubled && random.below(25) === 0
      ? random.below(random.pick([50, 500, 5_000]))
      : undefined,
    isDoubled: random.below(6) === 0,
    confirm: ["store", "update", "overwrite", "grant"].includes(kind) && random.below(3) === 0,
    faultTolerance: isRead && random.below(2) === 0
      ? random.below(shape.nodes - shape.degree)
      : undefined,
  };
}

/** Methods of nodes about which faults are likely to matter. */
const methods: readonly (readonly string[] | undefined)[] = [
  undefined,
  undefined,
  ["StoreValues"],
  ["StoreValues"],
  ["RetrieveValues"],
  ["PriceQuote"],
  ["PaymentReceipt"],
  ["PaymentReceipt"],
  ["AddFunds"],
  ["DeleteValues"],
  ["OverwritePermissions", "UpdatePermissions"],
  ["RetrievePermissions"],
  ["Cluster"],
];

const chainMethods: readonly (readonly string[] | undefined)[] = [
  undefined,
  ["broadcast_tx_sync"],
  ["broadcast_tx_sync"],
  ["tx_search"],
  ["block", "block_results"],
  ["abci_query"],
  ["status"],
];

const linkKinds: readonly LinkFaultKind[] = [
  "refused",
  "lost",
  "answerLost",
  "answerLost",
  "answerReset",
  "answerReset",
  "late",
  "repeated",
  "repeated",
  "cut",
  "page",
  "slow",
  "status",
];

function drawPlace(random: Random, { nodes, endpoints }: Shape): Place {
  if (random.below(4) > 0) return random.below(nodes);
  return endpoints === 2 && random.below(2) === 0 ? "chain-1" : "chain-0";
}

function drawLinkFaults(random: Random, shape: Shape): LinkFault[] {
  return Array.from({ length: 1 + random.below(8) }, (): LinkFault => {
    const at = drawPlace(random, shape);
    const kind = random.pick(linkKinds);
    const isNode = typeof at === "number";
    const fault: LinkFault = {
      // The chain speaks no gRPC.
      kind: kind === "status" && !isNode ? "page" : kind,
      at,
      methods: random.pick(isNode ? methods : chainMethods),
      skip: random.pick([0, 0, 0, 1, 2, random.below(10)]),
      times: random.pick([1, 1, 2, 5, 1_000]),
      fromMs: 0,
      untilMs: random.pick([5_000, 20_000, faultsMs]),
    };
    switch (fault.kind) {
      case "late":
      case "repeated":
      case "slow": {
        const ms = random.below(random.pick([10, 1_000, 30_000]));
        return { ...fault, ms, isFirst: random.below(2) === 0 };
      }
      case "cut":
        return { ...fault, bytes: random.below(200) };
      case "page":
        return {
          ...fault,
          status: random.pick([200, 403, 429, 500, 502, 503]),
          isServed: random.below(3) === 0,
          retryAfter: random.pick([undefined, 1, 7]),
        };
      case "status":
        return { ...fault, status: random.pick([1, 2, 4, 8, 10, 13, 14, 14]) };
    }
    return fault;
  });
}

function drawOutages(random: Random, shape: Shape): LinkFault[] {
  return Array.from({ length: 1 + random.below(3) }, (): LinkFault => {
    const fromMs = random.below(stepsMs);
    const kind = random.pick(["crash", "crash", "lost", "slow"] as const);
    return {
      kind,
      at: drawPlace(random, shape),
      skip: 0,
      times: 1_000_000,
      fromMs,
      untilMs: fromMs + random.pick([500, 5_000, 40_000]),
      ...(kind === "slow" && { ms: random.pick([500, 3_000, 15_000]) }),
    };
  });
}

function drawNodeLies(random: Random, shape: Shape): NodeLie[] {
  const all = Array.from({ length: shape.nodes }, (_, index) => index);
  const liars = random.choose(all, 1 + random.below(shape.degree));
  if (random.below(8) === 0) return [{ kind: "relays", node: shape.bootnode }];
  const kinds = random.choose(
    ["shares", "ids", "permissions", "forgets", "burns"] as const,
    random.pick([1, 1, 2]),
  );
  return liars.flatMap((node) => kinds.map((kind): NodeLie => ({ kind, node })));
}

/**
 * The honest nodes that do not agree with the liars answer late or not at all, so that the liars and their allies could
 * decide.
 */
function drawBlindness(
  random: Random,
  { nodes, degree }: Shape,
  lies: readonly NodeLie[],
): LinkFault[] {
  const liars = lies.map(({ node }) => node);
  if (!lies.some(({ kind }) => kind === "shares" || kind === "permissions")) return [];
  if (random.below(2) === 0) return [];
  const kind = random.pick(["slow", "slow", "lost", "refused"] as const);
  const ms = random.pick([900, 1_500, 15_000]);
  return Array.from({ length: nodes }, (_, index) => index)
    .filter((node) => !liars.includes(node)).slice(degree)
    .map((at): LinkFault => ({
      kind,
      at,
      methods: ["RetrieveValues", "RetrievePermissions"],
      skip: 0,
      times: 1_000_000,
      fromMs: 0,
      untilMs: faultsMs,
      ms,
    }));
}

function drawChainFaults(random: Random): ChainFaultPlan[] {
  return Array.from({ length: 1 + random.below(2) }, (): ChainFaultPlan => {
    const fromMs = random.below(stepsMs / 2);
    const untilMs = fromMs + random.pick([1_000, 10_000, 45_000]);
    switch (random.pick(["stall", "drop", "lag"] as const)) {
      case "stall":
        return { kind: "stall", fromMs, untilMs };
      case "drop":
        return { kind: "drop", fromMs, untilMs, times: 1 + random.below(3) };
      case "lag":
        return {
          kind: "lag",
          fromMs,
          untilMs,
          times: 1 + random.below(3),
          delayMs: random.pick([500, 8_000]),
        };
    }
  });
}

function drawChainLies(random: Random, { endpoints }: Shape): ChainLie[] {
  const kinds = ["keeps", "keeps", "twice", "swallows", "height", "hides"] as const;
  const kind = random.pick(endpoints === 2 ? kinds : kinds.slice(0, 4));
  const fromMs = random.pick([0, 0, random.below(stepsMs)]);
  return [{
    kind,
    at: endpoints === 2 && random.below(2) === 0 ? "chain-1" : "chain-0",
    fromMs,
    untilMs: fromMs + random.pick([2_000, 15_000, faultsMs]),
    code: random.pick(refusalCodes),
    ms: random.pick([0, 500, 20_000]),
  }];
}
