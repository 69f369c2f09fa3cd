import { hosts, runCommand, type Runtime } from "./runtime.ts";

/** Deno with the only permission that the client needs. */
export const deno: Runtime = {
  name: "Deno",
  title: `Deno ${Deno.version.deno}`,
  run(job) {
    const host = new URL("deno.ts", hosts).pathname;
    const args = ["run", "--no-check", "--no-prompt", "--allow-net=127.0.0.1", host];
    return runCommand(Deno.execPath(), args, job);
  },
};
