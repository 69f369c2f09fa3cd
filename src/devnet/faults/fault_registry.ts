import { seededEnvironment } from "../base/environment.ts";
import type { ChainFault, InjectedFault, NodeFault, RequestLimits } from "./fault.ts";

/** A fault that has not ended. */
export interface ActiveFault extends InjectedFault {
  /** Decides whether the fault affects a request of one of these methods, or a transaction, and counts it if so. */
  takesEffect(methods?: readonly string[]): boolean;
  /** Draws random bytes, which follow from the devnet's seed and the fault's number. */
  draw(length: number): Uint8Array;
}

/** The faults of a devnet. */
export interface FaultRegistry {
  /** The active faults, the oldest first. */
  readonly active: readonly ActiveFault[];
  /** Adds a fault, which is active at once; `onEnd` is called when it ends. */
  inject(
    at: number | "chain",
    fault: NodeFault | ChainFault,
    onEnd?: () => void,
  ): InjectedFault;
  /** The active faults of one node, or of the chain. */
  at(place: number | "chain"): ActiveFault[];
}

/** A registry without faults. */
export function createFaultRegistry(seed: string): FaultRegistry {
  const active: ActiveFault[] = [];
  let count = 0;
  return {
    active,

    inject(at, fault, onEnd = () => {}) {
      const id = ++count;
      // Each fault has its own generator, so that a fault does not change the ids that nodes draw.
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
        takesEffect(called = []) {
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
          onEnd();
        },
      };
      active.push(entry);
      return entry;
    },

    at: (place) => active.filter(({ at }) => at === place),
  };
}

/** A random number from 0 to 1, without 1. */
function fraction(draw: (length: number) => Uint8Array): number {
  return new DataView(draw(4).buffer).getUint32(0) / 2 ** 32;
}
