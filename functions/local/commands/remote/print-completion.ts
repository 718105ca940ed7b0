import type { Command } from "commander";

/** A command, by the words that lead to it. */
interface Node {
  /** `reports list`; empty for the program itself. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly means: string }[];
}

/**
 * Prints a script that completes commands and options in a shell. It is made from the commands themselves, and needs no
 * process while somebody types.
 */
export function printCompletion(program: Command, shell: "bash" | "zsh" | "fish"): void {
  const nodes = [...walk(program, "")];
  const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
  process.stdout.write(scripts[shell](nodes));
}

/** A command and those below it; under its other names, too, which are known but not offered. */
function* walk(command: Command, path: string): Generator<Node> {
  const options = command.options.filter(({ hidden }) => !hidden);
  yield {
    path,
    words: [
      ...command.commands.map((one) => ({ word: one.name(), means: one.description() })),
      ...options.flatMap(({ long, description }) => (long == null ? [] : [{ word: long, means: description }])),
      { word: "--help", means: "show the options" },
    ],
  };
  for (const one of command.commands)
    for (const name of [one.name(), ...one.aliases()]) yield* walk(one, `${path} ${name}`.trim());
}

/** The commands below another, for finding out where a line is. */
const pathsOf = (nodes: readonly Node[]): string => nodes.map(({ path }) => `"${path}"`).join("|");

/** After an option that takes a file, or where no word is known, the shell completes files. */
function bashScript(nodes: readonly Node[]): string {
  const cases = nodes.map(({ path, words }) => `    "${path}") words="${words.map(({ word }) => word).join(" ")}" ;;`);
  return `# broadsheet completion bash
_broadsheet() {
  local current="\${COMP_WORDS[COMP_CWORD]}" at="" i next words=""
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${at:+$at }\${COMP_WORDS[i]}"
    case "$next" in
      ${pathsOf(nodes.slice(1))}) at="$next" ;;
    esac
  done
  case "$at" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _broadsheet broadsheet
`;
}

const quoteForZsh = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function zshScript(nodes: readonly Node[]): string {
  const cases = nodes.map(
    ({ path, words }) =>
      `    "${path}") known=(${words.map(({ word, means }) => quoteForZsh(`${word}:${means.replaceAll(":", "\\:")}`)).join(" ")}) ;;`,
  );
  return `#compdef broadsheet
_broadsheet() {
  local at="" next i
  local -a known
  for ((i = 2; i < CURRENT; i++)); do
    next="\${at:+$at }\${words[i]}"
    case "$next" in
      ${pathsOf(nodes.slice(1))}) at="$next" ;;
    esac
  done
  case "$at" in
${cases.join("\n")}
  esac
  _describe command known || _files
}
if [ "$funcstack[1]" = "_broadsheet" ]; then _broadsheet; else compdef _broadsheet broadsheet; fi
`;
}

const quoteForFish = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, words }) =>
    words.map(({ word, means }) => {
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-f -a ${word}`;
      return `complete -c broadsheet -n '__broadsheet_at ${quoteInner(path)}' ${what} -d ${quoteForFish(means)}`;
    }),
  );
  return `# broadsheet completion fish
function __broadsheet_at
  set -l at
  for word in (commandline -opc)[2..]
    switch "$at $word"
      case ${nodes
        .slice(1)
        .map(({ path }) => quoteForFish(path.includes(" ") ? path : ` ${path}`))
        .join(" ")}
        set at (string trim -- "$at $word")
    end
  end
  test "$at" = "$argv[1]"
end
${lines.join("\n")}
`;
}

const quoteInner = (path: string): string => `"${path}"`;
