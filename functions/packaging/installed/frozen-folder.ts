import { createHash } from "node:crypto";
import { join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { projectRoot } from "../../program/project-root.ts";
import type { FileState } from "../../program/program-url.ts";
import { cacheFolder } from "./cache-folder.ts";

/** SHA-256 of the program to be frozen, put here by `npm run package`. */
declare const packedProgram: string;

/** Name of the snapshot in the folder. */
export const frozenFile = "render.blob";

/** Name of the file with the outcome, written last. */
export const stateFile = "state.json";

/** The outcome of freezing. */
export interface FrozenState {
  /** Address of the package. */
  readonly root: string;
  /** SHA-256 of its program. */
  readonly program: string;
  /** Modification time and size of the snapshot; absent if the program could not be frozen. */
  readonly blob?: FileState;
  /** Why not. */
  readonly failure?: string;
}

/** The package, as its outcome names it. */
export const about = { root: projectRoot.href, program: packedProgram };

/** Folder of all frozen programs. */
export const frozenPrograms = (): string => join(cacheFolder(), "frozen");

/**
 * Folder of the frozen program for this package, at its place, and this Node: a snapshot holds paths, and only the V8
 * that wrote it can read it.
 */
export function frozenFolder(): string {
  const { root, program } = about;
  const words = [program, root, process.version, process.arch, cachedDataVersionTag()];
  return join(frozenPrograms(), createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 32));
}
