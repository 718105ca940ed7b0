import { BroadsheetError } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { LeftPlace } from "../change.ts";
import type { Patch } from "../edit.ts";
import { writtenValues, type WrittenValue } from "./written-values.ts";

/** The files of a template that hold text. */
export type Texts = Readonly<Record<string, string>>;

/** What a rename finds, file by file. */
export interface Found {
  readonly patches: Patch[];
}

/** Line and column of an offset, both from 1. */
export function placeIn(file: string, text: string, at: number): LeftPlace {
  const before = text.slice(0, at).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A use that cannot be told apart from something else. */
export function unclear(file: string, text: string, at: number, name: string, why: string): BroadsheetError {
  const where = placeIn(file, text, at);
  return new BroadsheetError("conflict", {
    code: "rename-unclear",
    message: `${file}:${where.line}: ${why}`,
    where,
    seen: name,
    hint: "make the file say which is meant, or rename it in the source",
  });
}

/** The new name cannot be one. */
export function noName(name: string, allowed: string, pointer = "/change/to"): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-name",
    message: `"${name}" cannot be the name`,
    where: { pointer },
    seen: name,
    allowed,
  });
}

/** The new name is one already. */
export function takenName(name: string, by: string, pointer = "/change/to"): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "rename-taken",
    message: `${by} is called "${name}" already`,
    where: { pointer },
    seen: name,
  });
}

/** Nothing has the old name. */
export function unknownName(what: string, name: string, allowed: readonly string[]): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: `unknown-${what}`,
    message: `the template has no ${what} "${name}"`,
    where: { pointer: "/change/from" },
    seen: name,
    allowed,
    ...hintNearMatch(name, allowed),
  });
}

/** The texts of a YAML or JSON file. @throws BroadsheetError `invalid-template` if it cannot be read */
export function valuesOf(file: string, text: string): readonly WrittenValue[] {
  const values = writtenValues(text);
  if (values !== undefined) return values;
  throw unreadable(file);
}

/** A file that cannot be read. */
export function unreadable(file: string): BroadsheetError {
  return new BroadsheetError("invalid-template", {
    code: "unreadable-source",
    message: `${file} cannot be read, so it is not known whether it uses the name`,
    where: { file },
    hint: "mend it in the source first; the list of problems says where",
  });
}

/** A name in a file is replaced by another. */
export function replaced(file: string, at: number, from: string, to: string): Patch {
  return { file, from: at, to: at + from.length, text: to };
}

/** Whether a file holds text with Liquid: the report's texts, letters, partials. */
export function isLiquidText(file: string): boolean {
  return /\.(?:md|liquid|txt)$/.test(file);
}

/** Whether a file is the spec of a chart. */
export function isSpec(file: string): boolean {
  return /^charts\/[^/]+\.v[lg]\.json$/.test(file);
}

/** The names of a kind that are files: `queries/NAME.sql`. */
export function namesOfFiles(texts: Texts, path: RegExp): readonly string[] {
  return Object.keys(texts).flatMap((file) => path.exec(file)?.[1] ?? []);
}
