import { exitCodes } from "../exit-codes.ts";
import { endWithNpm } from "./end-with-npm.ts";

/**
 * Runs the command in this process's arguments, and sets the process's exit code.
 *
 * @param load loads the program that runs it
 */
export async function startCommand(load: () => Promise<typeof import("./run-command.ts")>): Promise<void> {
  // Before anything else: no date may depend on the machine's time zone (workers inherit the setting).
  process.env["TZ"] = "UTC";

  for (const [name, stream] of [
    ["output", process.stdout],
    ["error", process.stderr],
  ] as const) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // A reader that stops early (`| head`) has what it wanted.
      if (error.code === "EPIPE") process.exit();
      if (name === "output") process.stderr.write(`failure: standard output cannot be written: ${error.message}\n`);
      process.exit(exitCodes.failure);
    });
  }

  endWithNpm();
  const { runCommand } = await load();
  process.exitCode = await runCommand(process.argv.slice(2));
}
