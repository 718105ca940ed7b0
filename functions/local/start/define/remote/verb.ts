import type { Command } from "commander";
import { addTargetOptions } from "../shared-options.ts";

/** A verb of a noun, which works on a server or a data directory. */
export interface Verb {
  readonly name: string;
  readonly description: string;
  /** Lines of the command line, without `broadsheet`, and what each does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly json?: string;
  readonly alias?: string;
}

/** Adds a verb with the options that all have. */
export function addVerb(parent: Command, { name, description, examples, json, alias }: Verb): Command {
  const command = parent.command(name).description(description);
  if (alias !== undefined) command.alias(alias);
  command.option("--json", json ?? "print what the API answers");
  addTargetOptions(command);
  return addExamples(command, examples);
}

/** Adds examples below a command's options. */
export function addExamples(command: Command, examples: Verb["examples"]): Command {
  const widest = Math.min(64, Math.max(...examples.map(([line]) => line.length)));
  const lines = examples.map(([line, does]) => `  broadsheet ${line.padEnd(widest)}  # ${does}`);
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

/** Adds a noun, whose verbs follow. */
export function addNoun(broadsheet: Command, name: string, description: string): Command {
  return broadsheet.command(name).description(description);
}
