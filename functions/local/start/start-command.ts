import { endWithNpm } from "./end-with-npm.ts";

/**
 * Runs the command of this process's words, and has the process end with its exit code.
 *
 * @param load finds the program that runs it
 */
export async function startCommand(load: () => Promise<typeof import("./run-command.ts")>): Promise<void> {
  // Before anything else: no date is to depend on the machine's time zone (workers inherit it).
  process.env["TZ"] = "UTC";

  // Who reads no further (`| head`) has what was wanted.
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
