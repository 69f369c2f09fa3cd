/** Thrown by a case that needs something which cannot be had on this machine. It is listed as not run. */
export class NotHereError extends Error {
  /** Always `NotHereError`. */
  override readonly name = "NotHereError";
}

/**
 * Runs cases one after the other, only those that have one of the words in their names, and prints the counts.
 *
 * @param cases What each case does, by its name. It fails when it throws.
 * @param words The words; none selects all cases.
 * @returns Whether none failed, and one at least was run.
 * @throws {Error} When no name has any of the words.
 */
export async function runCases(
  cases: Record<string, () => Promise<void>>,
  words: readonly string[],
): Promise<boolean> {
  const chosen = Object.entries(cases).filter(([name]) =>
    words.length === 0 || words.some((word) => name.includes(word))
  );
  if (chosen.length === 0) throw new Error(`No name has any of: ${words.join(" ")}`);
  let [passed, failed, missing] = [0, 0, 0];
  for (const [name, use] of chosen) {
    const startedAt = performance.now();
    const error = await use().then(() => undefined, (error) => error);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (error instanceof NotHereError) {
      missing++;
      console.log(`NOT RUN: ${name}: ${error.message}`);
      continue;
    }
    if (error === undefined) passed++;
    else failed++;
    console.log(`${error === undefined ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
    if (error !== undefined) console.log(error instanceof Error ? error.message : error);
  }
  const rest = missing === 0 ? "" : `; ${missing} not run`;
  console.log(`${passed} passed, ${failed} failed${rest}`);
  return failed === 0 && passed > 0;
}
