import type { Command } from "commander";
import { messageOf } from "../../base/text.ts";
import { FailedPreconditionError, VmError } from "../../errors/mod.ts";
import { acting } from "../base/actions.ts";
import { checkChain, checkKeys, checkNodes, checkProxy, type Finding } from "../base/checkup.ts";
import type { CommandContext, Host } from "../base/command_context.ts";
import { type UserKey, userOf } from "../base/identities.ts";
import { type Limits, limitsOf } from "../base/node_questions.ts";
import { table } from "../base/output.ts";
import { notedPayments } from "../base/run_journal.ts";

/** Adds the command that looks for what usually goes wrong. */
export function addDoctor(program: Command, host: Host): void {
  acting(
    program.command("doctor").description("Looks for what usually goes wrong. It is free."),
    host,
    async (context) => {
      const findings = await lookAtAll(context, limitsOf(context.call));
      context.output.result({ findings }, () => table(findings.map((each) => ({ ...each })), ""));
      const problems = findings.filter(({ state }) => state === "problem").length;
      if (problems > 0) throw new FailedPreconditionError(`There are ${problems} problems`);
    },
  );
}

async function lookAtAll(context: CommandContext, limits: Limits): Promise<Finding[]> {
  const [user, network] = await Promise.allSettled([context.key(), context.network()]);
  const found: Finding[] = [
    user.status === "rejected"
      ? { check: "user", state: "problem", told: messageOf(user.reason) }
      : { check: "user", state: "ok", told: String(userOf(user.value)) },
    await checkKeys(),
    await checkProxy(),
  ];
  if (network.status === "rejected") {
    return [...found, { check: "network", state: "problem", told: messageOf(network.reason) }];
  }
  const [nodes, chain] = await Promise.all([
    checkNodes(network.value, limits),
    checkChain(network.value, () => context.payerFor(network.value), limits),
  ]);
  found.push(...nodes, ...chain);
  if (user.status === "fulfilled") found.push(await openPayments(network.value.name, user.value));
  return found;
}

async function openPayments(network: string, user: UserKey): Promise<Finding> {
  const noted = await notedPayments(network, String(userOf(user))).catch((error) => {
    if (error instanceof VmError) return error;
    throw error;
  });
  if (noted instanceof VmError) {
    return { check: "payments", state: "problem", told: noted.message };
  }
  const { length } = noted;
  return {
    check: "payments",
    state: length === 0 ? "ok" : "warning",
    told: length === 0
      ? "none is open"
      : `${length} were interrupted: nilvm payments resume goes on with them`,
  };
}
