import { authorityFile } from "../../support/tls_fixture.ts";
import { hosts, runCommand, type Runtime } from "./runtime.ts";

/** Deno with the only permission that the client needs. */
export const deno: Runtime = {
  name: "Deno",
  title: `Deno ${Deno.version.deno}`,
  run(job) {
    const host = new URL("deno.ts", hosts).pathname;
    const trust = `--cert=${authorityFile}`;
    const args = ["run", "--no-check", "--no-prompt", "--allow-net=127.0.0.1", trust, host];
    return runCommand(Deno.execPath(), args, job);
  },
};
