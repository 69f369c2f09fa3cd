/** The log of a devnet on the command line. */
import { SecretInteger } from "@nilvm/client";
import { connectDevnet, startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const root = new URL("../../../", import.meta.url);

function cli(...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "src/cli/cli.ts", "devnet", ...args],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** The lines that a process prints. */
function linesOf(stream: ReadableStream<Uint8Array>) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    /** The first line with these words, once it is there. */
    async with(words: string): Promise<string> {
      for (;;) {
        const line = text.split("\n").slice(0, -1).find((line) => line.includes(words));
        if (line !== undefined) return line;
        const { value, done } = await reader.read();
        assert(!done, text);
        text += value;
      }
    },
    /** Those that are there. */
    all: () => text.split("\n").slice(0, -1),
    end: () => reader.cancel(),
  };
}

Deno.test("a devnet writes each request as a line of JSON, and another process can ask for them", async () => {
  // Also when it fails, nothing is left.
  await using devnet = cli("--json", "--free-ports", "--log").spawn();
  const lines = linesOf(devnet.stdout);
  try {
    const { admin } = JSON.parse(await lines.with('"ready"'));
    const remote = await connectDevnet(admin);
    await using client = await remote.client();
    await client.addFunds(50_000_000n);
    await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();

    const logged = JSON.parse(await lines.with("nillion.values.v1.Values/StoreValues"));
    assertEquals([logged.user, logged.status], [`${client.userId}`, "OK"]);

    const shown = (await printed("log", "--admin", admin)).trim().split("\n");
    const stored = shown.filter((line) => line.includes("StoreValues"));
    assertEquals(stored.length, 3);
    assertMatch(
      stored[0]!,
      /^\S+Z {2}node \d {2}\S+ {2}OK {2}\d+ ms {2}\d+ bytes in {2}\d+ out {2}user/,
    );
    const json = (await printed("log", "--json", "--admin", admin)).trim().split("\n");
    assertEquals(JSON.parse(json[0]!).number, 1);

    await using following = cli("log", "--follow", "--json", "--admin", admin).spawn();
    await following.stderr.cancel();
    await client.poolStatus().invoke();
    const followed = linesOf(following.stdout);
    // From the beginning on.
    assertEquals(JSON.parse(await followed.with("{")).number, 1);
    await followed.with("LeaderQueries/PoolStatus");
    await remote.stop();
    await followed.end();
    assertEquals((await following.status).code, 0);
    await devnet.status;
  } finally {
    await lines.end();
    await devnet.stderr.cancel();
  }
});

Deno.test("who follows a log is told how many requests were missed between two looks", async () => {
  await using devnet = await startDevnet({ admin: true, ports: "free" });
  const { network: { bootnode } } = devnet;
  /** Sends so many requests for the nodes of the network. */
  const ask = async (count: number) => {
    const answers = await Promise.all(
      Array.from(
        { length: count },
        () =>
          fetch(`${bootnode}/nillion.membership.v1.Membership/Cluster`, {
            method: "POST",
            headers: { "content-type": "application/grpc-web+proto" },
            body: new Uint8Array(5),
          }).then((answer) => answer.arrayBuffer()),
      ),
    );
    assertEquals(answers.length, count);
  };
  await ask(1);
  await using following = cli("log", "--follow", "--json", "--admin", devnet.adminUrl!).spawn();
  const [lines, told] = [linesOf(following.stdout), linesOf(following.stderr)];
  await lines.with('"number":1,');
  following.kill("SIGSTOP");
  const last = 1_201;
  for (let sent = 1; sent < last; sent += 50) await ask(50);
  following.kill("SIGCONT");
  await lines.with(`"number":${last},`);
  const missed = Number.parseInt(await told.with(" requests were missed: "));
  // It may have had the answer to a look when it was stopped.
  assert(missed > 100 && missed <= last - 1_001, `${missed}`);
  assertEquals(lines.all().filter((line) => line.startsWith("{")).length, last - missed);
  following.kill("SIGTERM");
  await Promise.all([lines.end(), told.end(), following.status]);
});

Deno.test("--log takes text or json", async () => {
  const { code, stderr } = await cli("--log", "xml", "--free-ports").output();
  assertEquals(code, 2);
  assertStringIncludes(new TextDecoder().decode(stderr), "--log takes text or json, not xml");
});
