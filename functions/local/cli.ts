#!/usr/bin/env node
// Before anything else: no date is to depend on the machine's time zone (workers inherit it).
process.env["TZ"] = "UTC";

const { runCommand } = await import("./run-command.ts");
process.exitCode = await runCommand(process.argv.slice(2));
