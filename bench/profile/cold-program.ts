import { writeFileSync } from "node:fs";

/**
 * The command line from its sources, whose functions a profile can tell: the bundle that it runs from otherwise has no
 * names of files. `cold-program.ts FILE COMMAND...` leaves the CPU time of its main thread, ms, in the file.
 */
process.env["TZ"] = "UTC";
const [, , file = "", ...words] = process.argv;
const { runCommand } = await import("../../functions/local/start/run-command.ts");
process.exitCode = await runCommand(words);
const { user, system } = process.threadCpuUsage();
writeFileSync(file, String((user + system) / 1000));
