import type { Command } from "commander";
import { Resources } from "../../devnet/base/resources.ts";
import { openPorts } from "../../devnet/http/server.ts";
import { acting } from "../base/actions.ts";
import type { Host } from "../base/command_context.ts";
import { duration, whole } from "../base/flags.ts";
import { networkDashboard } from "../base/network_dashboard.ts";
import { limitsOf } from "../base/node_questions.ts";

const portDefault = 48_191;

/** Adds the command that shows a network in a browser. */
export function addDashboard(program: Command, host: Host): void {
  acting(
    program.command("dashboard")
      .description(
        "Shows the network in a browser of this machine, as far as a user can see it. It is free.",
      )
      .option(
        "--port <number>",
        `the port at 127.0.0.1 (default ${portDefault}, or any free one)`,
        whole,
      )
      .option("--for <time>", "end after this time; without it, when it is interrupted", duration),
    host,
    async (context, { port, for: forMs }: { port?: number; for?: number }) => {
      const config = await context.network();
      await context.connected(false, async (on) => {
        const handler = networkDashboard(context, on, config, limitsOf(on.call));
        const resources = new Resources();
        try {
          const [url] = await openPorts([handler], [port ?? portDefault], resources, {
            host: "127.0.0.1",
            advertise: "127.0.0.1",
            elsewhere: port === undefined,
          });
          context.output.result({ url: `${url}/` }, () => `Look at ${url}/`);
          await ended(on.call.signal!, forMs);
        } finally {
          await resources.close();
        }
      });
    },
  );
}

/** Waits until the person interrupts the command, or its time is over. */
function ended(signal: AbortSignal, forMs: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = forMs === undefined ? undefined : setTimeout(resolve, forMs);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
  });
}
