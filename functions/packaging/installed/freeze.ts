import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeSnapshot } from "../../local/start/write-snapshot.ts";
import { about, frozenFile, frozenFolder, frozenPrograms, type FrozenState, stateFile } from "./frozen-folder.ts";
import { programsFolder } from "./program-url.ts";
import { makeFolder } from "./make-folder.ts";

/**
 * Freezes the program of `broadsheet render` into the user's cache. Of several processes, one does it. A failure is
 * written down, so that it is not repeated at each start. Snapshots of packages that are gone are removed.
 */

/** After so long a process that has not finished must have died, ms. */
const longest = 5 * 60_000;

const folder = frozenFolder();
const work = `${folder}.work`;

if (!existsSync(join(folder, stateFile)) && claim()) {
  setPriority(10);
  try {
    await freeze();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function freeze(): Promise<void> {
  const blob = join(work, frozenFile);
  let outcome: FrozenState;
  try {
    await writeSnapshot(
      {
        program: fileURLToPath(new URL("frozen-program.js", programsFolder)),
        recorded: fileURLToPath(new URL("rehearsals.bin", programsFolder)),
        programUrl: new URL("frozen-program.cjs", programsFolder).href,
        script: join(work, "freeze.cjs"),
      },
      blob,
    );
    const { mtimeMs, size } = statSync(blob);
    outcome = { ...about, blob: [mtimeMs, size] };
  } catch (error) {
    rmSync(blob, { force: true });
    outcome = { ...about, failure: error instanceof Error ? error.message : String(error) };
  }
  writeFileSync(join(work, stateFile), JSON.stringify(outcome));
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
  removeOld();
}

/** Makes the working folder, which only one process can. */
function claim(): boolean {
  if (!makeFolder(frozenPrograms())) return false;
  const begun = statSync(work, { throwIfNoEntry: false })?.mtimeMs;
  if (begun !== undefined && Date.now() - begun > longest) rmSync(work, { recursive: true, force: true });
  try {
    mkdirSync(work);
    return true;
  } catch {
    return false;
  }
}

/** Removes the snapshots of packages that are gone or were replaced in the same place. */
function removeOld(): void {
  for (const name of readdirSync(frozenPrograms())) {
    const other = join(frozenPrograms(), name);
    const state = readState(join(other, stateFile));
    if (other === folder || state === undefined) continue;
    const replaced = state.root === about.root && state.program !== about.program;
    if (replaced || !existsSync(new URL(state.root))) rmSync(other, { recursive: true, force: true });
  }
}

function readState(file: string): FrozenState | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as FrozenState;
  } catch {
    return undefined;
  }
}
