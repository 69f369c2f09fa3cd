import type { DevnetClock } from "../base/clock.ts";
import type { ChainFaultHooks } from "../chain/chain.ts";
import type { ChainFault } from "./fault.ts";
import type { ActiveFault, FaultRegistry } from "./fault_registry.ts";

/** Applies the faults of a registry inside a chain. */
export function createChainFaultHooks(
  faults: FaultRegistry,
  clock: Pick<DevnetClock, "sleep">,
): ChainFaultHooks {
  const never = new AbortController().signal;
  const ofKind = (kind: ChainFault["kind"]): ActiveFault[] =>
    faults.at("chain").filter(({ fault }) => fault.kind === kind);
  return {
    isStalled: () => ofKind("stall").length > 0,
    dropsTransaction: () => ofKind("drop").some(({ takesEffect }) => takesEffect()),
    lag() {
      for (const { fault, takesEffect } of ofKind("lag")) {
        if (fault.kind === "lag" && takesEffect()) return clock.sleep(fault.delayMs, never);
      }
    },
  };
}
