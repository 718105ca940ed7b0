import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { cjkFonts, lambdaCode } from "../../functions/packaging/package-names.ts";
import { version } from "../../functions/version.ts";
import type { FunctionName } from "../code/function-programs.ts";
import type { ProcessorName } from "../code/native-package.ts";
import { SetupFault } from "../setup-fault.ts";

/*
 * The parts of the functions' code as the packages have them, built. It stands in `build/cdk/` of the package.
 */

/** A folder that exists as long as the package does. */
export const partsRoot = join(import.meta.dirname, "../..");

/** The folder of the templates that Broadsheet brings. */
export const shippedTemplates = join(partsRoot, "templates");

const require = createRequire(import.meta.url);

/** Copies the code of one function. @throws SetupFault if its package is not installed, or is another release's */
export function writeFunction(name: FunctionName, outputDir: string): void {
  cpSync(join(folderOf(lambdaCode), "functions", name), outputDir, { recursive: true });
  if (name === "studio") cpSync(join(partsRoot, "build/studio"), join(outputDir, "site"), { recursive: true });
}

/** Copies DuckDB's compiled binding, as a layer has it. @throws SetupFault as `writeFunction` does */
export function writeDuckDb(architecture: ProcessorName, outputDir: string): void {
  cpSync(join(folderOf(lambdaCode), "duckdb", architecture), outputDir, { recursive: true });
}

/** Copies the font files of reports, as a layer has them. @throws SetupFault as `writeFunction` does */
export function writeFonts(outputDir: string): void {
  const target = join(outputDir, "nodejs/node_modules/@expo-google-fonts");
  const folders = [partsRoot, folderOf(cjkFonts)].map((folder) => join(folder, "fonts"));
  for (const folder of folders) cpSync(folder, target, { recursive: true });
  // Node finds a family's files by this file.
  for (const family of readdirSync(target))
    writeFileSync(
      join(target, family, "package.json"),
      `${JSON.stringify({ name: `@expo-google-fonts/${family}` })}\n`,
    );
}

/**
 * The folder of template folders that a property names, from the folder in which the app runs.
 *
 * @throws SetupFault if there is none
 */
export function findTemplates(templatesDir: string): string {
  const folder = resolve(templatesDir);
  if (!existsSync(folder)) throw new SetupFault(`templatesDir: there is no folder ${folder}`);
  return folder;
}

/** @throws SetupFault if the package is not installed, or is another release's */
function folderOf(name: string): string {
  const install = `npm install ${name}@${version}`;
  let file: string;
  try {
    file = require.resolve(`${name}/package.json`);
  } catch {
    throw new SetupFault(`the package ${name} is missing: ${install}`);
  }
  const installed = (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
  if (installed !== version)
    throw new SetupFault(`broadsheet ${version} needs ${name} of the same version, not ${installed}: ${install}`);
  return dirname(file);
}
