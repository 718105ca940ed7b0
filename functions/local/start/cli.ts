import { findFrozen, programUrl } from "../../program/program-url.ts";
import { watchProcess } from "../../render/watch/watch-process.ts";
import { startCommand } from "./start-command.ts";
import { thaw } from "./thaw.ts";
import { watchOf } from "./watch-command.ts";

const words = process.argv.slice(2);
const watch = watchOf(words);
const frozen = words[0] === "render" ? findFrozen() : undefined;
if (frozen !== undefined && watch !== undefined) thaw(frozen, watch);

// Help and command-line errors need no watchdog, and appear sooner without one.
if (watch !== undefined && words.length > 1) watchProcess(programUrl("render-watchdog"), watch);
await startCommand(() => import(programUrl("run-command").href));
