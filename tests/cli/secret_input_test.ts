/** What is typed, or pasted, at a prompt. */
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { setTimeout as delay } from "node:timers/promises";
import { PassThrough } from "node:stream";
import process from "node:process";
import {
  checkNothingLeft,
  prompt,
  readSecretText,
  type Terminal,
} from "../../src/cli/base/secret_input.ts";

/** A terminal that notes whether it shows what is typed. */
class FakeTerminal implements Terminal {
  readonly written: string[] = [];
  isRaw = false;
  readonly #input = new PassThrough();
  readonly stdin = Object.assign(this.#input, {
    isTTY: true,
    setRawMode: (isRaw: boolean) => {
      this.isRaw = isRaw;
      return this.#input;
    },
  }) as unknown as Terminal["stdin"];
  readonly stderr = { write: (text: string) => this.written.push(text) };

  type(text: string | Uint8Array): void {
    this.#input.write(text);
  }
}

Deno.test("of a pasted text of several lines nothing is kept", async () => {
  const terminal = new FakeTerminal();
  const asked = prompt("secret", terminal);
  terminal.type("first\rsecond\rthird\r");
  assertEquals(await asked, "first");
  const { message } = assertThrows(checkNothingLeft, Error, "NAME=@FILE");
  assertEquals(/first|second|third/.test(message), false);
  checkNothingLeft();
});

Deno.test("lines of a pasted text that come later are neither shown nor lost", async () => {
  const terminal = new FakeTerminal();
  const asked = prompt("secret", terminal);
  terminal.type("first\r");
  await delay(50);
  assertEquals(terminal.isRaw, true);
  terminal.type("second\r");
  assertEquals(await asked, "first");
  assertEquals(terminal.isRaw, false);
  assertThrows(checkNothingLeft, Error, "More lines");
});

Deno.test("a line for each prompt can be pasted at once", async () => {
  const terminal = new FakeTerminal();
  const asked = prompt("one", terminal);
  terminal.type("first\r\nsecond\r\n");
  assertEquals(await asked, "first");
  assertEquals(await prompt("two", terminal), "second");
  checkNothingLeft();
  assertEquals(terminal.written, ["one: ", "\n", "two: ", "\n"]);
});

Deno.test("a character that comes in two chunks is one, and can be taken back", async () => {
  const terminal = new FakeTerminal();
  const asked = prompt("secret", terminal);
  const bytes = new TextEncoder().encode("é€x\u007f\r");
  for (const byte of bytes) {
    terminal.type(Uint8Array.of(byte));
    await delay(1);
  }
  assertEquals(await asked, "é€");
  checkNothingLeft();
});

Deno.test("a prompt that is interrupted answers nothing", async () => {
  const terminal = new FakeTerminal();
  const asked = prompt("secret", terminal);
  terminal.type("half\u0003");
  await assertRejects(() => asked, Error, "interrupted");
  assertEquals(terminal.isRaw, false);
});

Deno.test("the one secret of a command is refused when more was typed", async () => {
  const terminal = new FakeTerminal();
  const stdin = Object.getOwnPropertyDescriptor(process, "stdin")!;
  Object.defineProperty(process, "stdin", { value: terminal.stdin, configurable: true });
  try {
    const asked = readSecretText({ kind: "prompt" }, "the private key in hex");
    terminal.type("11\r22\r");
    await assertRejects(() => asked, Error, "More lines");
  } finally {
    Object.defineProperty(process, "stdin", stdin);
  }
});
