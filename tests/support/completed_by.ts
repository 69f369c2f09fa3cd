/** What shells complete. */
import { assert, assertEquals } from "@std/assert";

/** How each shell is asked what it would complete, with its script in a file. */
const shells = {
  bash: (file: string, words: readonly string[]) =>
    `. '${file}'; COMP_WORDS=(${quoted(words)}); COMP_CWORD=${words.length - 1}; _nilvm
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  // What the shell itself would choose from.
  zsh: (file: string, words: readonly string[]) =>
    `compdef() { : }; compadd() { shift; print -l -- \${(M)@:#\${words[CURRENT]}*} }
    words=(${quoted(words)}); CURRENT=${words.length}; . '${file}'; _nilvm`,
  fish: (file: string, words: readonly string[]) =>
    `source '${file}'; complete -C '${words.join(" ")}' | string split -f 1 \\t`,
};

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(" ");
}

/** Expects a shell to complete commands, their commands and their options, with the script that `nilvm` wrote for it. */
export async function expectCompletions(
  shell: keyof typeof shells,
  script: string,
  home: string,
): Promise<void> {
  const file = `${home}/completions.${shell}`;
  await Deno.writeTextFile(file, script);
  const complete = async (...words: string[]) => {
    const { stdout } = await new Deno.Command(shell, {
      args: ["-c", shells[shell](file, words)],
      env: { HOME: home },
    }).output();
    return new TextDecoder().decode(stdout).trim().split("\n").sort();
  };
  assertEquals(await complete("nilvm", "st"), ["status", "store"]);
  assertEquals(await complete("nilvm", "--json", "keys", "n"), ["new"]);
  assertEquals(await complete("nilvm", "store", "a=@b", "--tt"), ["--ttl"]);
  assertEquals(await complete("nilvm", "devnet", "fault", "no"), ["node"]);
  assert((await complete("nilvm", "store", "--")).includes("--identity"));
}
