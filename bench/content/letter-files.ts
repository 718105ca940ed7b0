import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PageContent } from "./chart-page.ts";

/** A letter's text, for contenders that set it themselves. */
export interface PlainLetter {
  readonly title: string;
  readonly text: string;
  readonly figures: readonly { readonly value: string; readonly label: string }[];
  readonly chartTitle: string;
  readonly tableTitle: string;
  readonly columns: readonly { readonly label: string; readonly right: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A letter as peers get it: with the results of its queries, ready to draw and set. */
export interface LetterContent extends PageContent {
  readonly letter: PlainLetter;
}

/** Letters that peers make in turn. */
export const letterCount = 64;

/** Where the letters' data are stored. */
export function letterStore(folder: string): string {
  return join(folder, "letters");
}

/** Stores the letters' data and composes some letters, each in a JSON file. @returns their paths */
export async function writeLetterFiles(folder: string): Promise<readonly string[]> {
  const files = Array.from({ length: letterCount }, (_, index) => join(folder, `letter-${index}.json`));
  await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, "letter-files-program.ts"),
    letterStore(folder),
    ...files,
  ]);
  return files;
}
