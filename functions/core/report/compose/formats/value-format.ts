import type { Value } from "../../query/table.ts";
import { FormatError } from "./format-error.ts";
import { isSpecifier, type Formats } from "./formats.ts";

/** A format as written in a table's columns or a message: `number: 1`, `currency: "USD", 0`. */
export interface ValueFormat {
  readonly name: keyof typeof appliers;
  readonly args: readonly (string | number)[];
}

type Args = readonly (string | number | undefined)[];

const appliers = {
  number: (formats: Formats, value: Value, [decimals]: Args) => formats.number(value, decimals),
  percent: (formats: Formats, value: Value, [decimals]: Args) => formats.percent(value, decimals as number),
  ratio: (formats: Formats, value: Value, [decimals]: Args) => formats.ratio(value, decimals as number),
  points: (formats: Formats, value: Value, [decimals, length]: Args) =>
    formats.points(value, decimals, length as string | undefined),
  currency: (formats: Formats, value: Value, [code, decimals]: Args) =>
    formats.currency(value, code as string, decimals as number),
  compact: (formats: Formats, value: Value, [decimals]: Args) => formats.compact(value, decimals as number),
  date: (formats: Formats, value: Value, [pattern]: Args) => formats.date(value, pattern as string),
  country: (formats: Formats, value: Value) => formats.country(value),
  language: (formats: Formats, value: Value) => formats.language(value),
  plain: (formats: Formats, value: Value) => (value === null ? null : formats.plain(value)),
} as const;

/** Names of the available formats. */
export const formatNames = Object.keys(appliers) as readonly (keyof typeof appliers)[];

/**
 * Reads a format: a name, then a colon and arguments separated by commas, numbers or quoted texts.
 * A d3-format specifier alone (`+.2f`) is short for `number: "+.2f"`.
 *
 * @throws FormatError for an unknown name or an argument that is neither
 */
export function parseValueFormat(text: string): ValueFormat {
  const [, name = "", rest = ""] = /^\s*([a-z]+)\s*(?::\s*(.*))?$/s.exec(text) ?? [];
  if (!isFormatName(name) && isSpecifier(text.trim())) return { name: "number", args: [text.trim()] };
  if (!isFormatName(name)) throw new FormatError(`there is no format "${text.trim()}": use ${formatNames.join(", ")}`);
  const args =
    rest.trim() === "" ? [] : rest.split(/,(?=(?:[^"']|"[^"]*"|'[^']*')*$)/).map((arg) => parseArgument(arg.trim()));
  return { name, args };
}

/** Applies a format; null stays null. @throws FormatError if the value does not fit */
export function applyFormat(formats: Formats, format: ValueFormat, value: Value): string | null {
  return appliers[format.name](formats, value, format.args);
}

function isFormatName(name: string): name is keyof typeof appliers {
  return Object.hasOwn(appliers, name);
}

function parseArgument(text: string): string | number {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  if (quoted !== null) return quoted[2] ?? "";
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^[\w%+.,~$-]+$/.test(text)) return text;
  throw new FormatError(`"${text}" is neither a number nor a text in quotes`);
}
