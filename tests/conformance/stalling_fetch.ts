import type { Fetch } from "@nilvm/client";

/** Answers requests until it is told to stop, and none after that. */
export function stallingFetch(): { fetch: Fetch; stall: () => void } {
  let isStalling = false;
  return {
    stall: () => isStalling = true,
    fetch: (input, init) =>
      isStalling
        ? new Promise((_, reject) => {
          const { signal } = init!;
          if (signal!.aborted) reject(signal!.reason);
          signal!.addEventListener("abort", () => reject(signal!.reason), { once: true });
        })
        : fetch(input, init),
  };
}
