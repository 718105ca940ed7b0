import { Command, CommanderError } from "commander";
import { BroadsheetError } from "../../core/errors.ts";
import { formatError } from "../print-problems.ts";
import type { Checked } from "./define/checked.ts";
import { addMakingCommands } from "./define/making-commands.ts";
import { addRemoteCommands } from "./define/remote-commands.ts";
import { addServiceCommands } from "./define/service-commands.ts";
import { addTemplateCommands } from "./define/template-commands.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { version } from "../../version.ts";

/** The exit codes of the process. */
export const exitCodes = { done: 0, badInput: 1, failure: 2 } as const;

/**
 * Runs one command of `broadsheet`. Each command's code is loaded on demand, so that `--help` does not load Vega.
 *
 * @param words the command line without `node` and the script
 * @returns the exit code: 0 done, 1 bad input, 2 failure
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.done;
  try {
    await program((passed) => {
      if (!passed) code = exitCodes.badInput;
    }).parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    return tell(error, words.includes("--json"));
  }
}

/** All commands; each one's code is loaded when it is called. */
function program(checked: Checked): Command {
  const broadsheet = new Command("broadsheet")
    .configureOutput({ writeErr: (text) => process.stderr.write(showControlsInLines(text)) })
    .description("Stored datasets to PDF briefings with charts")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(broadsheet --help lists the commands)");
  addMakingCommands(broadsheet, checked);
  addTemplateCommands(broadsheet, checked);
  addServiceCommands(broadsheet, checked);
  addRemoteCommands(broadsheet, checked);
  for (const command of broadsheet.commands) command.exitOverride().showHelpAfterError(false);
  return broadsheet;
}

/** Prints an error on stderr (and as JSON on stdout if requested) and returns its exit code. */
function tell(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
  if (error instanceof BroadsheetError) {
    if (json) process.stdout.write(`${JSON.stringify({ error: error.kind, problems: error.problems }, null, 2)}\n`);
    else process.stderr.write(`${formatError(error)}\n`);
    return error.transient ? exitCodes.failure : exitCodes.badInput;
  }
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `failure: ${showControlsInLines(reason)}\n  The fault lies with Broadsheet or the machine, not with the input.\n`,
  );
  if (process.env["BROADSHEET_DEBUG"] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodes.failure;
}
