import type { Environment } from "./environment.ts";

/** How long a receiver may keep a task without any answer before it counts as stuck. */
const stuckMs = 2_000;

/** The fewest places that stay free for other lanes when a lane asks for a further one without an answer. */
const reserveMin = 2;

/** The part of all places that stays free for that. */
const reservedPart = 1 / 3;

/** How many further tasks a lane may start for each answer. */
const startsPerAnswer = 2;

/**
 * A limit on how many tasks run at once, which several receivers share. Each receiver has a lane. A
 * receiver that hangs keeps few places, so that the tasks of the others go on:
 *
 * - a free place goes to the lane with the fewest tasks under way;
 * - a lane gets a further place when its receiver answers, or when enough places are free;
 * - a stuck lane gets one place, and all stuck lanes together get a part of the places.
 */
export class Lanes {
  readonly #lanes = new Set<Lane>();
  readonly #environment: Environment;
  readonly #stuckMax: number;
  readonly #perLaneMax: number;
  readonly #reserve: number;
  #free: number;
  #tasks = 0;

  /** Makes `count` places. A lane gets at most `perLaneMax`, and all stuck lanes together `stuckMax`. */
  constructor(count: number, perLaneMax: number, stuckMax: number, environment: Environment) {
    this.#free = count;
    this.#perLaneMax = perLaneMax;
    this.#reserve = Math.max(reserveMin, Math.floor(count * reservedPart));
    this.#stuckMax = stuckMax;
    this.#environment = environment;
  }

  /** Opens a lane for one receiver. */
  open(): Lane {
    const lane = new Lane(this.#environment, {
      number: () => this.#tasks++,
      fill: () => this.#fill(),
      release: () => {
        this.#free++;
        this.#fill();
      },
    });
    this.#lanes.add(lane);
    return lane;
  }

  #fill(): void {
    for (let lane = this.#next(); lane !== undefined; lane = this.#next()) {
      this.#free--;
      lane.start();
    }
  }

  /** The lane that gets the next place, if one may. */
  #next(): Lane | undefined {
    if (this.#free === 0) return undefined;
    // Asked at each start and each end of a task, so it makes no lists.
    let best: Lane | undefined;
    let isBestStuck = false;
    for (const lane of this.#lanes) {
      if (lane.first === undefined) continue;
      const isStuck = lane.isStuck;
      if (!this.#mayStart(lane, isStuck)) continue;
      const order = best === undefined ? -1 : Number(isStuck) - Number(isBestStuck) ||
        lane.underWay - best.underWay || lane.first - best.first!;
      if (order < 0) [best, isBestStuck] = [lane, isStuck];
    }
    return best;
  }

  #mayStart(lane: Lane, isStuck: boolean): boolean {
    if (isStuck) return lane.underWay === 0 && this.#stuckCount() < this.#stuckMax;
    return lane.underWay === 0 ||
      lane.underWay < this.#perLaneMax && (lane.starts > 0 || this.#free > this.#reserve);
  }

  /** How many places stuck lanes have. */
  #stuckCount(): number {
    let count = 0;
    for (const lane of this.#lanes) if (lane.isStuck) count += lane.underWay;
    return count;
  }
}

/** What a lane needs of the lanes beside it. */
interface Places {
  /** Gives the next number of a task. */
  number(): number;
  /** Gives free places to tasks that wait. */
  fill(): void;
  /** Takes a place back. */
  release(): void;
}

interface Waiting {
  readonly number: number;
  start(): void;
}

/** The tasks for one receiver. */
export class Lane {
  readonly #environment: Environment;
  readonly #places: Places;
  readonly #waiting = new Set<Waiting>();
  #underWay = 0;
  /** How many of the tasks under way may take long. They say nothing about the receiver. */
  #patient = 0;
  /** When the receiver answered last, or got a task while it had none. */
  #signMs = 0;
  #hasHung = false;
  #starts = 0;

  /** Made by `Lanes.open()`. */
  constructor(environment: Environment, places: Places) {
    this.#environment = environment;
    this.#places = places;
  }

  /** How many tasks run. */
  get underWay(): number {
    return this.#underWay;
  }

  /** How many further tasks the answers of the receiver allow. */
  get starts(): number {
    return this.#starts;
  }

  /** The number of the task that has waited the longest. */
  get first(): number | undefined {
    const [first] = this.#waiting;
    return first?.number;
  }

  /** Whether the receiver has kept a task for long, and has answered nothing since. */
  get isStuck(): boolean {
    return this.#hasHung ||
      this.#underWay > this.#patient && this.#environment.now() - this.#signMs > stuckMs;
  }

  /**
   * Runs the task when it gets a place. Rejects with the signal's reason if that aborts first.
   *
   * @param isPatient Whether the receiver may keep this task for long.
   */
  async run<T>(
    task: () => Promise<T>,
    signal?: AbortSignal | null,
    isPatient = false,
  ): Promise<T> {
    signal?.throwIfAborted();
    await this.#turn(signal);
    const startedMs = this.#environment.now();
    if (isPatient) this.#patient++;
    try {
      const result = await task();
      this.#hear();
      return result;
    } catch (error) {
      const hasTakenLong = this.#environment.now() - startedMs > stuckMs;
      if (hasTakenLong && !isPatient) this.#hasHung = true;
      // A failure that comes at once is an answer too: it keeps no place.
      else if (!hasTakenLong && !signal?.aborted) this.#hear();
      throw error;
    } finally {
      if (isPatient) this.#patient--;
      if (--this.#underWay === 0 && this.#waiting.size === 0) this.#starts = 0;
      this.#places.release();
    }
  }

  /** Starts the task that has waited the longest. */
  start(): void {
    const [first] = this.#waiting;
    if (this.#underWay === this.#patient) this.#signMs = this.#environment.now();
    if (this.#underWay++ > 0 && this.#starts > 0) this.#starts--;
    first!.start();
  }

  #hear(): void {
    this.#signMs = this.#environment.now();
    this.#hasHung = false;
    this.#starts = startsPerAnswer;
  }

  #turn(signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        this.#waiting.delete(waiting);
        signal?.removeEventListener("abort", leave);
      };
      const leave = () => {
        stopWaiting();
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        number: this.#places.number(),
        start: () => {
          stopWaiting();
          resolve();
        },
      };
      this.#waiting.add(waiting);
      signal?.addEventListener("abort", leave, { once: true });
      this.#places.fill();
    });
  }
}
