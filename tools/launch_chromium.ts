import { type Browser, chromium } from "playwright-core";
import { run } from "./run.ts";

const program = "/usr/bin/chromium";

/** Installs Debian's Chromium if it is missing. */
async function install(): Promise<void> {
  try {
    await Deno.stat(program);
  } catch {
    await run("apt-get", ["update", "-q"]);
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["install", "-yq", "--no-install-recommends", "chromium"], { env });
  }
}

/** Starts Debian's Chromium without a window, with these flags more. */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  await install();
  // CI runs as root, for whom Chromium has no sandbox.
  return await chromium.launch({ executablePath: program, args: ["--no-sandbox", ...flags] });
}
