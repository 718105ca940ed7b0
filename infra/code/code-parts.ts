import { buildSync } from "esbuild";
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { engineDigest, makerDigest } from "../../functions/engine-digest.ts";
import { copyStudio } from "./copy-studio.ts";
import { type FunctionName, functionPrograms } from "./function-programs.ts";
import { nativePackage, type ProcessorName, root } from "./native-package.ts";
import { SetupFault } from "../setup-fault.ts";

/*
 * The parts of the functions' code, made from the sources. An installed package has them made: its construct replaces
 * this module.
 */

/** Node's major version on Lambda: part of the engine's digest. */
const lambdaNode = 24;

/** A folder that exists as long as the project does. */
export const partsRoot = join(root, "infra");

/** The folder of the templates that Broadsheet brings. */
export const shippedTemplates = join(root, "templates");

/**
 * Builds the code of one function: ES modules by esbuild, split so that lazy imports stay out of the cold start. The
 * SDK is bundled too: it starts faster than the runtime's own, and cannot change under a deployed function.
 *
 * @throws SetupFault if the studio is not built, which one function brings
 */
export function writeFunction(name: FunctionName, outputDir: string): void {
  buildFunction(name, outputDir);
  // Not `studio`: beside `studio.mjs` Lambda would take the folder for the handler, and not start.
  if (functionPrograms[name].studio === true) copyStudio(join(outputDir, "site"));
}

/** Builds the code of one function without the studio. @returns paths below the project of what it was made from */
export function buildFunction(name: FunctionName, outputDir: string): readonly string[] {
  const { entries, files = {} } = functionPrograms[name];
  const { metafile } = buildSync({
    entryPoints: Object.fromEntries(
      entries.map((entry) => [entry.split("/").at(-1)!.replace(".lambda", ""), join(root, "functions", `${entry}.ts`)]),
    ),
    outdir: outputDir,
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: `node${lambdaNode}`,
    mainFields: ["module", "main"],
    // Names stay unchanged: errors are recognised by name, and keeping the names beside shorter ones costs a call for
    // every closure created.
    minifyWhitespace: true,
    minifySyntax: true,
    absWorkingDir: root,
    // Left out: Vega's bitmap canvas; DuckDB's platform packages, which come in a layer; and the file store, since a
    // function has no folder for one.
    external: ["canvas", "@duckdb/node-bindings-*", "*/file-object-store.ts"],
    alias: { "@duckdb/node-api": join(root, "functions/lambda/duckdb-api.ts") },
    define: {
      "process.env.BROADSHEET_ENGINE": JSON.stringify(engineDigest(lambdaNode)),
      "process.env.BROADSHEET_MAKER": JSON.stringify(makerDigest(lambdaNode)),
    },
    // CommonJS inside ES modules needs `require`.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    metafile: true,
    logLevel: "warning",
  });
  for (const [target, source] of Object.entries(files))
    cpSync(join(root, "node_modules", source), join(outputDir, target));
  const profiles = copyProfile(Object.keys(metafile.outputs));
  return [...Object.keys(metafile.inputs), ...Object.values(files).map((file) => `node_modules/${file}`), ...profiles];
}

/**
 * Copies the colour profile that PDF/A requires to where PDFKit looks for it: beside its own code, which is in an entry
 * or, if several parts of the program use it, in a chunk.
 *
 * @param outputs paths below the project of the program's modules
 * @returns the path below the project of what was copied, if it was
 */
function copyProfile(outputs: readonly string[]): readonly string[] {
  const name = "sRGB_IEC61966_2_1.icc";
  const source = `node_modules/pdfkit/js/data/${name}`;
  const readers = outputs.map((path) => join(root, path)).filter((path) => readFileSync(path, "utf8").includes(name));
  for (const reader of readers) cpSync(join(root, source), join(dirname(reader), "data", name));
  return readers.length > 0 ? [source] : [];
}

/**
 * Copies DuckDB's compiled binding for the functions' platform, as a layer has it.
 *
 * @throws SetupFault that says how to prepare it if it is missing
 */
export function writeDuckDb(architecture: ProcessorName, outputDir: string): void {
  const { name, version, folder } = nativePackage(architecture);
  if (!existsSync(folder))
    throw new SetupFault(`${name} ${version} is missing: npm run prepare:lambda -- ${architecture}`);
  cpSync(folder, join(outputDir, "nodejs", "node_modules", name), { recursive: true });
}

/** Copies the font files of reports, as a layer has them: the weights used, of every font package. */
export function writeFonts(outputDir: string): void {
  const source = join(root, "node_modules", "@expo-google-fonts");
  const target = join(outputDir, "nodejs", "node_modules", "@expo-google-fonts");
  for (const family of readdirSync(source)) {
    const folders = readdirSync(join(source, family)).filter((folder) =>
      /^(?:400Regular|600SemiBold|700Bold)(?:_Italic)?$/.test(folder),
    );
    for (const name of ["package.json", ...folders])
      cpSync(join(source, family, name), join(target, family, name), {
        recursive: true,
        filter: (file) => statSync(file).isDirectory() || /\.(?:ttf|json)$/.test(file),
      });
  }
}

/**
 * The folder of template folders that a setting names.
 *
 * @throws SetupFault if there is none
 */
export function findTemplates(templatesDir: string): string {
  const folder = resolve(root, templatesDir);
  if (!existsSync(folder)) throw new SetupFault(`templatesDir: there is no folder ${folder}`);
  return folder;
}
