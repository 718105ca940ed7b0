import { findFrozen, programUrl } from "../../program/program-url.ts";
import { startCommand } from "./start-command.ts";
import { thaw } from "./thaw.ts";

const frozen = process.argv[2] === "render" ? findFrozen() : undefined;
if (frozen !== undefined) thaw(frozen);

await startCommand(() => import(programUrl("run-command").href));
