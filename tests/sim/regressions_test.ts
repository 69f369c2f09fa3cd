/** Plans without crashes that once violated an invariant, shrunk. */
import { hold } from "./hold.ts";

hold("the read that confirms a write is paid once, also when its payment is unknown", {
  seed: 199,
  shape: {
    blockTimeMs: 1000,
    latencyMs: 200,
    isPinned: true,
    clients: [{ wallet: 0, payer: 0, paymentMode: "perOperation", timeoutMs: 3000, skewMs: 0 }],
  },
  steps: [{ id: 7, kind: "store", client: 0, atMs: 0, tries: 2, pauseMs: 10000, confirm: true }],
  linkFaults: [{
    kind: "answerLost",
    at: 2,
    methods: ["StoreValues"],
    skip: 0,
    times: 1,
    fromMs: 0,
    untilMs: 60000,
  }],
  chainFaults: [{ kind: "stall", fromMs: 9368, untilMs: 54368 }],
});

hold("payments whose callers have left keep no sequence number from others", {
  seed: 292,
  shape: {
    nodes: 6,
    degree: 2,
    blockTimeMs: 20,
    bootnode: 5,
    timeoutBlocks: 5,
    clients: [{ wallet: 0, payer: 0, paymentMode: "perOperation", timeoutMs: 30000, skewMs: 0 }, {
      wallet: 1,
      payer: 1,
      paymentMode: "balance",
      timeoutMs: 3000,
      skewMs: 0,
    }],
  },
  steps: [{ id: 1, kind: "store", client: 1, atMs: 0, tries: 1, pauseMs: 0 }, {
    id: 4,
    kind: "funds",
    client: 0,
    atMs: 0,
    tries: 1,
    pauseMs: 1000,
  }, { id: 8, kind: "funds", client: 1, atMs: 9750, tries: 1, pauseMs: 0 }],
  chainLies: [{ kind: "swallows", at: "chain-0", fromMs: 0, untilMs: 60000, code: 20, ms: 0 }],
});

hold("a read whose answers were lost confirms no write", {
  seed: 721,
  shape: {
    nodes: 4,
    primeBits: 128,
    blockTimeMs: 3000,
    latencyMs: 5,
    bootnode: 2,
    isPinned: true,
    endpoints: 2,
    clients: [{ wallet: 0, payer: 0, paymentMode: "balance", timeoutMs: 120000, skewMs: 0 }],
  },
  steps: [
    { id: 0, kind: "funds", client: 0, atMs: 0, tries: 2, pauseMs: 50, abortAfterMs: 7 },
    { id: 1, kind: "store", client: 0, atMs: 0, tries: 1, pauseMs: 50 },
    { id: 2, kind: "store", client: 0, atMs: 0, tries: 2, pauseMs: 0, confirm: true },
    {
      id: 3,
      kind: "update",
      client: 0,
      atMs: 0,
      tries: 1,
      pauseMs: 0,
      timeoutMs: 41,
      confirm: true,
      of: 2,
    },
  ],
  nodeLies: [{ kind: "burns", node: 1 }],
});

hold("a payment stops by its limit while it shares the read of a block", {
  seed: 2964,
  shape: {
    primeBits: 256,
    latencyMs: 200,
    bootnode: 2,
    clients: [{ wallet: 0, payer: 0, paymentMode: "balance", timeoutMs: 10000, skewMs: 0 }],
  },
  steps: [
    { id: 0, kind: "funds", client: 0, atMs: 0, tries: 1, pauseMs: 50 },
    { id: 1, kind: "store", client: 0, atMs: 0, tries: 1, pauseMs: 0 },
    { id: 5, kind: "balance", client: 0, atMs: 0, tries: 1, pauseMs: 0 },
    { id: 6, kind: "store", client: 0, atMs: 0, tries: 2, pauseMs: 50, timeoutMs: 1900 },
  ],
  linkFaults: [{
    kind: "repeated",
    at: "chain-0",
    methods: ["status"],
    skip: 1,
    times: 1,
    fromMs: 0,
    untilMs: 5000,
    ms: 377,
  }, {
    kind: "answerReset",
    at: "chain-0",
    methods: ["status"],
    skip: 0,
    times: 1,
    fromMs: 0,
    untilMs: 60000,
  }, {
    kind: "refused",
    at: "chain-0",
    methods: ["broadcast_tx_sync"],
    skip: 0,
    times: 5,
    fromMs: 0,
    untilMs: 5000,
  }, { kind: "lost", at: "chain-0", skip: 0, times: 1000000, fromMs: 2474, untilMs: 42474 }],
});

hold("a quote that the balance may have paid is not paid again after it expired", {
  seed: 1202,
  shape: {
    primeBits: 256,
    blockTimeMs: 1000,
    latencyMs: 5,
    bootnode: 2,
    endpoints: 2,
    clients: [{ wallet: 0, payer: 0, paymentMode: "balance", timeoutMs: 30000, skewMs: 0 }],
  },
  steps: [
    { id: 0, kind: "funds", client: 0, atMs: 0, tries: 1, pauseMs: 10000 },
    { id: 1, kind: "store", client: 0, atMs: 0, tries: 3, pauseMs: 1000 },
    { id: 4, kind: "store", client: 0, atMs: 17263, tries: 1, pauseMs: 10000 },
    { id: 5, kind: "dayPasses", client: 0, atMs: 0, tries: 1, pauseMs: 50 },
  ],
  linkFaults: [{
    kind: "late",
    at: 2,
    methods: ["PaymentReceipt"],
    skip: 2,
    times: 2,
    fromMs: 0,
    untilMs: 60000,
    ms: 12771,
  }, {
    kind: "cut",
    at: 1,
    methods: ["StoreValues"],
    skip: 0,
    times: 1000,
    fromMs: 0,
    untilMs: 20000,
    bytes: 34,
  }],
});

hold("a refusal that came after its caller had left is told, and not that the quote has expired", {
  seed: 1101279,
  shape: {
    primeBits: 256,
    blockTimeMs: 3000,
    latencyMs: 5,
    isPinned: true,
    endpoints: 2,
    timeoutBlocks: 5,
    clients: [{ wallet: 0, payer: 0, paymentMode: "perOperation", timeoutMs: 120000, skewMs: 0 }],
  },
  steps: [{ id: 0, kind: "dayPasses", client: 0, atMs: 0, tries: 1, pauseMs: 0 }, {
    id: 3,
    kind: "store",
    client: 0,
    atMs: 0,
    tries: 1,
    pauseMs: 0,
    timeoutMs: 3873,
  }],
  linkFaults: [{
    kind: "answerLost",
    at: 2,
    methods: ["PaymentReceipt"],
    skip: 0,
    times: 1000,
    fromMs: 0,
    untilMs: 5000,
  }],
});

hold("a payer that sends nothing when it is asked again leaves nothing to resume", {
  seed: 1103561,
  shape: {
    latencyMs: 5,
    bootnode: 1,
    isPinned: true,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "perOperation",
      timeoutMs: 10000,
      skewMs: 20000,
      journal: "file",
    }],
  },
  steps: [{ id: 0, kind: "otherSigner", client: 0, atMs: 0, tries: 1, pauseMs: 0 }, {
    id: 2,
    kind: "store",
    client: 0,
    atMs: 0,
    tries: 1,
    pauseMs: 10000,
  }, { id: 5, kind: "store", client: 0, atMs: 0, tries: 5, pauseMs: 0, timeoutMs: 37 }],
});

hold("a dead payment is signed again although one whose caller has left has its number", {
  seed: 2011510,
  shape: {
    nodes: 5,
    primeBits: 256,
    blockTimeMs: 20,
    latencyMs: 200,
    bootnode: 1,
    isPinned: true,
    clients: [
      {
        wallet: 0,
        payer: 0,
        paymentMode: "perOperation",
        timeoutMs: 10000,
        skewMs: 0,
      },
      {
        wallet: 0,
        payer: 0,
        paymentMode: "perOperation",
        timeoutMs: 30000,
        skewMs: 0,
      },
    ],
  },
  steps: [
    {
      id: 0,
      kind: "store",
      client: 1,
      atMs: 0,
      tries: 1,
      pauseMs: 50,
    },
    {
      id: 4,
      kind: "funds",
      client: 0,
      atMs: 0,
      tries: 4,
      pauseMs: 1000,
    },
  ],
  chainLies: [
    {
      kind: "swallows",
      at: "chain-0",
      fromMs: 0,
      untilMs: 60000,
      code: 5,
      ms: 0,
    },
  ],
});

hold("a payment that was signed at an invented height, and dropped, is sent again", {
  seed: 3002429,
  shape: {
    nodes: 4,
    latencyMs: 5,
    bootnode: 1,
    endpoints: 2,
    timeoutBlocks: 5,
    clients: [
      {
        wallet: 0,
        payer: 0,
        paymentMode: "balance",
        timeoutMs: 30000,
        skewMs: 0,
        journal: "file",
      },
      {
        wallet: 0,
        payer: 0,
        paymentMode: "balance",
        timeoutMs: 30000,
        skewMs: 0,
        journal: "file",
      },
    ],
  },
  steps: [
    {
      id: 1,
      kind: "store",
      client: 0,
      atMs: 0,
      tries: 1,
      pauseMs: 1000,
    },
    {
      id: 2,
      kind: "read",
      client: 1,
      atMs: 1849,
      tries: 1,
      pauseMs: 50,
      of: 1,
      afterMs: 3731,
    },
  ],
  linkFaults: [
    {
      kind: "page",
      at: "chain-1",
      skip: 0,
      times: 1,
      fromMs: 0,
      untilMs: 20000,
      status: 429,
      isServed: true,
      retryAfter: 7,
    },
  ],
  chainFaults: [
    {
      kind: "drop",
      fromMs: 5036,
      untilMs: 6036,
      times: 3,
    },
  ],
  chainLies: [
    {
      kind: "height",
      at: "chain-0",
      fromMs: 0,
      untilMs: 15000,
      code: 11,
      ms: 500,
    },
  ],
});

hold("a proxy may hide that the balance has paid, and then the wallet pays", {
  seed: 20002604,
  shape: {
    nodes: 5,
    primeBits: 256,
    blockTimeMs: 20,
    isPinned: true,
    endpoints: 2,
    timeoutBlocks: 5,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 120000,
      skewMs: -20000,
      journal: "memory",
    }, {
      wallet: 0,
      payer: 1,
      paymentMode: "perOperation",
      timeoutMs: 10000,
      skewMs: 20000,
      journal: "memory",
    }],
  },
  steps: [{
    id: 0,
    kind: "funds",
    client: 0,
    atMs: 0,
    tries: 1,
    pauseMs: 0,
  }, {
    id: 1,
    kind: "store",
    client: 1,
    atMs: 0,
    tries: 1,
    pauseMs: 10000,
  }, {
    id: 5,
    kind: "update",
    client: 0,
    atMs: 13823,
    tries: 5,
    pauseMs: 10000,
    of: 1,
    afterMs: 0,
  }],
  linkFaults: [{
    kind: "repeated",
    at: 4,
    methods: ["PaymentReceipt"],
    skip: 1,
    times: 1000,
    fromMs: 0,
    untilMs: 60000,
    ms: 1,
    isFirst: false,
  }],
});
