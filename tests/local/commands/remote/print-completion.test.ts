import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../capture-output.ts";

const run = (...words: string[]) => captureOutput(() => runCommand(words));

/** Words that bash offers after a line. */
function offered(script: string, line: string): string[] {
  const words = line.split(" ");
  const ask = `source "$1"
COMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")})
COMP_CWORD=${words.length - 1}
_broadsheet
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", ask, "bash", script], { encoding: "utf8" }).split("\n").filter(Boolean);
}

/** The commands or options that a help text lists. */
function listed(whole: string): string[] {
  const help = whole.replace(/\nArguments:\n(?:  .*\n)+/, "\n");
  const commands = [...help.matchAll(/^ {2}([a-z][\w-]*)(?:\|\w+)?(?: [[<]| {2})/gm)].map(([, word]) => word!);
  const options = [...help.matchAll(/^ {2}(?:-\w, )?(?:--[\w-]+, )?(--[\w-]+)/gm)].map(([, word]) => word!);
  return [...commands.filter((word) => word !== "help" && word !== "broadsheet"), ...options];
}

test("bash offers, after every command, just what its help lists", async () => {
  const folder = mkdtempSync(join(tmpdir(), "completion-"));
  try {
    const script = join(folder, "broadsheet.bash");
    writeFileSync(script, (await run("completion", "bash")).stdout);
    const paths = [[]] as string[][];
    let seen = 0;
    for (const path of paths) {
      const { stdout } = await run(...path, "--help");
      const help = stdout.split("\nExamples:")[0]!;
      const words = listed(help);
      expect(offered(script, ["broadsheet", ...path, ""].join(" ")).toSorted(), path.join(" ")).toEqual(
        [...new Set(words)].toSorted(),
      );
      const nouns = help.includes("\nCommands:\n") ? words.filter((word) => !word.startsWith("--")) : [];
      // Other names are completed, and not offered.
      const aliases = [...help.matchAll(/^ {2}[a-z][\w-]*\|(\w+) /gm)].map(([, word]) => word!);
      paths.push(...[...nouns, ...aliases].map((word) => [...path, word]));
      seen += 1;
    }
    expect(seen).toBeGreaterThan(60);
    expect(offered(script, "broadsheet reports li")).toEqual(["list"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

test("every verb has an example, and every example is a command that exists", async () => {
  const known = new Set<string>();
  const paths = [[]] as string[][];
  const examples: string[] = [];
  for (const path of paths) {
    const { stdout } = await run(...path, "--help");
    known.add(path.join(" "));
    const [help = "", shown = ""] = stdout.split("\nExamples:");
    const nouns = help.includes("\nCommands:\n") ? listed(help).filter((word) => !word.startsWith("--")) : [];
    paths.push(...nouns.map((word) => [...path, word]));
    if (path.length === 2) expect(shown, path.join(" ")).toContain(`broadsheet ${path.join(" ")}`);
    examples.push(...[...shown.matchAll(/^ {2}broadsheet (.*?) +# /gm)].map(([, line]) => line!));
  }
  expect(examples.length).toBeGreaterThan(40);
  for (const line of examples) {
    const [first = "", second = ""] = line.split(" ");
    expect(known.has(`${first} ${second}`) || known.has(first), line).toBe(true);
  }
});

test("scripts of other shells have every command with its meaning; another shell is refused", async () => {
  for (const shell of ["zsh", "fish"]) {
    const { stdout } = await run("completion", shell);
    for (const word of ["reports list", "datasets put", "webhooks rotate", "request-timeout"])
      expect(stdout).toContain(word);
  }
  const refused = await run("completion", "tcsh");
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("bash, zsh, fish")]);
});
