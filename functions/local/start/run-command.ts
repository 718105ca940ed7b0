import { Command, CommanderError } from "commander";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { ExitError, exitCodes } from "../exit-codes.ts";
import { formatProblems } from "../print-problems.ts";
import type { Checked } from "./define/checked.ts";
import { addMakingCommands } from "./define/making-commands.ts";
import { addRemoteCommands } from "./define/remote-commands.ts";
import { addApiCommands } from "./define/remote/api-commands.ts";
import { addBatchCommands } from "./define/remote/batch-commands.ts";
import { addCompletion } from "./define/remote/completion-command.ts";
import { addSourceCommands } from "./define/remote/source-commands.ts";
import { addViewCommands } from "./define/remote/view-commands.ts";
import { addDatasetCommands } from "./define/remote/dataset-commands.ts";
import { addThemeCommands } from "./define/remote/theme-commands.ts";
import { addPublicationCommands } from "./define/remote/publication-commands.ts";
import { addReportCommands } from "./define/remote/report-commands.ts";
import { addMailCommands } from "./define/remote/mail-commands.ts";
import { addWebhookCommands } from "./define/remote/webhook-commands.ts";
import { addPublish, addServiceCommands } from "./define/service-commands.ts";
import { addTemplateCommands } from "./define/template-commands.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { version } from "../../version.ts";

/**
 * Runs one command of `broadsheet`. Each command's code is loaded on demand, so that `--help` does not load Vega.
 *
 * @param words the command line without `node` and the script
 * @returns the exit code, one of `exitCodes`
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.done;
  try {
    await program((passed) => {
      if (!passed) code = exitCodes.badInput;
    }).parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    const end = words.indexOf("--");
    return tell(error, words.slice(0, end < 0 ? undefined : end).includes("--json"));
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
  addReportCommands(broadsheet);
  addDatasetCommands(broadsheet);
  addViewCommands(broadsheet);
  addSourceCommands(broadsheet);
  addThemeCommands(broadsheet, checked);
  addBatchCommands(broadsheet);
  addPublicationCommands(broadsheet, (parent) => addPublish(parent, "put"));
  addWebhookCommands(broadsheet);
  addMailCommands(broadsheet);
  addApiCommands(broadsheet);
  addCompletion(broadsheet);
  settle(broadsheet);
  // After a command's name all options are its own: `datasets delete --version` names one of a dataset.
  return broadsheet.enablePositionalOptions();
}

/** Errors in a command's own line need no list of all commands. */
function settle(broadsheet: Command): void {
  for (const command of broadsheet.commands) {
    command.exitOverride().showHelpAfterError(false);
    settle(command);
  }
}

/** Prints an error on stderr (and as JSON on stdout if requested) and returns its exit code. */
function tell(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    // People have read it on stderr already.
    if (json) tellJson("invalid-request", [{ code: "invalid-option", message: lineOf(error) }]);
    return exitCodes.badInput;
  }
  if (error instanceof BroadsheetError) {
    const heading = error instanceof ExitError ? error.heading : error.kind;
    const { problems } = error;
    // A command that has printed the state, with its problems, says no more.
    if (error instanceof ExitError && problems.length === 0) return error.exitCode;
    if (json) tellJson(heading, problems);
    else process.stderr.write(`${formatProblems(`error ${heading}`, problems)}\n`);
    if (error instanceof ExitError) return error.exitCode;
    return error.transient ? exitCodes.failure : exitCodes.badInput;
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (json) tellJson("failure", [{ code: "internal-error", message: reason }]);
  process.stderr.write(
    `failure: ${showControlsInLines(reason)}\n  The fault lies with Broadsheet or the machine, not with the input.\n`,
  );
  if (process.env["BROADSHEET_DEBUG"] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodes.failure;
}

function tellJson(error: string, problems: readonly Problem[]): void {
  process.stdout.write(`${JSON.stringify({ error, problems }, null, 2)}\n`);
}

/** What is wrong with a command line, without Commander's own beginning. */
function lineOf({ code, message }: CommanderError): string {
  if (code === "commander.help") return "the command is not complete: --help lists what may follow";
  return message.replace(/^error: /, "");
}
