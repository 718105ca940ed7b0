import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { projectRoot } from "./project-root.ts";

/** Programs that are started by themselves, and their sources: what a command runs, a render worker and the thread that watches it. */
export const programSources = {
  "run-command": "functions/local/start/run-command.ts",
  "render-worker": "functions/render/render-worker.ts",
  "render-watchdog": "functions/render/render-watchdog.ts",
} as const;

export type ProgramName = keyof typeof programSources;

/** What the bundled programs were made of. */
export interface ProgramInputs {
  /** Node's version: `process.versions.node`. */
  readonly node: string;
  /** By path below the project, of every source and of what pins the packages. */
  readonly files: Readonly<Record<string, FileState>>;
  /** Where it was frozen, by which V8 and into which file; absent: it could not be. */
  readonly frozen?: { readonly root: string; readonly v8: number; readonly blob: FileState };
}

/** Time of last change, ms since 1970, and bytes: what tells that a file is as it was. */
export type FileState = readonly [mtimeMs: number, size: number];

/** Where the bundled programs are. */
export const programsFolder = new URL("build/programs/", projectRoot);

/** File name of `ProgramInputs` in their folder. */
export const inputsFile = "inputs.json";

/** File name of the frozen program in their folder. */
export const frozenFile = "render.blob";

const root = fileURLToPath(projectRoot);

let found: { readonly inputs: ProgramInputs | undefined } | undefined;

/**
 * The bundled program, if it was made of the sources as they are now; else the source itself, which Node runs as it is. The
 * two do the same; a bundle saves the finding of 1,200 files, a fifth of a cold start.
 */
export function programUrl(name: ProgramName): URL {
  return freshInputs() === undefined ? new URL(programSources[name], projectRoot) : new URL(`${name}.mjs`, programsFolder);
}

/**
 * Path of the frozen program of `broadsheet render`, if it was made of the sources as they are now, in this folder and for this very V8 (its
 * build, the processor, its flags), and is there as it was written: Node does not check it, and dies of one that is cut off when there is no way back to
 * the bundle. It is told by what tells the sources, so a copy that loses the times of files, which runs from its sources, loses nothing more.
 * Who gives Node settings of his own, or debugs, gets the bundle.
 */
export function findFrozen(): string | undefined {
  const { execve, execArgv, env } = process;
  if (execve === undefined || execArgv.length > 0 || env["NODE_OPTIONS"] !== undefined || env["BROADSHEET_DEBUG"] !== undefined) return undefined;
  const frozen = freshInputs()?.frozen;
  if (frozen?.root !== root || frozen.v8 !== cachedDataVersionTag()) return undefined;
  const blob = fileURLToPath(new URL(frozenFile, programsFolder));
  return isUnchanged(blob, frozen.blob) && isReadable(blob) ? blob : undefined;
}

/** What the bundled programs were made of, if that is what there is now. */
function freshInputs(): ProgramInputs | undefined {
  found ??= { inputs: readInputs() };
  return found.inputs;
}

function readInputs(): ProgramInputs | undefined {
  let inputs: ProgramInputs;
  try {
    inputs = JSON.parse(readFileSync(new URL(inputsFile, programsFolder), "utf8")) as ProgramInputs;
  } catch {
    // Never bundled: packages were installed without their scripts.
    return undefined;
  }
  const fresh =
    inputs.node === process.versions.node && Object.entries(inputs.files).every(([file, state]) => isUnchanged(`${root}${file}`, state));
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
