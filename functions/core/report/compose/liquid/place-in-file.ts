import type { Where } from "../../../errors.ts";

/** Line and column, both from 1, of an offset in a file's text. */
export function placeInFile(
  file: string,
  text: string,
  offset: number,
): Where & { readonly file: string; readonly line: number } {
  const before = text.slice(0, Math.max(0, offset)).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The first place of a string value in a JSON or YAML file: as JSON writes it, or else verbatim. */
export function placeOfString(
  file: string,
  text: string,
  value: string,
): Where & { readonly file: string; readonly line: number } {
  return placeInFile(file, text, Math.max(text.indexOf(JSON.stringify(value)), text.indexOf(value)));
}

/**
 * The place at which a chart spec, a JSON file, names its data; a column of the same name may come before it.
 *
 * @param member `name` or `url`
 */
export function placeOfData(
  file: string,
  text: string,
  member: "name" | "url",
  value: string,
): Where & { readonly file: string; readonly line: number } {
  const written = JSON.stringify(value);
  const named = new RegExp(`"${member}"\\s*:\\s*$`, "u");
  for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + 1)) {
    if (named.test(text.slice(Math.max(0, at - 80), at))) return placeInFile(file, text, at);
  }
  return placeOfString(file, text, value);
}
