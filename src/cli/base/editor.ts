import { spawn } from "node:child_process";
import process from "node:process";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { readText } from "./folder.ts";

/**
 * Opens a file in the editor of the user, and waits until that is closed.
 *
 * @throws {InvalidArgumentError} When there is no such file, or no editor.
 */
export async function edit(path: string): Promise<void> {
  if (await readText(path) === undefined) throw new InvalidArgumentError(`There is no ${path}`);
  const editor = process.env["VISUAL"] || process.env["EDITOR"] || "vi";
  await new Promise<void>((resolve, reject) => {
    // An editor may be named with its options.
    const [program, ...args] = editor.split(" ");
    const child = spawn(program!, [...args, path], { stdio: "inherit" });
    child.on("error", (cause) =>
      reject(
        new InvalidArgumentError(`${editor} cannot be started: name an editor in EDITOR`, {
          cause,
        }),
      ));
    child.on("close", () => resolve());
  });
}
