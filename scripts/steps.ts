/**
 * Runs named commands one after the other and counts the results.
 *
 * @module
 */

/** A command and a title that says what it protects. */
export interface Step {
  /** The sentence that is false when the step fails. */
  title: string;
  /** The program and its arguments. */
  command: [string, ...string[]];
  /** The folder to run it in; the project's root unless given. */
  cwd?: string;
  /** Variables that are added to the environment. */
  env?: Record<string, string>;
}

/** Runs one step and returns whether it succeeded. Shows its output only when it failed. */
export async function runStep(
  { title, command, cwd, env }: Step,
): Promise<boolean> {
  const [program, ...args] = command;
  const startedAt = performance.now();
  const { success, output } = await capture(program, args, cwd, env);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${success ? "ok  " : "FAIL"} ${title} (${seconds} s)`);
  if (!success) console.log(`     $ ${command.join(" ")}\n${output}`);
  return success;
}

/** Runs all steps, even after one has failed, and ends the process with the count. */
export async function runSteps(steps: Iterable<Step>): Promise<never> {
  let passed = 0;
  let failed = 0;
  for (const step of steps) {
    if (await runStep(step)) passed++;
    else failed++;
  }
  console.log(`${passed} passed, ${failed} failed`);
  Deno.exit(failed === 0 ? 0 : 1);
}

async function capture(
  program: string,
  args: string[],
  cwd?: string,
  env?: Record<string, string>,
): Promise<{ success: boolean; output: string }> {
  try {
    const command = new Deno.Command(program, {
      args,
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
      stdout: "piped",
      stderr: "piped",
    });
    const { success, stdout, stderr } = await command.output();
    const text = new TextDecoder();
    return { success, output: text.decode(stdout) + text.decode(stderr) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return {
      success: false,
      output: `${program} is not installed: see CONTRIBUTING.md`,
    };
  }
}
