import { aptInstall } from "./apt_install.ts";
import type { DrivenBrowser } from "./driven_browser.ts";

const program = "/usr/bin/firefox-esr";

/** Starts Debian's Firefox without a window, and drives it by WebDriver BiDi. It trusts every certificate. */
export async function launchFirefox(): Promise<DrivenBrowser> {
  await aptInstall(program, "firefox-esr");
  const profile = await Deno.makeTempDir();
  const child = new Deno.Command(program, {
    args: ["--headless", "--no-remote", "--remote-debugging-port=0", `--profile=${profile}`],
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const end = async () => {
    await child.status;
    await Deno.remove(profile, { recursive: true });
  };
  try {
    const bidi = await BiDi.connect(`${await listeningAt(child)}/session`);
    const session = await bidi.send("session.new", {
      capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
    });
    await bidi.send("session.subscribe", { events: ["log.entryAdded"] });
    const { contexts } = await bidi.send("browsingContext.getTree", {});
    const context = contexts[0].context;
    return {
      version: session.capabilities.browserVersion,
      printed: bidi.logged,
      async open(url) {
        await bidi.send("browsingContext.navigate", { context, url, wait: "interactive" });
      },
      async evaluate(expression) {
        const { result, exceptionDetails } = await bidi.send("script.evaluate", {
          expression: `Promise.resolve(${expression}).then((value) => JSON.stringify([value]))`,
          target: { context },
          awaitPromise: true,
        });
        if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
        return JSON.parse(result.value)[0];
      },
      async [Symbol.asyncDispose]() {
        await bidi.send("browser.close", {});
        bidi.close();
        await end();
      },
    };
  } catch (error) {
    child.kill();
    await end();
    throw error;
  }
}

/** The address that a started Firefox prints. What it prints later is read, too, so that it can go on. */
async function listeningAt(child: Deno.ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let printed = "";
  const lines = new WritableStream<string>({
    write(text) {
      printed += text;
      const [, url] = /WebDriver BiDi listening on (ws:\S+)/.exec(printed) ?? [];
      if (url !== undefined) resolve(url);
    },
    close: () => reject(new Error(`Firefox has not started:\n${printed}`)),
  });
  child.stderr.pipeThrough(new TextDecoderStream()).pipeTo(lines).catch(reject);
  return await promise;
}

// deno-lint-ignore no-explicit-any
type Answer = any;

/** The few commands of WebDriver BiDi that are sent, each by its name. */
class BiDi {
  /** What consoles showed, as JSON. */
  readonly logged: string[] = [];
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>();
  #sent = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === "event") {
        this.logged.push(JSON.stringify([message.params.text, message.params.args]));
        return;
      }
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.type === "success") waiting?.resolve(message.result);
      else waiting?.reject(new Error(`${message.error}: ${message.message}`));
    };
    socket.onclose = () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("Firefox has ended"));
    };
  }

  static async connect(url: string): Promise<BiDi> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onerror = () => reject(new Error(`Firefox refuses ${url}`));
    });
    return new BiDi(socket);
  }

  async send(method: string, params: unknown): Promise<Answer> {
    const id = ++this.#sent;
    const waiting = Promise.withResolvers<Answer>();
    this.#waiting.set(id, waiting);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return await waiting.promise;
  }

  close(): void {
    this.#socket.close();
  }
}
