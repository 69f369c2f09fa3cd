import "@nilvm/client/wasm";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { runDevnetCommand as main } from "../../../src/devnet/cli/cli.ts";

/** Runs a command line in this process. No test here starts a devnet. */
async function run(line: string): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const output = {
    log: (text: string) => out.push(text),
    error: (text: string) => err.push(text),
  };
  const code = await main(line === "" ? [] : line.split(" "), { output });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

Deno.test("a control command sends its arguments and flags, in any order and spelling", async () => {
  const lines: [line: string, request: string, body?: object][] = [
    ["status", "GET /status"],
    ["advance 500ms", "POST /clock/advance", { ms: 500 }],
    ["advance 30s", "POST /clock/advance", { ms: 30_000 }],
    ["advance 15m", "POST /clock/advance", { ms: 15 * 60_000 }],
    ["advance 12h", "POST /clock/advance", { ms: 12 * 3_600_000 }],
    ["advance 2d", "POST /clock/advance", { ms: 2 * 86_400_000 }],
    ["advance 0.5s", "POST /clock/advance", { ms: 500 }],
    ["advance -- 2d", "POST /clock/advance", { ms: 2 * 86_400_000 }],
    ["heal", "DELETE /faults"],
    ["clear", "DELETE /faults"],
    ["clear 7", "DELETE /faults/7"],
    ["account 3", "GET /chain/accounts/3"],
    [
      "account --sequence 5 nillion1abc --balance-unil=07",
      "PATCH /chain/accounts/nillion1abc",
      { sequence: 5, balanceUnil: "07" },
    ],
    [
      "fault node --delay-ms 2.5 1 --times=3 slow --methods StoreValues,RetrieveValues",
      "POST /nodes/1/faults",
      { kind: "slow", delayMs: 2.5, times: 3, methods: ["StoreValues", "RetrieveValues"] },
    ],
    [
      "fault node 0 refuse --code NOT_FOUND --message=--a=b",
      "POST /nodes/0/faults",
      { kind: "refuse", code: "NOT_FOUND", message: "--a=b" },
    ],
    [
      "fault chain disconnect --after-bytes 10 --probability 0.3",
      "POST /chain/faults",
      { kind: "disconnect", afterBytes: 10, probability: 0.3 },
    ],
  ];
  const requests: unknown[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const text = await request.text();
      const { pathname } = new URL(request.url);
      requests.push([`${request.method} ${pathname}`, text === "" ? undefined : JSON.parse(text)]);
      return Response.json({ done: true });
    },
  );
  for (const [line] of lines) {
    const name = /^(fault )?\w+/.exec(line)![0];
    const admin = `--admin http://127.0.0.1:${server.addr.port}`;
    const { code, out, err } = await run(line.replace(name, `${name} ${admin}`));
    assertEquals([code, JSON.parse(out), err], [0, { done: true }, ""], line);
  }
  assertEquals(requests, lines.map(([, request, body]) => [request, body]));
});

Deno.test("a flag of the devnet can be spelled in each usual way", async () => {
  for (const flag of ["-n 2", "-n2", "-n=2", "--node-count 2", "--node-count=2"]) {
    for (const line of [flag, `${flag} --json`, `--json ${flag}`]) {
      const { code, err } = await run(line);
      assertEquals(code, 2);
      assertStringIncludes(err, "--node-count: nodes must be a whole number from 3 to 99, got 2");
    }
  }
});

Deno.test("options of the devnet have shorter names, too", async () => {
  for (
    const [line, why] of [
      ["--nodes 2", "nodes must be a whole number from 3 to 99, got 2"],
      ["--degree 99", "--polynomial-degree: "],
      ["--prime 65", "--prime-bits: "],
      ["--nodes 3 --node-count 4", "The option is given twice"],
    ] as const
  ) {
    const { code, err } = await run(line);
    assertEquals(code, 2);
    assertStringIncludes(err, why);
  }
});

Deno.test("a command line that cannot be right has exit code 2, and names the help that says more", async () => {
  const devnet = "nilvm devnet";
  const bad: [line: string, why: string, command: string][] = [
    ["--fork", "Unknown option '--fork'", devnet],
    ["--fork=2", "Unknown option '--fork=2'", devnet],
    ["--toString", "Unknown option '--toString'", devnet],
    ["-f2", "Unknown option '-f2'", devnet],
    ["-", "Too many arguments", devnet],
    ["-- x", "Too many arguments", devnet],
    ["--json=2", "Unknown option '--json=2'", devnet],
    ["--json 2", "Too many arguments", devnet],
    ["--json advance 2d", "Options must follow the command 'advance'", devnet],
    ["-n", "Option '-n, --node-count <number>' argument missing", devnet],
    ["-n -5", "argument '-5' is invalid. It must be a number", devnet],
    ["-n hot", "argument 'hot' is invalid. It must be a number", devnet],
    ["-n 1e3", "argument '1e3' is invalid. It must be a number", devnet],
    ["-n --json", "argument '--json' is invalid. It must be a number", devnet],
    ["-n 3 --node-count 4", "The option is given twice", devnet],
    ["--seed a --seed a", "The option is given twice", devnet],
    ["--seed", "Option '-s, --seed <text>' argument missing", devnet],
    ["--seed=", "Option '-s, --seed <text>' has no value", devnet],
    [
      "--seed --json",
      "Option '-s, --seed <text>' has no value: write --seed=--json if the value is --json",
      devnet,
    ],
    ["--numbers real", '--numbers: numbers must be "strict", "asNodes" or "exact"', devnet],
    ["--port 65531", '--port: ports must be "free", "seeded" or from 1 to 65530 with 3', devnet],
    ["--port 1 --free-ports", "cannot be used with option '--free-ports'", devnet],
    ["--state -n4", "Option '--state <file>' has no value", devnet],
    ["start", "Unknown command 'start'", devnet],
    ["help", "Unknown command 'help'", devnet],
    ["fault leader down", "Unknown command 'leader'", `${devnet} fault`],
    ["advance", "Missing required argument 'time'", `${devnet} advance`],
    ["advance 2d 3d", "Too many arguments for 'advance'", `${devnet} advance`],
    ["advance 2d --times 3", "Unknown option '--times'", `${devnet} advance`],
    ["advance soon", "It must be a time such as 500ms", `${devnet} advance`],
    ["advance -5m", "Unknown option '-5m'", `${devnet} advance`],
    ["status now", "Too many arguments for 'status'", `${devnet} status`],
    ["status --json", "Unknown option '--json'", `${devnet} status`],
    ["status --admin localhost", "--admin takes a URL such as http:", `${devnet} status`],
    ["clear all", "It must be a whole number", `${devnet} heal`],
    ["account a/b", "It must be a wallet's number, from 0, or an address", `${devnet} account`],
    ["fault node 1", "Missing required argument 'kind'", `${devnet} fault node`],
    ["fault node one down", "It must be a whole number", `${devnet} fault node`],
    ["fault chain down --code NO", "Unknown option '--code'", `${devnet} fault chain`],
  ];
  for (const [line, why, command] of bad) {
    const { code, out, err } = await run(line);
    assertEquals([code, out], [2, ""], line);
    assertStringIncludes(err, why);
    assertEquals(err.split("\n").at(-1), `Try ${command} --help`, line);
  }
});

Deno.test("a misspelt flag or command is answered with the one that is like it", async () => {
  for (
    const [line, known] of [
      ["--prime-bit 64", "--prime-bits"],
      ["--freeports", "--free-ports"],
      ["advence 2d", "advance"],
      ["fault nod 1 down", "node"],
      ["fault node 1 slow --delay 5", "--delay-ms"],
    ] as const
  ) {
    assertStringIncludes((await run(line)).err, `(Did you mean ${known}?)`);
  }
});

Deno.test("each command explains itself by --help and -h", async () => {
  const commands: Record<string, string[]> = {
    "status": ["Usage: nilvm devnet status [options]"],
    "advance": ["500ms, 30s, 15m, 12h or 2d", "keep their own clocks"],
    "fault node": ["fault node [options] <number> <kind>", "--code <name>", "RetrieveValues,"],
    "fault chain": ["fault chain [options] <kind>", "stall ", "broadcast_tx_sync,"],
    "clear": ["Usage: nilvm devnet heal|clear [options] [id]"],
    "account": ["--balance-unil <unil>"],
  };
  for (const [command, texts] of Object.entries(commands)) {
    for (const flag of ["--help", "-h"]) {
      const { code, out, err } = await run(`${command} ${flag}`);
      assertEquals([code, err], [0, ""]);
      for (const text of [...texts, "--admin <url>"]) assertStringIncludes(out, text);
    }
  }
  const { out } = await run("fault --help");
  for (const text of ["node [options] <number> <kind>", "chain [options] <kind>"]) {
    assertStringIncludes(out, text);
  }
});
