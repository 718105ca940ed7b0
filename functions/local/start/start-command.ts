import { endWithNpm } from "./end-with-npm.ts";

/**
 * Runs the command in this process's arguments, and sets the process's exit code.
 *
 * @param load loads the program that runs it
 */
export async function startCommand(load: () => Promise<typeof import("./run-command.ts")>): Promise<void> {
  // Before anything else: no date may depend on the machine's time zone (workers inherit the setting).
  process.env["TZ"] = "UTC";

  // A reader that stops early (`| head`) has what it wanted.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }

  endWithNpm();
  const { runCommand } = await load();
  process.exitCode = await runCommand(process.argv.slice(2));
}
