import process from "node:process";
import { FailedPreconditionError, InvalidArgumentError } from "../../errors/mod.ts";
import { readBytes } from "./folder.ts";

/** Where a value or a key comes from. A secret never stands in the command itself: others see that, and a shell keeps it. */
export type Source =
  | { readonly kind: "inline"; readonly text: string }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "prompt" };

/** Reads the word for a source: `@FILE`, `-`, or what stands there itself. None asks at the terminal. */
export function readSource(word: string | undefined): Source {
  if (word === undefined) return { kind: "prompt" };
  if (word === "-") return { kind: "stdin" };
  return word.startsWith("@")
    ? { kind: "file", path: word.slice(1) }
    : { kind: "inline", text: word };
}

let stdinTaken: string | undefined;

/**
 * Reads a secret from its source.
 *
 * @param what What it is for, for the prompt and for errors.
 * @throws {InvalidArgumentError} When there is no such file, no terminal, or standard input is taken.
 */
export async function readSecret(source: Source, what: string): Promise<Uint8Array> {
  switch (source.kind) {
    case "inline":
      return new TextEncoder().encode(source.text);
    case "file":
      return await readBytes(source.path);
    case "stdin":
      if (stdinTaken !== undefined) {
        throw new InvalidArgumentError(`Standard input is for ${stdinTaken}: it cannot be ${what}`);
      }
      stdinTaken = what;
      return await readStdin();
    case "prompt":
      return new TextEncoder().encode(await prompt(what));
  }
}

/** The same as text without white space around it, when nothing else is asked for. */
export async function readSecretText(source: Source, what: string): Promise<string> {
  const secret = await readSecret(source, what);
  checkNothingLeft();
  return new TextDecoder().decode(secret).trim();
}

function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    process.stdin.on("data", (chunk: Uint8Array) => chunks.push(new Uint8Array(chunk)));
    process.stdin.on("error", reject);
    process.stdin.on("end", () => {
      const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      resolve(bytes);
    });
  });
}

/** What was typed, or pasted, beyond the line that a prompt took. */
let typedAhead = "";
/** A character may come in two chunks. */
const decoder = new TextDecoder();

/**
 * Checks, after the last prompt, that each line that was typed was asked for: of a text of several lines only the first
 * would be kept.
 *
 * @throws {InvalidArgumentError} When there is more.
 */
export function checkNothingLeft(): void {
  if (typedAhead === "") return;
  typedAhead = "";
  throw new InvalidArgumentError(
    "More lines were typed than asked for, and nothing was kept or sent: give a text of several lines as @FILE or -, " +
      "such as NAME=@FILE",
  );
}

/** Where a person is asked, and answers. */
export interface Terminal {
  readonly stdin: Pick<
    typeof process.stdin,
    "isTTY" | "setRawMode" | "on" | "off" | "pause" | "resume"
  >;
  readonly stderr: { write(text: string): unknown };
}

/** A pasted text comes in chunks. Those after its first line follow within this time. */
const pasteMs = 150;

/**
 * Asks at the terminal, and shows nothing of what is typed.
 *
 * @throws {InvalidArgumentError} When there is no terminal.
 * @throws {FailedPreconditionError} When the question is interrupted.
 */
export function prompt(what: string, { stdin, stderr }: Terminal = process): Promise<string> {
  if (!stdin.isTTY) {
    throw new InvalidArgumentError(
      `There is no terminal to ask for ${what}: give its source, @FILE, or - for standard input`,
    );
  }
  // Before the question: what is typed is not to be seen, however fast it comes.
  stdin.setRawMode(true);
  stderr.write(`${what}: `);
  return new Promise((resolve, reject) => {
    let typed = "";
    let isAnswered = false;
    const end = (settle: () => void) => {
      stdin.setRawMode(false);
      stdin.off("data", take);
      stdin.pause();
      stderr.write("\n");
      settle();
    };
    const take = (chunk: Uint8Array) => {
      if (isAnswered) {
        typedAhead += decoder.decode(chunk, { stream: true });
        return;
      }
      const characters = [...typedAhead, ...decoder.decode(chunk, { stream: true })];
      typedAhead = "";
      for (const [at, char] of characters.entries()) {
        if (char === "\r" || char === "\n" || char === "\u0004") {
          typedAhead = characters.slice(at + 1).join("");
          isAnswered = true;
          setTimeout(() => {
            // A line of a pasted text may end with both.
            if (char === "\r") typedAhead = typedAhead.replace(/^\n/, "");
            end(() => resolve(typed));
          }, pasteMs);
          return;
        }
        if (char === "\u0003") {
          return end(() => reject(unanswered(what)));
        }
        typed = char === "\u007f" || char === "\b"
          ? [...typed].slice(0, -1).join("")
          : typed + char;
      }
    };
    stdin.on("data", take);
    stdin.resume();
    if (typedAhead !== "") take(new Uint8Array());
  });
}

function unanswered(what: string): FailedPreconditionError {
  return new FailedPreconditionError(`Nothing was sent: the question for ${what} was interrupted`);
}
