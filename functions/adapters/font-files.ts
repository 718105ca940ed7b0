import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { FontSource } from "../core/ports.ts";

const require = createRequire(import.meta.url);

const files = new Map<string, Uint8Array>();

const fontFiles: FontSource = {
  read(file) {
    let body = files.get(file);
    if (body === undefined) files.set(file, (body = readFont(file)));
    return body;
  },
};

/**
 * The font files of the pinned `@expo-google-fonts/*` packages, found by Node's own resolution, so
 * that it does not matter how far up `node_modules` was hoisted. Files are read once and kept, and
 * every call returns the same source, as parsed fonts are kept per source: fonts do not change
 * while a process runs.
 */
export function createFontFiles(): FontSource {
  return fontFiles;
}

function readFont(file: string): Uint8Array {
  const [folder, ...rest] = file.split("/");
  try {
    return readFileSync(join(dirname(require.resolve(`@expo-google-fonts/${folder}/package.json`)), ...rest));
  } catch (cause) {
    throw new BroadsheetError(
      "unavailable",
      {
        code: "missing-font",
        message: `the font file ${file} cannot be read`,
        seen: file,
        hint: "install the project's packages with `npm ci`",
      },
      { cause },
    );
  }
}
