import { aptInstall } from "./apt_install.ts";
import type { DrivenBrowser } from "./driven_browser.ts";

const driver = "/usr/bin/WebKitWebDriver";

/**
 * Starts WebKitGTK's browser of Debian on a screen that nobody sees, and drives it by WebDriver. It trusts every
 * certificate. It does not tell what its console shows.
 */
export async function launchWebkit(): Promise<DrivenBrowser> {
  await aptInstall(driver, "webkit2gtk-driver", "xvfb");
  await using started = new AsyncDisposableStack();
  const display = await startScreen(started);
  const port = freePort();
  const child = new Deno.Command(driver, {
    args: [`--port=${port}`],
    env: { DISPLAY: display },
    stdout: "null",
    stderr: "null",
  }).spawn();
  started.defer(async () => {
    child.kill();
    await child.status;
  });
  const base = `http://127.0.0.1:${port}`;
  await untilReady(base);
  const { sessionId, capabilities } = await post(`${base}/session`, {
    capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
  });
  const session = `${base}/session/${sessionId}`;
  started.defer(async () => {
    const answer = await fetch(session, { method: "DELETE" });
    await answer.body?.cancel();
  });
  const all = started.move();
  return {
    version: capabilities.browserVersion,
    printed: [],
    open: (url) => post(`${session}/url`, { url }),
    async evaluate(expression) {
      const script = `const done = arguments[0];
        Promise.resolve(${expression}).then((value) => done([value]), (error) => done(String(error)))`;
      const answer = await post(`${session}/execute/async`, { script, args: [] });
      if (!Array.isArray(answer)) throw new Error(answer);
      return answer[0];
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Starts a screen in memory, and returns its name. */
async function startScreen(started: AsyncDisposableStack): Promise<string> {
  const child = new Deno.Command("/usr/bin/Xvfb", {
    args: ["-displayfd", "1", "-nolisten", "tcp"],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  started.defer(async () => {
    child.kill();
    await child.status;
  });
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  if (value === undefined) throw new Error("Xvfb has not started");
  return `:${value.trim()}`;
}

/** Waits until the driver answers. */
async function untilReady(base: string): Promise<void> {
  for (let waits = 0;; waits++) {
    try {
      const answer = await fetch(`${base}/status`);
      await answer.body?.cancel();
      return;
    } catch (error) {
      if (waits === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

// deno-lint-ignore no-explicit-any
async function post(url: string, body: unknown): Promise<any> {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`WebKit refuses ${url}: ${value?.message}`);
  return value;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
