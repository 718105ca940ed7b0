import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Metafile } from "esbuild";
import { escapeLetters } from "./escape-letters.ts";
import { projectRoot } from "../../program/project-root.ts";

const root = fileURLToPath(projectRoot);

const leftOut = join(root, "functions/local/start/left-out.ts");

/** Options of every bundle for this machine. */
export const bundleOptions = {
  bundle: true,
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  // A program's text stays in memory, and a third of it is comments and indentation. Names stay unchanged, since
  // `keepNames` costs a call for every closure created.
  minifyWhitespace: true,
  legalComments: "none",
  absWorkingDir: root,
  // Only a store in a bucket needs the SDK, and finds it among the packages.
  external: ["canvas", "@duckdb/node-bindings-*", "@aws-sdk/*"],
  alias: {
    "@duckdb/node-api": join(root, "functions/lambda/duckdb-api.ts"),
    "@noble/ciphers/aes": leftOut,
    "brotli/decompress.js": leftOut,
  },
  metafile: true,
  logLevel: "warning",
} satisfies BuildOptions;

/**
 * Bundles programs as modules.
 *
 * @param build esbuild's `build`; esbuild is a development dependency
 * @param entryPoints name of a program → path of its source
 * @param folder output folder, two levels below the project, so that every chunk finds `projectRoot`
 * @param options what differs from the options of every bundle
 * @returns what they were built from
 */
export async function bundleFiles(
  build: typeof import("esbuild").build,
  entryPoints: Readonly<Record<string, string>>,
  folder: string,
  options: BuildOptions = {},
): Promise<Metafile> {
  const { metafile } = await build({
    ...bundleOptions,
    ...options,
    metafile: true,
    entryPoints,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    splitting: true,
    format: "esm",
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
  });
  for (const output of Object.keys(metafile.outputs))
    writeFileSync(join(root, output), escapeLetters(readFileSync(join(root, output), "utf8")));
  // PDFKit reads its colour profile at run time, from beside its own code.
  cpSync(join(root, "node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc"), join(folder, "data/sRGB_IEC61966_2_1.icc"));
  return metafile;
}
