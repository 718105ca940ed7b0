import { type Command, InvalidArgumentError, Option } from "commander";
import { commandLimits } from "../../../render/watch/watch-limits.ts";

/** The watchdog reads both itself, before anything that could hang is loaded (see `watchOf`). */
export function timeoutOption(): Option {
  return new Option("--timeout <seconds>", "stop the command if it takes longer")
    .default(commandLimits.seconds)
    .argParser(positiveNumber);
}

/** Read by the watchdog, see `timeoutOption`. */
export function memoryOption(): Option {
  return new Option("--memory <MiB>", "stop the command if it needs more memory")
    .default(commandLimits.memoryMegabytes)
    .argParser(positiveNumber);
}

/**
 * Options that say where a command works. None holds a secret: other users of the machine can read a command line.
 * `--token` is known only so that it can be refused in words. Defaults and variables are those of `findTarget`.
 *
 * @param serverOnly the command never works on a data directory
 */
export function addTargetOptions(command: Command, { serverOnly = false } = {}): Command {
  const others = serverOnly ? "; default: http://localhost:8080" : "";
  const options = [
    new Option("--server <address>", `a server (or BROADSHEET_SERVER${others})`),
    new Option("--profile <name>", "a server of the configuration (or BROADSHEET_PROFILE); see broadsheet login"),
    new Option("--token-file <file>", "the server's token, on the first line (or BROADSHEET_TOKEN)"),
    new Option("--request-timeout <seconds>", "how long the server may take to answer a request")
      .argParser(positiveNumber)
      .default(60),
    ...(serverOnly
      ? []
      : [
          new Option("--data-dir <folder>", "or a data directory, which no server may be using (default: .broadsheet)"),
        ]),
  ];
  for (const option of options) command.addOption(option.helpGroup("Where:"));
  command.addOption(new Option("--token [secret]").hideHelp());
  return command;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

/** Where the shared themes are that a folder's template may name. */
export function themesOption(): Option {
  return new Option(
    "--themes <folder>",
    "folder of shared themes (default: themes/ beside the template, or one above)",
  );
}

/** Whose fonts a web page has. */
export function fontsOption(): Option {
  return new Option(
    "--fonts <whose>",
    "fonts of a web page: the reader's, or the report's own, of which it brings the used glyphs along (default: system)",
  ).choices(["system", "embed"]);
}

/** Collects the values of an option that may be repeated. */
export function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}
