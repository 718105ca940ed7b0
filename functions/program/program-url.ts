import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { projectRoot } from "./project-root.ts";

/**
 * Programs that run on their own, and their sources: the command line, the workers of renders and previews, and the
 * thread that watches them.
 */
export const programSources = {
  "run-command": "functions/local/start/run-command.ts",
  "render-worker": "functions/render/render-worker.ts",
  "preview-worker": "functions/render/preview/preview-worker.ts",
  "render-watchdog": "functions/render/render-watchdog.ts",
} as const;

export type ProgramName = keyof typeof programSources;

/** What the bundled programs were built from. */
export interface ProgramInputs {
  /** Node's version: `process.versions.node`. */
  readonly node: string;
  /** State of every source file and of the files that pin the packages, by path below the project. */
  readonly files: Readonly<Record<string, FileState>>;
  /** Where the program was frozen, by which V8 and into which file; absent if freezing failed. */
  readonly frozen?: { readonly root: string; readonly v8: number; readonly blob: FileState };
}

/** Modification time, ms since 1970, and size in bytes: they show whether a file has changed. */
export type FileState = readonly [mtimeMs: number, size: number];

/** Folder of the bundled programs. */
export const programsFolder = new URL("build/programs/", projectRoot);

/** Name of the `ProgramInputs` file in that folder. */
export const inputsFile = "inputs.json";

/** Name of the frozen program in that folder. */
export const frozenFile = "render.blob";

const root = fileURLToPath(projectRoot);

let found: { readonly inputs: ProgramInputs | undefined } | undefined;

/**
 * The bundled program, if it was built from the present sources; otherwise the source itself, which Node runs directly.
 * Both behave the same. The bundle saves resolving 1,200 files, a fifth of a cold start.
 */
export function programUrl(name: ProgramName): URL {
  return freshInputs() === undefined
    ? new URL(programSources[name], projectRoot)
    : new URL(`${name}.mjs`, programsFolder);
}

/**
 * Path of the frozen program of `broadsheet render`, if it was built from the present sources, in this folder, for this
 * V8 (its build, processor and flags), and is unchanged. Node does not check the file, and a truncated one kills the
 * process when it is too late to fall back to the bundle. Changes are detected as for the sources, so a copy that loses
 * modification times simply runs from its sources. With Node options of the user's own, or a debugger, the bundle runs
 * instead.
 */
export function findFrozen(): string | undefined {
  const { execve, execArgv, env } = process;
  if (
    execve === undefined ||
    execArgv.length > 0 ||
    env["NODE_OPTIONS"] !== undefined ||
    env["BROADSHEET_DEBUG"] !== undefined
  )
    return undefined;
  const frozen = freshInputs()?.frozen;
  if (frozen?.root !== root || frozen.v8 !== cachedDataVersionTag()) return undefined;
  const blob = fileURLToPath(new URL(frozenFile, programsFolder));
  return isUnchanged(blob, frozen.blob) && isReadable(blob) ? blob : undefined;
}

/** What the bundled programs were built from, if the present sources still match. */
function freshInputs(): ProgramInputs | undefined {
  found ??= { inputs: readInputs() };
  return found.inputs;
}

function readInputs(): ProgramInputs | undefined {
  let inputs: ProgramInputs;
  try {
    inputs = JSON.parse(readFileSync(new URL(inputsFile, programsFolder), "utf8")) as ProgramInputs;
  } catch {
    // Never bundled: the packages were installed without running scripts.
    return undefined;
  }
  const fresh =
    inputs.node === process.versions.node &&
    Object.entries(inputs.files).every(([file, state]) => isUnchanged(`${root}${file}`, state));
  return fresh ? inputs : undefined;
}

function isUnchanged(path: string, [mtimeMs, size]: FileState): boolean {
  const now = statSync(path, { throwIfNoEntry: false });
  return now?.mtimeMs === mtimeMs && now.size === size;
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
