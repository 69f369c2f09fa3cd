import { assertEquals } from "@std/assert";
import { Code, ConnectError } from "@connectrpc/connect";
import { startDevnet } from "@nilvm/client/devnet";
import { createScenarios, type Scenario } from "../support/devnet/scenarios.ts";

interface Recorded {
  area: string;
  scenario: string;
  status: string;
  message: string | null;
}

const path = new URL("../fixtures/recorded/behaviour.json", import.meta.url);
const recorded: Recorded[] = JSON.parse(await Deno.readTextFile(path));

async function answerTo(scenario: Scenario): Promise<{ status: string; message: string }> {
  try {
    return { status: "OK", message: await scenario() };
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    const status = Code[error.code]!.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
    return { status, message: error.rawMessage };
  }
}

/** The order of names within brackets varies between recordings. */
function withSortedNames(message: string): string {
  return message.replace(
    /([\[{])([^\[\]{}]*)([\]}])/g,
    (_, open, names, close) => open + names.split(", ").sort().join(", ") + close,
  );
}

Deno.test("a devnet answers like the recorded network", async (t) => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 20 });
  const scenarios = await createScenarios(devnet);
  assertEquals(recorded.length, 130);
  for (const { area, scenario: name, status, message } of recorded) {
    const scenario = scenarios.get(`${area}: ${name}`);
    await t.step(`${area}: ${name}`, async () => {
      const answer = await answerTo(scenario!);
      assertEquals(
        { status: answer.status, message: withSortedNames(answer.message) },
        { status, message: withSortedNames(message ?? "") },
      );
    });
  }
});
