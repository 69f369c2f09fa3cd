/** Plans with crashes that once violated an invariant, shrunk. */
import { hold } from "./hold.ts";

hold("a receipt that a request of an earlier resumePayments() has got is not lost", {
  seed: 602,
  shape: {
    nodes: 5,
    degree: 2,
    blockTimeMs: 1000,
    latencyMs: 30,
    bootnode: 2,
    isPinned: true,
    timeoutBlocks: 5,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 3000,
      skewMs: 0,
      journal: "memory",
    }],
  },
  steps: [{ id: 0, kind: "store", client: 0, atMs: 0, tries: 1, pauseMs: 0 }, {
    id: 1,
    kind: "update",
    client: 0,
    atMs: 0,
    tries: 1,
    pauseMs: 0,
    of: 0,
  }, { id: 2, kind: "read", client: 0, atMs: 0, tries: 1, pauseMs: 50, of: 0 }],
  crashes: [{ payer: 0, atMs: 21, downMs: 1000 }, { payer: 0, atMs: 3401, downMs: 1 }],
  chainFaults: [{ kind: "lag", fromMs: 3120, untilMs: 48120, times: 1, delayMs: 8000 }],
});

hold("a price is asked of the balance when earlier deposits are credited", {
  seed: 51,
  shape: {
    blockTimeMs: 1000,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 30000,
      skewMs: 0,
      journal: "memory",
    }],
  },
  steps: [
    { id: 0, kind: "funds", client: 0, atMs: 0, tries: 1, pauseMs: 0 },
    { id: 1, kind: "store", client: 0, atMs: 100, tries: 1, pauseMs: 0 },
  ],
  crashes: [{ payer: 0, atMs: 106, downMs: 1000 }],
});

hold("what a killed process has renamed is on the disk before the next one acts upon it", {
  seed: 829,
  shape: {
    nodes: 4,
    primeBits: 128,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 120000,
      skewMs: 20000,
      journal: "file",
    }],
  },
  steps: [{ id: 0, kind: "funds", client: 0, atMs: 0, tries: 1, pauseMs: 0 }, {
    id: 1,
    kind: "store",
    client: 0,
    atMs: 60000,
    tries: 1,
    pauseMs: 0,
  }, { id: 2, kind: "grant", client: 0, atMs: 0, tries: 1, pauseMs: 0, of: 1 }],
  crashes: [{ payer: 0, step: 2, event: 6, downMs: 1000 }, {
    payer: 0,
    step: -1,
    event: 3,
    downMs: 1,
    isPowerCut: true,
  }],
});

hold("a purchase that the chain refuses to take after a crash is not lost", {
  seed: 1002636,
  shape: {
    primeBits: 128,
    blockTimeMs: 1000,
    latencyMs: 5,
    bootnode: 1,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "perOperation",
      timeoutMs: 30000,
      skewMs: 0,
      journal: "memory",
    }],
  },
  steps: [{ id: 4, kind: "store", client: 0, atMs: 18450, tries: 2, pauseMs: 10000 }, {
    id: 6,
    kind: "read",
    client: 0,
    atMs: 0,
    tries: 1,
    pauseMs: 1000,
    of: 4,
    afterMs: 0,
  }],
  crashes: [{ payer: 0, atMs: 29366, downMs: 1, isPowerCut: true }],
  chainLies: [{ kind: "keeps", at: "chain-0", fromMs: 0, untilMs: 60000, code: 5, ms: 500 }],
});

hold("a deposit that the chain refuses to take after a crash is not lost", {
  seed: 1102624,
  shape: {
    nodes: 4,
    primeBits: 256,
    blockTimeMs: 1000,
    bootnode: 3,
    isPinned: true,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 30000,
      skewMs: -20000,
      journal: "memory",
    }, {
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 3000,
      skewMs: -20000,
      journal: "kv",
    }],
  },
  steps: [{ id: 0, kind: "funds", client: 0, atMs: 0, tries: 1, pauseMs: 10000 }, {
    id: 1,
    kind: "funds",
    client: 1,
    atMs: 0,
    tries: 1,
    pauseMs: 10000,
  }],
  linkFaults: [{
    kind: "page",
    at: "chain-0",
    methods: ["broadcast_tx_sync"],
    skip: 0,
    times: 1,
    fromMs: 0,
    untilMs: 20000,
    status: 503,
    isServed: false,
    retryAfter: 7,
  }],
  crashes: [{ payer: 0, atMs: 971, downMs: 1000 }],
  chainLies: [{ kind: "keeps", at: "chain-0", fromMs: 0, untilMs: 15000, code: 5, ms: 0 }],
});

hold("what a low balance refused in an earlier call is asked for again after a deposit", {
  seed: 2002800,
  shape: {
    nodes: 5,
    degree: 2,
    primeBits: 256,
    blockTimeMs: 1000,
    latencyMs: 200,
    bootnode: 4,
    isPinned: true,
    timeoutBlocks: 5,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 3000,
      skewMs: 0,
      journal: "memory",
    }],
  },
  steps: [{ id: 0, kind: "funds", client: 0, atMs: 0, tries: 2, pauseMs: 0, abortAfterMs: 2 }, {
    id: 1,
    kind: "store",
    client: 0,
    atMs: 0,
    tries: 2,
    pauseMs: 1000,
    timeoutMs: 215,
    abortAfterMs: 9,
  }, { id: 3, kind: "store", client: 0, atMs: 0, tries: 2, pauseMs: 50, timeoutMs: 780 }],
  crashes: [{ payer: 0, atMs: 12199, downMs: 30000 }],
  chainFaults: [{ kind: "stall", fromMs: 236, untilMs: 10236 }, {
    kind: "stall",
    fromMs: 3584,
    untilMs: 48584,
  }],
});

hold("a dead payment is signed again although several others are waiting", {
  seed: 2002410,
  shape: {
    nodes: 6,
    primeBits: 256,
    blockTimeMs: 1000,
    latencyMs: 200,
    isPinned: true,
    clients: [
      {
        wallet: 0,
        payer: 0,
        paymentMode: "perOperation",
        timeoutMs: 10000,
        skewMs: -20000,
      },
    ],
  },
  steps: [
    {
      id: 0,
      kind: "store",
      client: 0,
      atMs: 0,
      tries: 3,
      pauseMs: 0,
    },
    {
      id: 1,
      kind: "funds",
      client: 0,
      atMs: 0,
      tries: 3,
      pauseMs: 1000,
      abortAfterMs: 80,
    },
    {
      id: 4,
      kind: "funds",
      client: 0,
      atMs: 0,
      tries: 4,
      pauseMs: 50,
    },
    {
      id: 6,
      kind: "receipt",
      client: 0,
      atMs: 0,
      tries: 1,
      pauseMs: 50,
    },
  ],
  crashes: [
    {
      payer: 0,
      atMs: 15,
      downMs: 30000,
      isPowerCut: true,
    },
  ],
  chainLies: [
    {
      kind: "swallows",
      at: "chain-0",
      fromMs: 16265,
      untilMs: 76265,
      code: 32,
      ms: 0,
    },
  ],
});

hold(
  "a call that ended while its transaction was being written down paid nothing before the crash",
  {
    seed: 2011624,
    shape: {
      primeBits: 256,
      blockTimeMs: 3000,
      endpoints: 2,
      timeoutBlocks: 5,
      clients: [
        {
          wallet: 0,
          payer: 0,
          paymentMode: "balance",
          timeoutMs: 120000,
          skewMs: 0,
          journal: "file",
        },
        {
          wallet: 0,
          payer: 0,
          paymentMode: "perOperation",
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
        client: 1,
        atMs: 0,
        tries: 2,
        pauseMs: 50,
        timeoutMs: 15,
      },
    ],
    crashes: [
      {
        payer: 0,
        step: 1,
        event: 19,
        downMs: 1,
        isPowerCut: true,
      },
    ],
  },
);

hold("a call that ended while it wrote down that the balance pays paid nothing before the crash", {
  seed: 2012563,
  shape: {
    primeBits: 256,
    blockTimeMs: 1000,
    endpoints: 2,
    timeoutBlocks: 5,
    clients: [
      {
        wallet: 0,
        payer: 0,
        paymentMode: "perOperation",
        timeoutMs: 30000,
        skewMs: 20000,
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
      id: 0,
      kind: "funds",
      client: 1,
      atMs: 0,
      tries: 1,
      pauseMs: 1000,
    },
    {
      id: 1,
      kind: "store",
      client: 1,
      atMs: 0,
      tries: 1,
      pauseMs: 1000,
    },
    {
      id: 5,
      kind: "pools",
      client: 1,
      atMs: 0,
      tries: 1,
      pauseMs: 1000,
      abortAfterMs: 15,
    },
  ],
  crashes: [
    {
      payer: 0,
      atMs: 27,
      downMs: 1,
      isPowerCut: true,
    },
  ],
});

hold("a receipt that is still being written stays when the next attempt writes", {
  seed: 60000755,
  shape: {
    primeBits: 256,
    blockTimeMs: 1000,
    latencyMs: 5,
    endpoints: 2,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 120000,
      skewMs: 0,
      journal: "kv",
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
    client: 0,
    atMs: 0,
    tries: 1,
    pauseMs: 0,
  }, {
    id: 2,
    kind: "grant",
    client: 0,
    atMs: 120000,
    tries: 2,
    pauseMs: 0,
    of: 1,
    abortAfterMs: 14,
  }, {
    id: 3,
    kind: "pools",
    client: 0,
    atMs: 120000,
    tries: 1,
    pauseMs: 0,
  }],
  crashes: [{
    payer: 0,
    step: 2,
    event: 12,
    downMs: 1,
    isPowerCut: true,
  }],
  isStrict: true,
});

hold("a receipt that is still being written is not used by the next attempt", {
  seed: 50002999,
  shape: {
    nodes: 4,
    blockTimeMs: 1000,
    timeoutBlocks: 5,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 120000,
      skewMs: 0,
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
    client: 0,
    atMs: 60000,
    tries: 1,
    pauseMs: 0,
  }, {
    id: 2,
    kind: "readPermissions",
    client: 0,
    atMs: 0,
    tries: 2,
    pauseMs: 0,
    of: 1,
    abortAfterMs: 5,
  }],
  crashes: [{
    payer: 0,
    step: 2,
    event: 9,
    downMs: 1,
    isPowerCut: true,
  }],
  isStrict: true,
});

hold("what the read that confirms a write has bought is not for the write", {
  seed: 50003796,
  shape: {
    primeBits: 128,
    blockTimeMs: 20,
    latencyMs: 30,
    endpoints: 2,
    timeoutBlocks: 5,
    clients: [{
      wallet: 0,
      payer: 0,
      paymentMode: "balance",
      timeoutMs: 120000,
      skewMs: -20000,
      journal: "memory",
    }],
  },
  steps: [{
    id: 0,
    kind: "store",
    client: 0,
    atMs: 0,
    tries: 2,
    pauseMs: 1,
    confirm: true,
    abortAfterMs: 300,
  }],
  crashes: [{
    payer: 0,
    step: 0,
    event: 95,
    downMs: 1000,
    isPowerCut: true,
  }],
  isStrict: true,
});
