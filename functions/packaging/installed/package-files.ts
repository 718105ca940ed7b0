import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../../program/project-root.ts";
import { cjkFonts } from "../package-names.ts";

/** What a person may do if a package's file is missing. */
export const reinstall = `install Broadsheet again, with its dependency ${cjkFonts}`;

/**
 * Path of a font file: in this package, or in that of the Chinese, Japanese and Korean fonts, which Node finds.
 *
 * @param file as in the `@expo-google-fonts/*` packages
 * @throws Error if the other package is not installed
 */
export function fontPath(file: string): string {
  const own = fileURLToPath(new URL(`fonts/${file}`, projectRoot));
  if (existsSync(own)) return own;
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve(`${cjkFonts}/package.json`)), "fonts", file);
}

/** Path of PDFium's WebAssembly, which stands beside the programs. */
export function pdfiumPath(): string {
  return fileURLToPath(new URL("build/programs/pdfium.wasm", projectRoot));
}

/** Path of HarfBuzz's WebAssembly that cuts fonts down, which stands beside the programs. */
export function harfBuzzPath(): string {
  return fileURLToPath(new URL("build/programs/harfbuzz-subset.wasm", projectRoot));
}
