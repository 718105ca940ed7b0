import { spawn } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProgramName } from "../../program/program-url.ts";
import { projectRoot } from "../../program/project-root.ts";
import { frozenFile, frozenFolder, stateFile, type FrozenState } from "./frozen-folder.ts";

/** Folder of the bundled programs. */
export const programsFolder = new URL("build/programs/", projectRoot);

/** An installed program never changes, so it needs no check of its sources. */
export function programUrl(name: ProgramName | "freeze"): URL {
  return new URL(`${name}.mjs`, programsFolder);
}

/**
 * Path of the frozen program of `broadsheet render` in the user's cache, if it was frozen here, for this V8, and is
 * unchanged. If it is not there yet, a process of its own freezes it as soon as this one has ended: the next render
 * starts sooner. `BROADSHEET_FREEZE=off` prevents that. With Node options of the user's own, or a debugger, the bundle
 * runs instead.
 */
export function findFrozen(): string | undefined {
  const { execve, execArgv, env } = process;
  if (
    execve === undefined ||
    execArgv.length > 0 ||
    env["NODE_OPTIONS"] !== undefined ||
    env["BROADSHEET_DEBUG"] !== undefined ||
    env["BROADSHEET_FREEZE"] === "off"
  )
    return undefined;
  const folder = frozenFolder();
  const state = readState(folder);
  if (state === undefined) freezeAtExit();
  if (state?.blob === undefined) return undefined;
  const blob = join(folder, frozenFile);
  const now = statSync(blob, { throwIfNoEntry: false });
  return now?.size === state.blob[1] && now.mtimeMs === state.blob[0] && isReadable(blob) ? blob : undefined;
}

/** What the last attempt to freeze left; absent if there was none, or it is still going on. */
function readState(folder: string): FrozenState | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, stateFile), "utf8")) as FrozenState;
  } catch {
    return undefined;
  }
}

/** The process outlives this one, and must hold neither its streams nor its folder. */
function freezeAtExit(): void {
  process.once("exit", () => {
    spawn(process.execPath, [fileURLToPath(programUrl("freeze"))], {
      detached: true,
      stdio: "ignore",
      cwd: fileURLToPath(projectRoot),
    })
      .on("error", () => {})
      .unref();
  });
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
