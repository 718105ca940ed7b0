import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import type { Metafile } from "esbuild";
import { buildClient } from "./build-client.ts";
import { buildStudio } from "./build-studio.ts";
import { bundleFiles, bundleOptions } from "./bundle-files.ts";
import { freezeProgram } from "./freeze-program.ts";
import { linkCommand } from "./link-command.ts";
import { type FileState, frozenFile, inputsFile, type ProgramInputs, programsFolder, programSources } from "../../program/program-url.ts";
import { projectRoot } from "../../program/project-root.ts";

/**
 * `npm run prepare`, which `npm ci` calls: links the command, bundles the command line and the render worker so that
 * they start faster (see `programUrl`), freezes the program of `broadsheet render` (see `freezeProgram`), and builds
 * the client and the studio. Without esbuild (`npm ci --omit=dev`), the sources run directly.
 */
/** The files that pin the packages: the lockfile, and npm's record of what it installed. */
const pins = ["package-lock.json", "node_modules/.package-lock.json"];

const root = fileURLToPath(projectRoot);
const folder = fileURLToPath(programsFolder);

linkCommand(root);
const esbuild = await import("esbuild").catch(() => undefined);
if (esbuild === undefined) process.stdout.write("esbuild is not installed: Broadsheet runs from its sources\n");
else {
  const inputs = await bundle(esbuild.build);
  await freeze(esbuild.build, inputs);
  await buildClient(esbuild.build);
}
if (!(await buildStudio())) process.stdout.write("Vite is not installed: there is no studio\n");

/** @returns the recorded inputs */
async function bundle(build: typeof import("esbuild").build): Promise<ProgramInputs> {
  const made = `${folder.replace(/\/$/, "")}-${process.pid}`;
  const metafile = await bundleFiles(build, Object.fromEntries(Object.entries(programSources).map(([name, source]) => [name, join(root, source)])), made);
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
    // The program contains the engine's digest, which covers all files below this folder; a folder changes when a file
    // is added or removed.
    const core = describe(["", ...readdirSync(join(root, "functions/core"), { recursive: true, encoding: "utf8" })].map((file) => join("functions/core", file)));
    const files = { ...inputs.files, ...core, ...describe(sourcesOf(await freezeProgram(build, bundleOptions, folder))) };
    const made = `${inputsFile}-${process.pid}`;
    writeFileSync(join(folder, made), JSON.stringify({ ...inputs, files, frozen: { root, v8: cachedDataVersionTag(), blob: stateOf(join(folder, frozenFile)) } } satisfies ProgramInputs));
    renameSync(join(folder, made), join(folder, inputsFile));
  } catch (error) {
    process.stdout.write(`Broadsheet could not be frozen, so it runs from its bundle and starts more slowly: ${error instanceof Error ? error.message : String(error)}\n`);
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
