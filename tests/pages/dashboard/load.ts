import type { LoggedRequest } from "@nilvm/client/devnet";
import type { Page } from "playwright-core";
import type { BusyDevnet } from "./busy_devnet.ts";

/** Gives a devnet copies of the values that it has. */
export function storeCopies({ state, id }: BusyDevnet, count: number): void {
  for (const { values } of state.nodes) {
    const stored = values.get(id)!;
    for (let number = 0; number < count; number++) {
      values.set(`${number.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`, stored);
    }
  }
}

/**
 * Lets the log that a page reads go on with so many operations a second, which repeat one that the devnet has logged. A
 * machine that runs browsers and tests cannot carry out so many for real.
 */
export async function logOperations(
  page: Page,
  { devnet }: BusyDevnet,
  perSecond: number,
): Promise<void> {
  const { requests }: { requests: LoggedRequest[] } = await (await fetch(`${devnet.adminUrl}/log`))
    .json();
  const { operation } = requests.findLast(({ method }) => method.endsWith("/StoreValues"))!;
  const parts = requests.filter((request) => request.operation === operation);
  const last = requests.at(-1)!.number;
  const startMs = Date.now();
  await page.route("**/log/after/*", async (route) => {
    const after = Number(new URL(route.request().url()).pathname.split("/").at(-1));
    const operations = Math.floor((Date.now() - startMs) / 1000 * perSecond);
    const kept: LoggedRequest[] = [];
    const first = Math.max(0, Math.floor((after - last) / parts.length));
    for (let number = first; number < operations; number++) {
      const atMs = startMs + number * 1000 / perSecond;
      for (const [index, part] of parts.entries()) {
        const count = last + 1 + number * parts.length + index;
        if (count <= after) continue;
        kept.push({
          ...part,
          number: count,
          atMs: atMs + part.atMs - parts[0]!.atMs,
          operation: number.toString(16).padStart(16, "0"),
        });
      }
    }
    await route.fulfill({ json: { requests: kept } });
  });
}

/** How much time the page's thread spends on its longest task, while something goes on, in milliseconds. */
export async function longestTaskMs(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, {
    categories: ["toplevel", "disabled-by-default-devtools.timeline"],
  });
  await act();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await browser.stopTracing()));
  const renderers = new Set<string>();
  const key = ({ pid, tid }: { pid: number; tid: number }) => `${pid}/${tid}`;
  for (const event of traceEvents) {
    if (event.name === "thread_name" && event.args.name === "CrRendererMain") {
      renderers.add(key(event));
    }
  }
  // The time of the thread, since other processes take the processor, too, while tests run.
  const times = traceEvents
    // deno-lint-ignore no-explicit-any
    .filter((event: any) => /RunTask$/.test(event.name) && renderers.has(key(event)))
    // deno-lint-ignore no-explicit-any
    .map((event: any) => (event.tdur ?? event.dur ?? 0) / 1000);
  if (times.length === 0) throw new Error("The trace has no tasks of the page");
  return Math.max(...times);
}
