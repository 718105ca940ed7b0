#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Before anything else: no date is to depend on the machine's time zone (workers inherit it).
process.env["TZ"] = "UTC";

// What V8 made of the sources is kept between runs, beside the packages it belongs to: a third of a second at every start.
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/broadsheet"));

const { runCommand } = await import("./run-command.ts");
process.exitCode = await runCommand(process.argv.slice(2));
