import { FormatError } from "../formats/format-error.ts";
import { parseValueFormat, type ValueFormat } from "../formats/value-format.ts";

/** One column of a table as its directive describes it. */
export interface ColumnChoice {
  /** Column of the query. */
  readonly field: string;
  /** Inline Markdown; absent: the field's name. */
  readonly label?: string;
  readonly format?: ValueFormat;
  readonly align?: "left" | "right" | "center" | "decimal";
  /** Drawn behind the number, or in its place. */
  readonly graphic?: "bar" | "sparkline";
  /** Whether equal values in rows that follow one another are one cell. */
  readonly merge?: boolean;
  /** Share of the table's width, 0 to 1. */
  readonly share?: number;
}

const alignments = new Set(["left", "right", "center", "decimal"]);

/** What may stand after a column's label, besides a format. */
export const columnWords: readonly string[] = [...alignments, "bar", "sparkline", "merge", "width"];

/**
 * Reads `field: Label | format, ...`: columns separated by commas; after the field its label, then,
 * each after a bar, a format (`number: 1`), an alignment (`right`), a width in percent
 * (`width: 30`), a picture (`bar` behind each number, or a `sparkline` of the list that a cell holds), or `merge` for
 * one cell where rows that follow one another hold the same. A label or format that holds a comma, colon or bar stands in quotes.
 *
 * @throws FormatError when it cannot be read
 */
export function parseColumns(text: string): ColumnChoice[] {
  const choices = splitOutsideQuotes(text, ",").reduce<string[]>((parts, part) => {
    // `currency: USD, 0` holds a comma of its own: what follows is a bare number or code.
    const before = parts.at(-1);
    if (before?.includes("|") && /^\s*-?\d+\s*(\||$)/.test(part)) parts[parts.length - 1] = `${before},${part}`;
    else parts.push(part);
    return parts;
  }, []);
  return choices.filter((choice) => choice.trim() !== "").map(parseChoice);
}

function parseChoice(text: string): ColumnChoice {
  const [head = "", ...options] = splitOutsideQuotes(text, "|").map((part) => part.trim());
  const [field = "", ...label] = splitOutsideQuotes(head, ":");
  const choice: { -readonly [K in keyof ColumnChoice]: ColumnChoice[K] } = { field: unquote(field.trim()) };
  if (choice.field === "") throw new FormatError(`a column has no name in "${text.trim()}"`);
  if (label.length > 0) choice.label = unquote(label.join(":").trim());
  for (const option of options) {
    const width = /^width\s*:\s*(\d+(?:\.\d+)?)$/.exec(option)?.[1];
    if (alignments.has(option)) choice.align = option as "left" | "right" | "center" | "decimal";
    else if (option === "bar" || option === "sparkline") choice.graphic = option;
    else if (option === "merge") choice.merge = true;
    else if (width !== undefined) choice.share = Number(width) / 100;
    else choice.format = parseValueFormat(option);
  }
  if (choice.share !== undefined && (choice.share <= 0 || choice.share >= 1)) {
    throw new FormatError(`the width of "${choice.field}" must be between 0 and 100`);
  }
  return choice;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [""];
  let quote = "";
  let previous = "";
  for (const character of text) {
    // An apostrophe inside a word is none that opens a quotation.
    if (quote === "" && (character === '"' || character === "'") && /[\s:,|]/.test(previous || " ")) quote = character;
    else if (character === quote) quote = "";
    if (character === separator && quote === "") parts.push("");
    else parts[parts.length - 1] += character;
    previous = character;
  }
  return parts;
}

function unquote(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}
