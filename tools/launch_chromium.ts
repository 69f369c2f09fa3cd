import { type Browser, chromium } from "playwright-core";
import { aptInstall } from "./apt_install.ts";

const program = "/usr/bin/chromium";

/** Starts Debian's Chromium without a window, with these flags more. */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  await aptInstall(program, "chromium");
  // CI runs as root, for whom Chromium has no sandbox.
  return await chromium.launch({ executablePath: program, args: ["--no-sandbox", ...flags] });
}
