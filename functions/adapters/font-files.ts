import { BroadsheetError } from "../core/errors.ts";
import type { FontFile, FontSource } from "../core/ports.ts";
import { openFontFile } from "./open-font-file.ts";
import { fontPath, reinstall } from "./package-files.ts";

const files = new Map<string, FontFile>();

const fontFiles: FontSource = {
  open(file) {
    let opened = files.get(file);
    if (opened === undefined) files.set(file, (opened = openFont(file)));
    return opened;
  },
};

/**
 * The font files of the pinned packages. Files are opened once and kept. Every call returns the same source, since
 * parsed fonts are cached per source and fonts do not change while a process runs.
 */
export function createFontFiles(): FontSource {
  return fontFiles;
}

function openFont(file: string): FontFile {
  try {
    return openFontFile(fontPath(file));
  } catch (cause) {
    throw new BroadsheetError(
      "unavailable",
      {
        code: "missing-font",
        message: `the font file ${file} cannot be read`,
        seen: file,
        hint: reinstall,
      },
      { cause },
    );
  }
}
