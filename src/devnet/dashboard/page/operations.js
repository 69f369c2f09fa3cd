/** Puts the requests of a log together into operations, and counts them. */

/** As many as end in ten seconds, if they are many. */
const operationsMax = 3_000;
/** How long the parts of an operation without a quote are apart at most. */
const apartMs = 100;
/** What users call that needs no quote, but all nodes. */
const freeMethods = new Set(["DeleteValues", "RetrieveResults"]);

/** What a healthy place does not answer. */
const illness = /^(DROPPED|INTERNAL|UNKNOWN|DATA_LOSS|HTTP 5\d\d)$/;

const nameOf = (method) => method.replace(/^.*\//, "");
const endOf = ({ atMs, durationMs }) => atMs + durationMs;

/** An operation: the requests of each of its steps. */
class Operation {
  constructor(id, { atMs, user }) {
    this.id = id;
    this.atMs = atMs;
    this.user = user;
    this.kind = undefined;
    this.quote = undefined;
    this.receipts = [];
    this.nodes = [];
    /** When its latest request has ended. */
    this.endMs = atMs;
  }

  add(request) {
    const name = nameOf(request.method);
    this.atMs = Math.min(this.atMs, request.atMs);
    this.endMs = Math.max(this.endMs, endOf(request));
    this.user ??= request.user;
    if (name === "PriceQuote") this.quote = request;
    else if (name === "PaymentReceipt") this.receipts.push(request);
    else {
      this.kind = name;
      this.nodes.push(request);
    }
  }

  /** How long it has taken. */
  get durationMs() {
    return this.endMs - this.atMs;
  }

  /** Why it failed, as far as the network knows: the first status that is not OK of its last step. */
  get failure() {
    const last = this.nodes.length > 0 ? this.nodes : this.receipts.slice(-1);
    return last.find(({ status }) => status !== "OK" && status !== "LEFT")?.status;
  }

  /**
   * The steps, each with its `name`, its `startMs` from the start of the operation, its `durationMs` and its `status`.
   * What is between the quote and the last request for the receipt is the payment.
   */
  get steps() {
    const steps = [];
    const add = (name, startMs, endMs, status) =>
      steps.push({ name, startMs: startMs - this.atMs, durationMs: endMs - startMs, status });
    if (this.quote) add("quote", this.quote.atMs, endOf(this.quote), this.quote.status);
    const receipt = this.receipts.at(-1);
    if (this.quote && receipt) add("payment", endOf(this.quote), receipt.atMs, "OK");
    if (receipt) add("receipt", receipt.atMs, endOf(receipt), receipt.status);
    if (this.nodes.length > 0) {
      const startMs = Math.min(...this.nodes.map(({ atMs }) => atMs));
      add("nodes", startMs, Math.max(...this.nodes.map(endOf)), this.failure ?? "OK");
    }
    return steps;
  }
}

/** What a place answers: how often, how fast, and how often not. */
class Place {
  constructor() {
    this.count = 0;
    this.failed = 0;
    this.latest = [];
    /** Whether it, not its caller, was at fault: for each of the latest requests. */
    this.isIll = [];
    this.seconds = [];
  }

  add({ status, durationMs }, second) {
    this.count++;
    if (status !== "OK" && status !== "LEFT") this.failed++;
    this.isIll.push(illness.test(status));
    if (this.isIll.length > 50) this.isIll.shift();
    this.latest.push(durationMs);
    if (this.latest.length > 200) this.latest.shift();
    const bucket = this.seconds.at(-1);
    if (bucket?.second === second) bucket.count++;
    else this.seconds.push({ second, count: 1 });
    if (this.seconds.length > 60) this.seconds.shift();
  }
}

/** The latest operations and requests. */
export class Book {
  constructor() {
    this.operations = new Map();
    /** The latest of those that need no quote. */
    this.free = [];
    this.requests = [];
    this.places = new Map();
    this.lastNumber = 0;
    this.missed = 0;
    this.rates = [];
  }

  /** Takes what the log has after `lastNumber`. */
  add(requests, nowMs = Date.now()) {
    const isFirst = this.lastNumber === 0;
    const [first] = requests;
    // The log keeps so many requests only. When the page is opened, earlier ones are not missed.
    if (first && !isFirst) this.missed += first.number - this.lastNumber - 1;
    if (!isFirst || requests.length > 0) {
      const count = isFirst ? 0 : (requests.at(-1)?.number ?? this.lastNumber) - this.lastNumber;
      this.rates.push({ nowMs, count });
    }
    while (this.rates.length > 0 && this.rates[0].nowMs < nowMs - 10_000) this.rates.shift();
    for (const request of requests) this.#addOne(request);
    this.lastNumber = requests.at(-1)?.number ?? this.lastNumber;
    if (this.requests.length > 1000) this.requests.splice(0, this.requests.length - 1000);
  }

  /** How many requests a second there were in the latest ten seconds. */
  get requestsPerSecond() {
    const [first] = this.rates;
    if (first === undefined || this.rates.length < 2) return 0;
    const seconds = (this.rates.at(-1).nowMs - first.nowMs) / 1000;
    return this.rates.slice(1).reduce((sum, { count }) => sum + count, 0) / seconds;
  }

  /** The operations that ended in the latest ten seconds, by the time of the latest one. */
  get recent() {
    const all = [...this.operations.values()];
    const latest = all.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
    return all.filter(({ endMs, nodes }) => endMs > latest - 10_000 && nodes.length > 0);
  }

  /** The place with this number, or the chain. */
  place(to) {
    if (!this.places.has(to)) this.places.set(to, new Place());
    return this.places.get(to);
  }

  #addOne(request) {
    this.requests.push(request);
    this.place(request.to).add(request, Math.floor(request.atMs / 1000));
    const id = request.operation ?? this.#freeOperation(request);
    if (id === undefined) return;
    let operation = this.operations.get(id);
    if (operation === undefined) {
      this.operations.set(id, operation = new Operation(id, request));
      const [oldest] = this.operations.keys();
      if (this.operations.size > operationsMax) this.operations.delete(oldest);
    }
    operation.add(request);
  }

  /** Requests for the same, of the same user at about the same time, to different nodes, are one operation. */
  #freeOperation({ number, user, method, to, atMs }) {
    if (user === undefined || !freeMethods.has(nameOf(method))) return undefined;
    const same = this.free.find(({ id, ...first }) =>
      first.user === user && first.method === method && Math.abs(first.atMs - atMs) < apartMs &&
      !this.operations.get(id)?.nodes.some((other) => other.to === to)
    );
    if (same !== undefined) return same.id;
    const id = `free ${number}`;
    this.free.push({ id, user, method, atMs });
    if (this.free.length > 50) this.free.shift();
    return id;
  }
}
