import type { Page } from "playwright-core";

interface Result {
  id: string;
  help: string;
  nodes: { html: string }[];
}

const source = Deno.readTextFileSync(new URL(import.meta.resolve("axe-core")));

/** What axe finds wrong with a page, for people who use a keyboard, a screen reader, or need contrast. */
export async function axeProblems(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const violations = await page.evaluate(
    "axe.run().then(({ violations }) => violations)",
  ) as Result[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`)
  );
}
