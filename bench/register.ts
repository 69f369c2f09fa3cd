import type { Race } from "./contender.ts";

/** Registers a race as a group of `deno bench` with this package as the baseline. */
export function register({ title, contenders }: Race): void {
  for (const [index, { name, time }] of contenders.entries()) {
    Deno.bench(name, { group: title, baseline: index === 0 }, async () => {
      await time(1);
    });
  }
}
