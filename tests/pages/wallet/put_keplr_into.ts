import type { Page } from "playwright-core";
import { bundleIntoFile } from "../../../tools/bundle.ts";
import type { Extension, ExtensionMethods } from "./extension.ts";

/** Gives a page a `window.keplr` that asks this extension, from the next address that it opens. */
export async function putKeplrInto(page: Page, extension: Extension): Promise<void> {
  await page.exposeFunction(
    "askExtension",
    (method: keyof ExtensionMethods, ...args: never[]) =>
      (extension[method] as (...args: never[]) => Promise<unknown>)(...args),
  );
  const script = await Deno.makeTempFile({ suffix: ".js" });
  try {
    const entry = new URL("keplr.ts", import.meta.url);
    await bundleIntoFile(entry, script, "--platform=browser", "--format=iife");
    await page.addInitScript({ content: await Deno.readTextFile(script) });
  } finally {
    await Deno.remove(script);
  }
}
