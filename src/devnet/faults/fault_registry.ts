import { seededEnvironment } from "../base/environment.ts";
import type { ChainFault, InjectedFault, NodeFault, RequestLimits } from "./fault.ts";

/** A fault at work. */
export interface ActiveFault extends InjectedFault {
  /** Whether it meets a request of one of these methods, or a transaction; once it has met its last it is over. */
  meets(methods?: readonly string[]): boolean;
  /** Draws random bytes, which follow from the devnet's seed and the fault's number. */
  draw(count: number): Uint8Array;
}

/** The faults that a devnet has. */
export interface FaultBook {
  /** Those that are not over, the oldest first. */
  readonly active: readonly ActiveFault[];
  /** Enters a fault, which is at work from here on. */
  inject(
    at: number | "chain",
    fault: NodeFault | ChainFault,
    onOver?: () => void,
  ): InjectedFault;
  /** Those of one place. */
  at(place: number | "chain"): ActiveFault[];
}

/** An empty book. */
export function createFaultBook(seed: string): FaultBook {
  const active: ActiveFault[] = [];
  let count = 0;
  return {
    active,

    inject(at, fault, onOver = () => {}) {
      const id = ++count;
      // A generator of its own: a fault must not move the ids that nodes give.
      const { randomBytes: draw } = seededEnvironment(`${seed}/fault/${id}`);
      const limits: RequestLimits<string> & { kind: string } = fault;
      const { methods, times = Infinity, probability = 1 } = limits;
      let hits = 0;
      const entry: ActiveFault = {
        id,
        at,
        fault,
        get hits() {
          return hits;
        },
        draw,
        meets(called = []) {
          const isMeant = methods === undefined || called.some((name) => methods.includes(name));
          if (!isMeant || hits >= times) return false;
          if (probability < 1 && fraction(draw) >= probability) return false;
          if (++hits === times) entry[Symbol.dispose]();
          return true;
        },
        [Symbol.dispose]() {
          const index = active.indexOf(entry);
          if (index < 0) return;
          active.splice(index, 1);
          onOver();
        },
      };
      active.push(entry);
      return entry;
    },

    at: (place) => active.filter(({ at }) => at === place),
  };
}

/** A number from 0 up to but not including 1. */
function fraction(draw: (count: number) => Uint8Array): number {
  return new DataView(draw(4).buffer).getUint32(0) / 2 ** 32;
}
