import type { Race } from "./contender.ts";

/** Makes a race a group of `deno bench`, ours its baseline. */
export function register({ title, contenders }: Race): void {
  for (const [index, { name, time }] of contenders.entries()) {
    Deno.bench(name, { group: title, baseline: index === 0 }, async () => {
      await time(1);
    });
  }
}
