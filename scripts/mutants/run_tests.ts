import { escaped } from "./check_list.ts";

/** How a test of a file ended. */
export type TestEnd =
  | "passed"
  | "failed"
  /** It did not end in time. */
  | "hung"
  /** It did not run: the file cannot be loaded, or has no such test. */
  | "absent";

/** How long the tests of a file may take: so long, and so much for each. Most take a few seconds. */
const limitMs = 60_000;
const testMs = 10_000;

/** Runs some tests of a file, and gives how each of them ended. */
export async function runTests(
  folder: string,
  testFile: string,
  tests: readonly string[],
): Promise<Map<string, TestEnd>> {
  const filter = `/^(?:${tests.map(escaped).join("|")})$/`;
  const args = ["test", "-A", "--no-check", "--reporter=tap", testFile, "--filter", filter];
  const { output, isLate } = await runFor(limitMs + testMs * tests.length, folder, args);
  return new Map(tests.map((test) => {
    const lines = output.split("\n").map((line) => /^(not )?ok \d+ - (.*)$/.exec(line));
    const [, not] = lines.find((line) => line?.[2] === test) ?? [null];
    const isTold = lines.some((line) => line?.[2] === test);
    const end = isTold ? not ? "failed" : "passed" : isLate ? "hung" : "absent";
    return [test, end];
  }));
}

/** Runs Deno in a folder, and stops it after a time. */
export async function runFor(
  ms: number,
  folder: string,
  args: readonly string[],
): Promise<{ output: string; code: number; isLate: boolean }> {
  const process = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    process.kill("SIGKILL");
  }, ms);
  const { stdout, stderr, code } = await process.output();
  clearTimeout(timer);
  const text = new TextDecoder();
  return { output: text.decode(stdout) + text.decode(stderr), code, isLate };
}
