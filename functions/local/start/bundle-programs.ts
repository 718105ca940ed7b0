import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { build as esbuild, type Metafile } from "esbuild";
import { buildClient } from "./build-client.ts";
import { buildStudio } from "./build-studio.ts";
import { bundleFiles, bundleOptions } from "./bundle-files.ts";
import { freezeProgram } from "./freeze-program.ts";
import { linkCommand } from "./link-command.ts";
import { readEngine } from "../../program/engine-build.ts";
import {
  type FileState,
  frozenFile,
  inputsFile,
  type ProgramInputs,
  programsFolder,
  programSources,
} from "../../program/program-url.ts";
import { projectRoot } from "../../program/project-root.ts";

/**
 * `npm run prepare`, which `npm ci` calls: links the command, builds the engine and what makes renditions for
 * their digests (see `readEngine`),
 * bundles the command line and the render worker so that they start faster (see `programUrl`), freezes the program of
 * `broadsheet render` (see `freezeProgram`), and builds the client and the studio.
 */
/** The files that pin the packages: the lockfile, and npm's record of what it installed. */
const pins = ["package-lock.json", "node_modules/.package-lock.json"];

const root = fileURLToPath(projectRoot);
const folder = fileURLToPath(programsFolder);

linkCommand(root);
const engine = readEngine(projectRoot);
const renditions = readEngine(projectRoot, "renditions");
const inputs = await bundle(esbuild);
await freeze(esbuild, inputs);
await buildClient(esbuild);
if (!(await buildStudio())) process.stdout.write("Vite is not installed: there is no studio\n");

/** @returns the recorded inputs */
async function bundle(build: typeof import("esbuild").build): Promise<ProgramInputs> {
  const made = `${folder.replace(/\/$/, "")}-${process.pid}`;
  const metafile = await bundleFiles(
    build,
    Object.fromEntries(Object.entries(programSources).map(([name, source]) => [name, join(root, source)])),
    made,
  );
  const files = [...sourcesOf(metafile), ...pins.filter((file) => existsSync(join(root, file)))];
  const inputs: ProgramInputs = { node: process.versions.node, files: describe(files) };
  writeFileSync(join(made, inputsFile), JSON.stringify(inputs));
  mkdirSync(folder, { recursive: true });
  rmSync(folder, { recursive: true });
  renameSync(made, folder);
  return inputs;
}

/** Adds the frozen program to the bundled ones, which it needs beside it. */
async function freeze(build: typeof import("esbuild").build, inputs: ProgramInputs): Promise<void> {
  try {
    // The program contains both digests.
    const files = {
      ...inputs.files,
      ...engine.files,
      ...renditions.files,
      ...describe(sourcesOf(await freezeProgram(build, bundleOptions, folder))),
    };
    const made = `${inputsFile}-${process.pid}`;
    writeFileSync(
      join(folder, made),
      JSON.stringify({
        ...inputs,
        files,
        frozen: { root, v8: cachedDataVersionTag(), blob: stateOf(join(folder, frozenFile)) },
      } satisfies ProgramInputs),
    );
    renameSync(join(folder, made), join(folder, inputsFile));
  } catch (error) {
    process.stdout.write(
      `Broadsheet could not be frozen, so it runs from its bundle and starts more slowly: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
}

function sourcesOf({ inputs }: Metafile): string[] {
  return Object.keys(inputs).filter((file) => !/node_modules\/|:/.test(file));
}

/** @param files paths below the project */
function describe(files: readonly string[]): ProgramInputs["files"] {
  return Object.fromEntries(files.map((file) => [file, stateOf(join(root, file))]));
}

function stateOf(path: string): FileState {
  const { mtimeMs, size } = statSync(path);
  return [mtimeMs, size];
}
