import type { Command } from "commander";
import { messageOf } from "../../base/text.ts";
import { FailedPreconditionError, type VmError } from "../../errors/mod.ts";
import { acting } from "../base/actions.ts";
import { chainAt, walletBalance } from "../base/chain_questions.ts";
import type { CommandContext, Host } from "../base/command_context.ts";
import { amount } from "../base/flags.ts";
import { limitsOf } from "../base/node_questions.ts";
import { properties, table } from "../base/output.ts";
import { notedPayments } from "../base/run_journal.ts";
import { userFrom } from "../base/sharing.ts";
import type { EarlierPayment, OpenPurchase } from "../../payments/earlier_payments.ts";

/** Adds the commands about money. */
export function addMoney(program: Command, host: Host): void {
  acting(
    program.command("balance").description(
      "Shows what the user has deposited and not spent, and what the wallet has.",
    ),
    host,
    async (context) => {
      const wallet = await walletOf(context);
      await context.connected(false, async ({ client, user, call }) => {
        const { balance, lastUpdated, expiresAt } = await client.balance(call);
        const data = {
          user,
          balanceCredits: balance,
          lastUpdated: lastUpdated ?? null,
          expiresAt: expiresAt ?? null,
          wallet,
        };
        context.output.result(data, () => {
          const { wallet: _, ...ofUser } = data;
          return properties({
            ...ofUser,
            wallet: wallet?.address,
            walletUnil: wallet === null ? undefined : wallet.balanceUnil ?? "unknown",
          });
        });
      });
    },
  );

  acting(
    program.command("fund").description("Pays from the wallet into a user's balance.")
      .argument("<amount>", "such as 5nil or 5000000unil", amount)
      .option("--to <user>", "another user: an id, or the name of an identity"),
    host,
    async (context, { to }: { to?: string }, amountUnil: bigint) => {
      await context.connected(true, async (on) => {
        const user = to === undefined ? on.client.userId : await userFrom(to);
        const earlier = await on.resume("addFunds");
        // The same command again completes what was interrupted.
        const isDone = earlier?.credited.some((payment) =>
          payment.amountUnil === amountUnil && payment.action.endsWith(`${user}`)
        );
        if (!isDone) await on.client.addFunds(amountUnil, user, on.call);
        context.output.result(
          { user: String(user), amountUnil, wasPaidBefore: isDone === true },
          () => `${user} has ${amountUnil} unil more${isDone ? ", which were paid before" : ""}`,
        );
      });
    },
  );

  addPayments(program, host);
}

/** The wallet that pays, if one is known, and what it has, if the chain tells. */
async function walletOf(
  context: CommandContext,
): Promise<{ address: string; balanceUnil: bigint | null } | null> {
  const config = await context.network();
  const payer = context.payerFor(config);
  if (payer === undefined) return null;
  const address = await payer.walletAddress();
  try {
    const balanceUnil = await walletBalance(
      chainAt(config.network.chainRpcEndpoint!),
      address,
      limitsOf(context.call),
    );
    return { address, balanceUnil };
  } catch (error) {
    // What is at the nodes is known all the same.
    context.output.note(`What the wallet has is not known: ${messageOf(error)}`);
    return { address, balanceUnil: null };
  }
}

function addPayments(program: Command, host: Host): void {
  const payments = program.command("payments")
    .description("Shows payments that were interrupted, and goes on with them.");

  acting(
    payments.command("ls", { isDefault: true }).alias("list")
      .description("Lists what this machine's journals have. It asks nobody."),
    host,
    async (context) => {
      const damaged: VmError[] = [];
      const noted = await notedPayments(
        await context.networkName(),
        await context.user(),
        (error) => damaged.push(error),
      );
      context.output.result({ payments: noted }, () =>
        table(
          noted.map(({ action, amountUnil, state, isRunning, txHash }) => ({
            what: action,
            unil: amountUnil,
            state: isRunning ? "running" : state,
            transaction: txHash,
          })),
          "No payment is open",
        ));
      if (damaged.length > 0) throw damaged[0];
    },
  );

  acting(
    payments.command("resume")
      .description("Settles payments that were interrupted. It pays nothing new.")
      .addHelpText(
        "after",
        "\nWhat is paid and open is used by the next command of the same kind and size.",
      ),
    host,
    (context) => {
      const damaged: VmError[] = [];
      return context.connected(true, async ({ client, call }) => {
        const { credited, open, unsettled, lost } = await client.resumePayments(call);
        const rows = [
          ...credited.map((one) => ({ ...row(one), state: "credited", next: "nothing" })),
          ...open.map((one) => ({
            ...row(one),
            state: one.mayBeUsed ? "sent" : "paid",
            next: one.mayBeUsed ? adviceFor(one) : "run the same command again, which is paid",
            ...(one.id === undefined ? {} : { id: one.id }),
          })),
          ...unsettled.map((one) => ({
            ...row(one),
            state: "unknown",
            next: `run nilvm payments resume again: ${one.error.message}`,
          })),
          ...lost.map((one) => ({ ...row(one), state: "lost", next: one.error.message })),
        ];
        context.output.result({ payments: rows }, () => textOf(rows));
        if (unsettled.length > 0) throw unsettled[0]!.error;
        if (damaged.length > 0) throw damaged[0];
      }, (error) => damaged.push(error));
    },
  );

  acting(
    payments.command("discard")
      .description("Gives up payments that were interrupted, and the money with them.")
      .option("--all", "also what is paid and not used"),
    host,
    (context, { all }: { all?: true }) => {
      const damaged: VmError[] = [];
      return context.connected(true, async ({ client, call }) => {
        const { open, unsettled } = await client.resumePayments(call);
        const kept = all ? [...open, ...unsettled] : open.filter(({ mayBeUsed }) => mayBeUsed);
        if (kept.length === 0 && open.length + unsettled.length > 0) {
          throw new FailedPreconditionError(
            "All that is open can still be used: --all gives that up, too",
          );
        }
        for (const payment of kept) await payment.discard();
        context.output.result(
          { discarded: kept.map(row) },
          () => `Gave up ${kept.length} payments`,
        );
        if (damaged.length > 0) throw damaged[0];
      }, (error) => damaged.push(error));
    },
  );
}

/** What to do about a write that some nodes may have, and others not. */
function adviceFor({ operation, id }: OpenPurchase): string {
  const last = "then nilvm payments discard";
  return operation === "storeValues"
    ? `nodes may have ${id}: nilvm get reads it, or else nilvm rm it and store again; ${last}`
    : `nodes may have done it: run the same command again, which pays again; ${last}`;
}

function row({ action, operation, amountUnil, txHash }: EarlierPayment) {
  return { what: action, operation: operation ?? "addFunds", amountUnil, txHash: txHash ?? null };
}

function textOf(
  rows: readonly { what: string; amountUnil: bigint; state: string; next: string }[],
): string {
  if (rows.length === 0) return "No payment was open";
  return rows.map(({ what, amountUnil, state, next }) =>
    `${what}, ${amountUnil} unil: ${state}. To do: ${next}`
  ).join("\n");
}
