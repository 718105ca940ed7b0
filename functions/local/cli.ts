import { programUrl } from "./program-url.ts";

// Before anything else: no date is to depend on the machine's time zone (workers inherit it).
process.env["TZ"] = "UTC";

// Who reads no further (`| head`) has what was wanted.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

const { runCommand } = (await import(programUrl("run-command").href)) as typeof import("./run-command.ts");
process.exitCode = await runCommand(process.argv.slice(2));
