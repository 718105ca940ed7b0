import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { projectRoot } from "./project-root.ts";

/** Programs that are started by themselves: what a command runs, a render worker and the thread that watches it. */
export type ProgramName = "run-command" | "render-worker" | "render-watchdog";

/** What the bundled programs were made of. */
export interface ProgramInputs {
  /** Node's version: `process.versions.node`. */
  readonly node: string;
  /** Path below the project → time of last change and size, of every source and of what pins the packages. */
  readonly files: Readonly<Record<string, readonly [mtimeMs: number, size: number]>>;
}

/** Where the bundled programs are. */
export const programsFolder = new URL("build/programs/", projectRoot);

let fresh: boolean | undefined;

/**
 * The bundled program, if it was made of the sources as they are now; else the source itself, which Node runs as it is. The
 * two do the same; a bundle saves the finding of 1,200 files, a fifth of a cold start.
 */
export function programUrl(name: ProgramName): URL {
  fresh ??= isFresh();
  return fresh ? new URL(`${name}.mjs`, programsFolder) : new URL(`functions/local/${name}.ts`, projectRoot);
}

function isFresh(): boolean {
  let inputs: ProgramInputs;
  try {
    inputs = JSON.parse(readFileSync(new URL("inputs.json", programsFolder), "utf8")) as ProgramInputs;
  } catch {
    // Never bundled: packages were installed without their scripts.
    return false;
  }
  const root = fileURLToPath(projectRoot);
  return (
    inputs.node === process.versions.node &&
    Object.entries(inputs.files).every(([file, [mtimeMs, size]]) => {
      const found = statSync(`${root}${file}`, { throwIfNoEntry: false });
      return found?.mtimeMs === mtimeMs && found.size === size;
    })
  );
}
