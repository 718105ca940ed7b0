import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ProgramInputs, type ProgramName, programsFolder } from "./program-url.ts";
import { projectRoot } from "./project-root.ts";

/**
 * `npm run prepare`, which `npm ci` calls: bundles the command line and the render worker, so that they start faster (see
 * `programUrl`). Without esbuild (`npm ci --omit=dev`) the sources are run as they are.
 */
const programs: readonly ProgramName[] = ["run-command", "render-worker", "render-watchdog"];

/** What pins the packages: the lockfile, and npm's own note of what it installed. */
const pins = ["package-lock.json", "node_modules/.package-lock.json"];

const esbuild = await import("esbuild").catch(() => undefined);
if (esbuild === undefined) process.stdout.write("esbuild is not installed: Broadsheet runs from its sources\n");
else await bundle(esbuild.build);

async function bundle(build: typeof import("esbuild").build): Promise<void> {
  const root = fileURLToPath(projectRoot);
  const folder = fileURLToPath(programsFolder);
  const made = `${folder.replace(/\/$/, "")}-${process.pid}`;
  const { metafile } = await build({
    entryPoints: Object.fromEntries(programs.map((name) => [name, join(root, "functions/local", `${name}.ts`)])),
    outdir: made,
    outExtension: { ".js": ".mjs" },
    // Flat: `projectRoot` is two levels up from every chunk.
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    keepNames: true,
    absWorkingDir: root,
    external: ["canvas", "@duckdb/node-bindings-*"],
    alias: { "@duckdb/node-api": join(root, "functions/lambda/duckdb-api.ts") },
    banner: { js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);' },
    logLevel: "warning",
  });
  // PDFKit reads its colour profile at run time, beside itself.
  cpSync(join(root, "node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc"), join(made, "data/sRGB_IEC61966_2_1.icc"));

  const sources = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  const files = [...sources, ...pins.filter((file) => existsSync(join(root, file)))].map((file) => {
    const { mtimeMs, size } = statSync(join(root, file));
    return [file, [mtimeMs, size]] as const;
  });
  const inputs: ProgramInputs = { node: process.versions.node, files: Object.fromEntries(files) };
  writeFileSync(join(made, "inputs.json"), JSON.stringify(inputs));
  mkdirSync(folder, { recursive: true });
  rmSync(folder, { recursive: true });
  renameSync(made, folder);
}
