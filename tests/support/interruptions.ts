/** Interrupts commands that pay in each phase, as a person does, and goes on. */
import { assert, assertEquals } from "@std/assert";
import { type CliHome, ended, startCli } from "./cli_process.ts";
import { type Hang, hangAt, stall, untilHit } from "./hanging_devnet.ts";

/** A command that pays. */
export interface PayingCommand {
  /** The name of its schema. */
  readonly name: string;
  /** What nodes are asked for, once it is paid. Of a command that pays twice, the first. */
  readonly method: string;
  /** Whether that changes what nodes hold: then what was sent is not sent again. */
  readonly writes: boolean;
  /** How often it pays when nothing goes wrong; once unless given. */
  readonly purchases?: number;
  /** Prepares what it needs, and gives its words. */
  args(home: CliHome): Promise<string[]>;
}

/** Registers a test of a command. */
export function testInterruptions(
  { name, method, writes, purchases = 1, args: prepare }: PayingCommand,
): void {
  Deno.test(`${name}, which asks for ${method}, goes on when it is interrupted in each phase, and pays once`, async () => {
    await using on = await startCli();
    const { home, devnet } = on;
    const args = await prepare(home);
    const sequence = () => devnet.chain.account(devnet.wallets[0]!.address).sequence;
    const phases: readonly (readonly [string, Hang, number])[] = [
      ["quote", hangAt(["PriceQuote"], true), 0],
      ["payment", stall, 0],
      // Whether the leader has given the receipt is not known, and it gives one only once.
      ["receipt", hangAt(["PaymentReceipt"], true), 1],
      ["nodes", hangAt([method], false), writes ? 1 : 0],
    ];
    for (const [phase, hang, againMax] of phases) {
      const before = sequence();
      const hung = hang(devnet);
      const child = home.spawn(args);
      await untilHit(hung);
      child.kill("SIGINT");
      await ended(child, args, 4);
      hung.release();
      await home.json("payments resume", ["payments", "resume"]);
      await home.json(name, args);
      const again = sequence() - before - purchases;
      assert(again >= 0 && again <= againMax, `${again} payments more, ${phase}`);
      if (writes && phase === "nodes") {
        await home.json("payments discard", ["payments", "discard"]);
      }
      assertEquals((await home.json("payments", ["payments"])).payments, [], phase);
    }
  });
}
