import { nearMatch } from "../../../near-match.ts";
import { FormatError } from "../formats/format-error.ts";
import { formatNames, parseValueFormat, type ValueFormat } from "../formats/value-format.ts";
import { parseRule, tones, type CellRule } from "./cell-rules.ts";
import { aggregateNames, isAggregate, type AggregateName } from "./aggregate.ts";
import { splitColumns } from "./split-columns.ts";

/** One column of a table as its directive describes it. */
export interface ColumnChoice {
  /** Column of the query. */
  readonly field: string;
  /** Inline Markdown; absent: the field's name. */
  readonly label?: string;
  readonly format?: ValueFormat;
  readonly align?: "left" | "right" | "center" | "decimal";
  /** Picture drawn behind the number, or in its place. */
  readonly graphic?: "bar" | "sparkline";
  /** Cells are coloured by value, on a scale of the column's own values or of all columns with `heat: all`. */
  readonly heat?: "own" | "all";
  /** An arrow before each number: which direction is good. */
  readonly change?: ChangeSense;
  /** What is said of a cell by conditions on its row; the first that holds counts. */
  readonly rules?: readonly CellRule[];
  /** Printed for a missing value; empty for nothing. */
  readonly missing?: string;
  /** Column of the query that holds notes to this one's cells. */
  readonly note?: string;
  /** Whether equal values in consecutive rows share one cell. */
  readonly merge?: boolean;
  /** Share of the table's width, 0 to 1. */
  readonly share?: number;
  /** How a pivot combines several values into one. */
  readonly aggregate?: AggregateName;
}

/** Whether more is better, less is better, or neither. */
export type ChangeSense = "more" | "less" | "plain";

type Choice = { -readonly [K in keyof ColumnChoice]: ColumnChoice[K] };

const alignments = ["left", "right", "center", "decimal"] as const;

/** The options allowed after a column's label besides formats, with examples of their syntax. */
const options = [
  ...alignments,
  "bar",
  "sparkline",
  "heat",
  "heat: all",
  "change",
  "change: less",
  "change: plain",
  "bad if < 0",
  "merge",
  "missing: blank",
  "note: column",
  "width: 30",
  ...aggregateNames,
];

/** The words allowed after a column's label, besides a format. */
export const columnWords: readonly string[] = [
  ...alignments,
  "bar",
  "sparkline",
  "heat",
  "change",
  ...tones.map((tone) => `${tone} if`),
  "merge",
  "missing",
  "note",
  "width",
  ...aggregateNames,
];

/**
 * Reads `field: Label | format, ...`: columns separated by commas; each a field and its label, then, each after a bar,
 * a format (`number: 1`) and options (`right`, `bar`, `heat`, `missing: blank`, `sum`). A field, label or text that
 * holds a comma, colon or bar must be in quotes.
 *
 * @param fill replaces placeholders by values after parsing, so that none of their characters is read as syntax; labels
 *   keep their placeholders
 * @throws FormatError if it cannot be read
 */
export function parseColumns(text: string, fill: (text: string) => string = (text) => text): ColumnChoice[] {
  const choices = splitOutsideQuotes(text, ",").reduce<string[]>((parts, part) => {
    // `currency: USD, 0` holds a comma of its own: the part after it is a bare number or code.
    const before = parts.at(-1);
    if (before?.includes("|") && /^\s*-?\d+\s*(\||$)/.test(fill(part))) parts[parts.length - 1] = `${before},${part}`;
    else parts.push(part);
    return parts;
  }, []);
  return choices.filter((choice) => choice.trim() !== "").map((choice) => parsePart(choice, fill));
}

/** @throws FormatError with the column that cannot be read */
function parsePart(text: string, fill: (text: string) => string): ColumnChoice {
  try {
    return parseChoice(text, fill);
  } catch (error) {
    throw error instanceof FormatError ? new FormatError(error.message, fill(text.trim())) : error;
  }
}

function parseChoice(text: string, fill: (text: string) => string): ColumnChoice {
  const [head = "", ...rest] = splitOutsideQuotes(text, "|").map((part) => part.trim());
  const [field = "", ...label] = splitOutsideQuotes(head, ":");
  const choice: Choice = { field: fill(unquote(field.trim())) };
  if (choice.field === "") throw new FormatError(`a column has no name in "${fill(text.trim())}"`);
  if (label.length > 0) choice.label = unquote(label.join(":").trim());
  for (const option of rest) {
    const rule = parseRule(choice.field, option, fill);
    if (rule === undefined) readOption(choice, fill(option));
    else choice.rules = [...(choice.rules ?? []), rule];
  }
  if (choice.rules !== undefined && (choice.heat ?? choice.change ?? choice.graphic) !== undefined)
    throw new FormatError(
      `"${choice.field}" has rules and ${choice.graphic ?? (choice.heat === undefined ? "change" : "heat")}: a cell can show only one of them`,
    );
  if (choice.share !== undefined && (choice.share <= 0 || choice.share >= 1)) {
    throw new FormatError(`the width of "${choice.field}" must be between 0 and 100`);
  }
  if (choice.heat !== undefined && choice.change !== undefined)
    throw new FormatError(`"${choice.field}" has heat and change: colour can show only one of them`);
  if (choice.change !== undefined && (choice.align ?? "decimal") !== "decimal")
    throw new FormatError(
      `"${choice.field}" has change and ${choice.align}: arrows go before numbers that are aligned on the decimal mark`,
    );
  return choice;
}

function readOption(choice: Choice, option: string): void {
  const [, name = option, argument] = /^([a-z]+)\s*:\s*(.*)$/s.exec(option) ?? [];
  const value = argument === undefined ? undefined : unquote(argument);
  const oneOf = <T extends string>(allowed: readonly T[], usual: T): T => {
    if (value === undefined) return usual;
    if (!allowed.includes(value as T))
      throw new FormatError(`${name} of "${choice.field}" must be ${allowed.join(", ")}, not "${value}"`);
    return value as T;
  };
  if (name === "width" && value !== undefined && /^\d+(?:\.\d+)?$/.test(value)) choice.share = Number(value) / 100;
  else if (name === "heat") choice.heat = oneOf(["own", "all"], "own");
  else if (name === "change") choice.change = oneOf(["more", "less", "plain"], "more");
  else if (name === "missing" && argument !== undefined) choice.missing = argument === "blank" ? "" : unquote(argument);
  else if (name === "note" && value !== undefined && value !== "") choice.note = value;
  else if (isOneOf(alignments, option)) choice.align = option;
  else if (option === "bar" || option === "sparkline") choice.graphic = option;
  else if (option === "merge") choice.merge = true;
  else if (isAggregate(option)) choice.aggregate = option;
  else choice.format = readFormat(choice.field, option);
}

/** What an author meant who wrote another word for a tone, such as one of a traffic light. */
const toneMeanings: Readonly<Record<string, string>> = {
  green: "good",
  ok: "good",
  yellow: "watch",
  amber: "watch",
  orange: "watch",
  warn: "watch",
  warning: "watch",
  red: "bad",
  critical: "bad",
};

function toneMeant(word: string): string {
  const meant = toneMeanings[word.toLowerCase()] ?? nearMatch(word, tones);
  return meant === undefined ? "" : `; did you mean "${meant} if"?`;
}

/** Reads a format; if it is none, the error also names the options. */
function readFormat(field: string, option: string): ValueFormat {
  const [, tone] = /^(\S+)\s+if\s/i.exec(option) ?? [];
  if (tone !== undefined)
    throw new FormatError(
      `"${field}" has "${option}": a rule begins with ${tones.map((each) => `${each} if`).join(", ")}${toneMeant(tone)}`,
    );
  const name = /^[a-z]+/i.exec(option)?.[0] ?? option;
  if (isOneOf(formatNames, name)) return parseValueFormat(option);
  try {
    return parseValueFormat(option);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const match = nearMatch(option, [...options, ...formatNames]) ?? nearMatch(name, [...options, ...formatNames]);
    throw new FormatError(
      `"${field}" has "${option}", which is neither a format (${formatNames.join(", ")}) nor an option (${options.join(", ")})${match === undefined ? "" : `; did you mean "${match}"?`}`,
    );
  }
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}

function splitOutsideQuotes(text: string, separator: "," | "|" | ":"): string[] {
  const { parts, unclosed } = splitColumns(text, separator);
  if (unclosed !== undefined) throw new FormatError(`a quotation mark ${unclosed} is not closed in "${text.trim()}"`);
  return parts.map(({ from, to }) => text.slice(from, to));
}

function unquote(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}
