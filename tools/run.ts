/** npm takes no version that was published later: what tests and benchmarks install stays the same from day to day. */
const publishedBefore = "2026-11-27";

/**
 * Runs a program and returns what it printed.
 *
 * @throws {Error} When the program fails. The message contains its output.
 */
export async function run(
  program: string,
  args: string[],
  { cwd, env }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    ...(cwd === undefined ? {} : { cwd }),
    env: { npm_config_before: publishedBefore, ...env },
  }).output();
  if (success) return stdout;
  const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes).trim());
  throw new Error(`${program} ${args.join(" ")} failed:\n${out}\n${error}`);
}
