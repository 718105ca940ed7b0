import type { Problem } from "../../../errors.ts";
import { placeInFile } from "./place-in-file.ts";
import { reservedCharacters } from "./placeholders.ts";

/** Refuses the characters of placeholders in a template. */
export function refuseReserved(sources: Readonly<Record<string, string>>, problems: Problem[]): void {
  for (const [file, text] of Object.entries(sources)) {
    const offset = text.search(reservedCharacters);
    if (offset < 0) continue;
    const where = placeInFile(file, text, offset);
    problems.push({
      code: "reserved-character",
      message: `${file}:${where.line}: U+${text.charCodeAt(offset).toString(16).toUpperCase()} is not a character (Unicode reserves it for programs)`,
      where,
      hint: "delete it",
    });
  }
}
