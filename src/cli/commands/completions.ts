import type { Command } from "commander";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { acting } from "../base/actions.ts";
import type { Host } from "../base/command_context.ts";

/** A command with its words, its options and its commands. */
interface Described {
  /** The words that lead to it, such as `nilvm keys`. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly help: string }[];
}

const shells: Readonly<Record<string, (commands: readonly Described[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Adds the command that writes what a shell needs to complete commands. */
export function addCompletions(program: Command, host: Host): void {
  acting(
    program.command("completions")
      .description("Writes the completions of a shell: bash, zsh or fish.")
      .argument("<shell>", "bash, zsh or fish")
      .addHelpText(
        "after",
        `
  bash:  nilvm completions bash >> ~/.bashrc
  zsh:   nilvm completions zsh > "\${fpath[1]}/_nilvm"
  fish:  nilvm completions fish > ~/.config/fish/completions/nilvm.fish`,
      ),
    host,
    async ({ output }, _, shell: string) => {
      const write = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
      if (write === undefined) {
        throw new InvalidArgumentError(`There are completions for ${Object.keys(shells)}`);
      }
      // Only here: the devnet is large.
      const { devnetCommand } = await import("../../devnet/cli/cli.ts");
      const devnet = describe(devnetCommand([], console, false), "nilvm devnet", []);
      const all = describe(program, "nilvm", program.options).filter(({ path }) =>
        path !== "nilvm devnet"
      );
      const script = write([...all, ...devnet]);
      output.result({ shell, script }, () => script);
    },
  );
}

/** Describes a command and all below it. The options in `common` can stand after each of them. */
function describe(command: Command, path: string, common: Command["options"]): Described[] {
  const commands = command.commands.flatMap((child) =>
    [child.name(), ...child.aliases()].map((word) => ({ word, help: child.description() }))
  );
  const options = [...new Set([...command.options, ...common])].map(({ long, description }) => ({
    word: long!,
    help: description,
  }));
  const help = { word: "--help", help: "show help" };
  const words = [...commands, ...options, help];
  const children = command.commands.flatMap((child) =>
    [child.name(), ...child.aliases()].flatMap((name) => describe(child, `${path} ${name}`, common))
  );
  return [{ path, words }, ...children];
}

/** The words of a command line that are names of commands, joined: the same in bash and zsh. */
const pathInShell = `  local call=nilvm word
  for word in "\${words[@]:1:$((at - 1))}"; do
    case "$word" in
      -*) ;;
      *) if nilvm_has "$call" "$word"; then call="$call $word"; fi ;;
    esac
  done`;

function casesOf(commands: readonly Described[]): string {
  return commands.map(({ path, words }) =>
    `    ${JSON.stringify(path)}) echo ${
      JSON.stringify(words.map(({ word }) => word).join(" "))
    } ;;`
  ).join("\n");
}

function functionsOf(commands: readonly Described[]): string {
  return `nilvm_words() {
  case "$1" in
${casesOf(commands)}
  esac
}
nilvm_has() {
  case " $(nilvm_words "$1") " in
    *" $2 "*) return 0 ;;
  esac
  return 1
}`;
}

function bashScript(commands: readonly Described[]): string {
  return `# Completions of nilvm for bash.
${functionsOf(commands)}
_nilvm() {
  local words=("\${COMP_WORDS[@]}") at=$COMP_CWORD
${pathInShell}
  COMPREPLY=($(compgen -W "$(nilvm_words "$call")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _nilvm nilvm`;
}

function zshScript(commands: readonly Described[]): string {
  return `#compdef nilvm
# Completions of nilvm for zsh.
${functionsOf(commands)}
_nilvm() {
  local at=$((CURRENT - 1))
${pathInShell}
  compadd -- \${=$(nilvm_words "$call")} || _files
}
if [ "$funcstack[1]" = _nilvm ]; then _nilvm "$@"; else compdef _nilvm nilvm; fi`;
}

function fishScript(commands: readonly Described[]): string {
  const quote = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;
  const lines = commands.flatMap(({ path, words }) => {
    const condition = `-n ${quote(`test (nilvm_path) = ${quote(path)}`)}`;
    return words.map(({ word, help }) => {
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-f -a ${word}`;
      return `complete -c nilvm ${condition} ${what} -d ${quote(help)}`;
    });
  });
  return `# Completions of nilvm for fish.
function nilvm_path
  set -l path nilvm
  for word in (commandline -opc)[2..]
    set -l next "$path $word"
    if contains -- $next ${commands.map(({ path }) => quote(path)).join(" ")}
      set path $next
    end
  end
  echo $path
end
${lines.join("\n")}`;
}
