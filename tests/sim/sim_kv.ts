/** A database of keys and values in memory, as a process sees it. */
import type { KvLike } from "@nilvm/client/journal";
import type { Random } from "../../tools/random.ts";
import type { SimClock } from "./clock.ts";
import type { SimProcess } from "./process.ts";

/** The longest time that a change takes. */
const changeMs = 5;

/** Opens what is kept for a process. A change that is under way at its crash is made or not. */
export function openKv(
  kept: Map<string, string>,
  process: SimProcess,
  clock: SimClock,
  owner: string,
  random: Random,
): KvLike {
  const change = (make: () => void) => process.change(clock, owner, random, changeMs, make);
  return {
    set: (key, value) => change(() => void kept.set(JSON.stringify(key), value)),
    delete: (key) => change(() => void kept.delete(JSON.stringify(key))),
    async *list({ prefix }) {
      const entries = await process.living(() => Promise.resolve([...kept]));
      for (const [text, value] of entries.sort(([one], [other]) => one < other ? -1 : 1)) {
        const key: string[] = JSON.parse(text);
        if (prefix.every((part, index) => key[index] === part)) yield { key, value };
      }
    },
  };
}
