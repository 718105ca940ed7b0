import { writeFileSync } from "node:fs";

/**
 * Runs the command line from its sources, so that a profile can tell its functions apart: the usual bundle has no file
 * names. `cold-program.ts FILE COMMAND...` writes the CPU time of its main thread, ms, to the file.
 */
process.env["TZ"] = "UTC";
const [, , file = "", ...words] = process.argv;
const { runCommand } = await import("../../functions/local/start/run-command.ts");
process.exitCode = await runCommand(words);
const { user, system } = process.threadCpuUsage();
writeFileSync(file, String((user + system) / 1000));
