import { execFile } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { bundleFiles } from "../../functions/local/start/bundle-files.ts";
import { programUrl } from "../../functions/program/program-url.ts";
import { workerOptions, workerVariables } from "../../functions/render/worker-settings.ts";

/** How the process of a contender is started. */
export interface Launch {
  readonly program: string;
  /** The contender's module, as the program is to load it. */
  readonly module: string;
  readonly nodeOptions: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const program = join(import.meta.dirname, "contender-program.ts");
const ours = join(import.meta.dirname, "../broadsheet");
const bundles = join(import.meta.dirname, "../../build/bench");

/** As of the local server, MiB. */
const heapMegabytes = 1024;

/** A peer runs from its sources, with Node's own settings; what is ours runs as a render worker does: bundled, and with its settings. */
export async function launchContender(module: string): Promise<Launch> {
  if (dirname(module) !== ours) return { program, module, nodeOptions: [], variables: {} };
  await (bundling ??= bundleOurs());
  return { program: bundleOf(program), module: bundleOf(module), nodeOptions: workerOptions(heapMegabytes, 1), variables: workerVariables };
}

function bundleOf(file: string): string {
  return join(bundles, `${basename(file, ".ts")}.mjs`);
}

let bundling: Promise<void> | undefined;

/** What `npm ci` does, if the sources have changed since; and bundles the contenders in the same way. */
async function bundleOurs(): Promise<void> {
  const changed = programUrl("render-worker").pathname.endsWith(".ts");
  if (changed) await promisify(execFile)(process.execPath, [join(import.meta.dirname, "../../functions/local/start/bundle-programs.ts")]);
  const entryPoints = [program, ...readdirSync(ours).map((file) => join(ours, file))];
  rmSync(bundles, { recursive: true, force: true });
  await bundleFiles(build, Object.fromEntries(entryPoints.map((file) => [basename(file, ".ts"), file])), bundles);
}
