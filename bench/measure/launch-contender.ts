import { execFile } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { bundleFiles } from "../../functions/local/start/bundle-files.ts";
import { programUrl } from "../../functions/program/program-url.ts";
import { workerOptions, workerVariables } from "../../functions/render/worker-settings.ts";

/** How to start a contender's process. */
export interface Launch {
  readonly program: string;
  /** The contender's module, as the program loads it. */
  readonly module: string;
  readonly nodeOptions: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const program = join(import.meta.dirname, "contender-program.ts");
const ours = join(import.meta.dirname, "../broadsheet");
const bundles = join(import.meta.dirname, "../../build/bench");

/** The heap limit of the local server's workers, MiB. */
const heapMegabytes = 1024;

/**
 * Prepares the start of a contender. A peer runs from its sources with Node's own settings; Broadsheet runs as a render
 * worker does, bundled and with the worker's settings.
 */
export async function launchContender(module: string): Promise<Launch> {
  if (dirname(module) !== ours) return { program, module, nodeOptions: [], variables: {} };
  await (bundling ??= bundleOurs());
  return {
    program: bundleOf(program),
    module: bundleOf(module),
    nodeOptions: workerOptions(heapMegabytes, 1),
    variables: workerVariables,
  };
}

function bundleOf(file: string): string {
  return join(bundles, `${basename(file, ".ts")}.mjs`);
}

let bundling: Promise<void> | undefined;

/** Bundles our programs as `npm ci` does, if the sources have changed since, and our contenders in the same way. */
async function bundleOurs(): Promise<void> {
  const changed = programUrl("render-worker").pathname.endsWith(".ts");
  if (changed)
    await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, "../../functions/local/start/bundle-programs.ts"),
    ]);
  const entryPoints = [program, ...readdirSync(ours).map((file) => join(ours, file))];
  rmSync(bundles, { recursive: true, force: true });
  await bundleFiles(build, Object.fromEntries(entryPoints.map((file) => [basename(file, ".ts"), file])), bundles);
}
