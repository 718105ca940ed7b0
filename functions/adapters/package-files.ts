import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** What a person may do if a package's file is missing. */
export const reinstall = "install the project's packages with `npm ci`";

/**
 * Path of a font file of the pinned `@expo-google-fonts/*` packages, found by Node's own resolution, wherever
 * `node_modules` was hoisted.
 *
 * @param file path below `@expo-google-fonts/`
 * @throws Error if its package is not installed
 */
export function fontPath(file: string): string {
  const [family, ...rest] = file.split("/");
  return join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), ...rest);
}

/**
 * Path of PDFium's WebAssembly: PDFium itself looks beside its code, which a bundle has moved.
 *
 * @throws Error if its package is not installed
 */
export function pdfiumPath(): string {
  return require.resolve("@hyzyla/pdfium/pdfium.wasm");
}

/**
 * Path of HarfBuzz's WebAssembly that cuts fonts down.
 *
 * @throws Error if its package is not installed
 */
export function harfBuzzPath(): string {
  return require.resolve("harfbuzzjs/dist/harfbuzz-subset.wasm");
}
