import type { Command } from "commander";
import { messageOf } from "../../base/text.ts";
import { FailedPreconditionError, VmError } from "../../errors/mod.ts";
import { Metrics } from "../../telemetry/metrics.ts";
import { acting } from "../base/actions.ts";
import {
  checkBalance,
  checkChain,
  checkKeys,
  checkNodes,
  checkProxy,
  type Finding,
} from "../base/checkup.ts";
import type { CommandContext, Host } from "../base/command_context.ts";
import { userOf } from "../base/identities.ts";
import { limitsOf } from "../base/node_questions.ts";
import { type Numbers, numbersOf, numbersText } from "../base/numbers.ts";
import { table } from "../base/output.ts";
import { type NotedPayment, notedPayments } from "../base/run_journal.ts";

/** Adds the command that looks for what usually goes wrong. */
export function addDoctor(program: Command, host: Host): void {
  acting(
    program.command("doctor").description("Looks for what usually goes wrong. It is free."),
    host,
    async (context) => {
      const { findings, numbers } = await lookAtAll(context);
      context.output.result({ findings, metrics: numbers }, () => {
        const rows = findings.map((each) => ({ ...each }));
        return `${table(rows, "")}\n\n${numbersText(numbers)}`;
      });
      const problems = findings.filter(({ state }) => state === "problem").length;
      if (problems > 0) throw new FailedPreconditionError(`There are ${problems} problems`);
    },
  );
}

async function lookAtAll(
  context: CommandContext,
): Promise<{ findings: Finding[]; numbers: Numbers }> {
  const metrics = new Metrics();
  const limits = { ...limitsOf(context.call), onEvent: metrics.onEvent };
  const [user, network] = await Promise.allSettled([context.key(), context.network()]);
  const findings: Finding[] = [
    user.status === "rejected"
      ? { check: "user", state: "problem", told: messageOf(user.reason) }
      : { check: "user", state: "ok", told: String(userOf(user.value)) },
    await checkKeys(),
    await checkProxy(),
  ];
  let noted: NotedPayment[] | undefined;
  if (network.status === "rejected") {
    findings.push({ check: "network", state: "problem", told: messageOf(network.reason) });
  } else {
    const [nodes, balance, chain] = await Promise.all([
      checkNodes(network.value, limits),
      user.status === "fulfilled" ? checkBalance(network.value, user.value, limits) : [],
      checkChain(network.value, () => context.payerFor(network.value), limits),
    ]);
    findings.push(...nodes, ...balance, ...chain);
    if (user.status === "fulfilled") {
      const found = await notedPayments(network.value.name, String(userOf(user.value)))
        .catch((error) => {
          if (error instanceof VmError) return error;
          throw error;
        });
      if (!(found instanceof VmError)) noted = found;
      findings.push(openPayments(found));
    }
  }
  return { findings, numbers: numbersOf(metrics.read(), noted) };
}

function openPayments(noted: readonly NotedPayment[] | VmError): Finding {
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
