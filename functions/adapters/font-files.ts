import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { FontFile, FontSource } from "../core/ports.ts";
import { openFontFile } from "./open-font-file.ts";

const require = createRequire(import.meta.url);

const files = new Map<string, FontFile>();

const fontFiles: FontSource = {
  open(file) {
    let opened = files.get(file);
    if (opened === undefined) files.set(file, (opened = openFont(file)));
    return opened;
  },
};

/**
 * The font files of the pinned `@expo-google-fonts/*` packages, found by Node's own resolution, wherever `node_modules`
 * was hoisted. Files are opened once and kept. Every call returns the same source, since parsed fonts are cached per
 * source and fonts do not change while a process runs.
 */
export function createFontFiles(): FontSource {
  return fontFiles;
}

function openFont(file: string): FontFile {
  const [folder, ...rest] = file.split("/");
  try {
    return openFontFile(join(dirname(require.resolve(`@expo-google-fonts/${folder}/package.json`)), ...rest));
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
