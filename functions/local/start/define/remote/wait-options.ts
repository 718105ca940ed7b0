import { type Command, InvalidArgumentError, Option } from "commander";

/** `--wait`, for verbs that start something or look at it. */
export function addWait(command: Command, { always = false } = {}): Command {
  return command.addOption(
    new Option(
      always ? "--wait <seconds>" : "--wait [seconds]",
      always
        ? "stop waiting after this time, and exit with 4 (default: wait for its end)"
        : "wait for its end, or so many seconds; exits with 3 if it fails, with 4 if it goes on",
    ).argParser(seconds),
  );
}

/** Parses a number of seconds. */
export function seconds(text: string): string {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return text;
  throw new InvalidArgumentError("It must be a number of seconds above 0.");
}

/** `--limit`, for lists. */
export function addLimit(command: Command): Command {
  return command.option("-L, --limit <number>", "how many to list, or all", "20");
}

/** `--yes`, for what cannot be undone. */
export function addYes(command: Command): Command {
  return command.option("-y, --yes", "delete without a question");
}
