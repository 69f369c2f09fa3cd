/**
 * Random programs, each in Python and in TypeScript: `write FOLDER COUNT SEED` writes the sources, and
 * `compare FOLDER COUNT` says how many are the same, once Python has compiled its own.
 */
import "@nilvm/client";
import type { Program } from "@nilvm/client/nada";
import { loadPrograms } from "../../src/core/load_programs.ts";
import { ProgramRefusal } from "../../src/core/program_refusal.ts";
import { Random } from "../../tools/random.ts";
import { canonical } from "../nada/canonical_program.ts";
import { randomProgram } from "./random_nada.ts";

const releases = ["0.8.0", "0.8.1rc3"] as const;

/** The programs are in turn for one release and for the other. */
function releaseOf(index: number): string {
  return releases[index % releases.length]!;
}

function write(folder: string, count: number, seed: number): void {
  // The folder is outside of this package, where its name means nothing.
  const language = new URL("../../src/nada/mod.ts", import.meta.url).href;
  for (const release of releases) Deno.mkdirSync(`${folder}/${release}`, { recursive: true });
  for (let index = 0; index < count; index++) {
    const release = releaseOf(index);
    const { py, ts } = randomProgram(new Random(seed, index), release);
    const path = `${folder}/${release}/random_${index}`;
    Deno.writeTextFileSync(`${path}.py`, py);
    Deno.writeTextFileSync(`${path}.ts`, ts.replace("@nilvm/client/nada", language));
  }
}

/** The operations that nodes would get of a program, or why they would get none. */
function lowered(compiler: Awaited<ReturnType<typeof loadPrograms>>, mir: Uint8Array): string {
  try {
    return JSON.stringify(canonical(compiler.lower(mir), "values"));
  } catch (error) {
    if (!(error instanceof ProgramRefusal)) throw error;
    return error.issues.map(({ reason }) => reason).join("; ");
  }
}

async function compare(folder: string, count: number): Promise<boolean> {
  const compiler = await loadPrograms();
  let [passed, failed, refused, open] = [0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const release = releaseOf(index);
    const path = `${folder}/${release}/random_${index}`;
    try {
      const { program }: { program: Program } = await import(`file://${path}.ts`);
      const theirs = Deno.readFileSync(`${path}.mir`);
      const [ours, others] = [lowered(compiler, program.mir), lowered(compiler, theirs)];
      // This release does not write whose part a part of a tuple is. Lowering finds out, if only one tuple fits.
      const isWritten = release !== "0.8.0" ||
        !/\.left|\.right/.test(Deno.readTextFileSync(`${path}.py`));
      if (!isWritten && others.includes("does not say which tuple it reads")) {
        open++;
        continue;
      }
      if (!ours.startsWith("{")) refused++;
      const pairs = [[ours, others]];
      if (isWritten) {
        pairs.push([program.mir, theirs].map((mir) => JSON.stringify(canonical(mir))));
      }
      const different = pairs.find(([ours, theirs]) => ours !== theirs);
      if (different === undefined) passed++;
      else throw new Error(`not the same:\n${different[0]}\n${different[1]}`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${path}: ${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(`nodes would refuse ${refused} of them; ${open} do not say which tuple they read`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

const [command, folder, count, seed] = Deno.args;
if (command === "write") write(folder!, Number(count), Number(seed));
else Deno.exit(await compare(folder!, Number(count)) ? 0 : 1);
