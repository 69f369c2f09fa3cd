import { assertEquals, assertThrows } from "@std/assert";
import { readFlags } from "../../../src/devnet/cli/read_flags.ts";
import { UsageError } from "../../../src/devnet/cli/usage_error.ts";

const command = {
  call: "cook",
  summary: "Cooks.",
  words: {
    DISH: { help: "what to cook" },
    MINUTES: { help: "a number of minutes", form: /^\d+$/, isOptional: true },
  },
  flags: {
    "heat-level": { short: "l", takes: "NUMBER", help: "how hot" },
    note: { takes: "TEXT", help: "what to say" },
    spoon: { help: "with a spoon" },
    help: { short: "h", help: "show this" },
  },
} as const;

const read = (line: string) => readFlags(command, line === "" ? [] : line.split(" "));

Deno.test("readFlags() reads flags and words in any order and spelling", () => {
  const lines: [string, object, string[]][] = [
    ["soup", {}, ["soup"]],
    ["soup 5", {}, ["soup", "5"]],
    ["--heat-level 2.5 soup --spoon 5", { "heat-level": 2.5, spoon: true }, ["soup", "5"]],
    ["soup --heat-level=2", { "heat-level": 2 }, ["soup"]],
    ["-l 2 soup", { "heat-level": 2 }, ["soup"]],
    ["-l2 soup", { "heat-level": 2 }, ["soup"]],
    ["-l=2 soup", { "heat-level": 2 }, ["soup"]],
    ["soup --note=-a=b", { note: "-a=b" }, ["soup"]],
    ["--help", { help: true }, []],
    ["-hl3", { help: true, "heat-level": 3 }, []],
    ["-h --spoon", { help: true, spoon: true }, []],
  ];
  for (const [line, flags, words] of lines) assertEquals(read(line), { flags, words }, line);
});

Deno.test("readFlags() refuses what is unknown, missing, too much or of another form, and says what is known", () => {
  const bad: [string, string][] = [
    ["", "DISH is missing. The command is cook DISH [MINUTES]"],
    ["soup 5 6", '"6" is a word too many. The command is cook DISH [MINUTES]'],
    ["soup soon", 'MINUTES has to be a number of minutes, not "soon"'],
    ["soup --fork", "cook has no option --fork. It has --heat-level, --note, --spoon, --help"],
    ["soup --toString", "cook has no option --toString. It has"],
    ["soup --fork=2", "no option --fork. It has"],
    ["soup -f2", "no option -f. It has"],
    ["soup -", "no option -. It has"],
    ["soup --", "no option --. It has"],
    ["--note", "--note lacks its value: --note TEXT, or --note=TEXT for one that begins with -"],
    ["--note --spoon", "--note lacks its value"],
    ["--note= soup", "--note lacks its value"],
    ["soup -l", "--heat-level lacks its value: --heat-level NUMBER"],
    ["soup -l -5", "--heat-level lacks its value"],
    ["soup -l hot", "--heat-level takes a number, not hot"],
    ["soup -l 1e3", "--heat-level takes a number, not 1e3"],
    ["soup --spoon=2", "--spoon takes no value"],
    ["soup -l 1 --heat-level 2", "--heat-level is there twice"],
    ["--help --fork", "no option --fork"],
  ];
  for (const [line, words] of bad) {
    const error = assertThrows(() => read(line), UsageError, words);
    assertEquals(error.command, "cook");
  }
});
