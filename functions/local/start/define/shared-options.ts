import { InvalidArgumentError, Option } from "commander";
import { commandLimits } from "../../../render/watch-limits.ts";

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

/** The token comes from BROADSHEET_TOKEN, never from the command line, which other users of the machine can read. */
export function serverOption(): Option {
  return new Option("--server <address>", "the server's address; BROADSHEET_TOKEN is its token")
    .env("BROADSHEET_SERVER")
    .default("http://localhost:8080");
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

/** Collects the values of an option that may be repeated. */
export function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}
