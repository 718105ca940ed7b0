import type { Locale } from "../../../report/locale/locale.ts";
import type { ListOf } from "./changes.ts";
import type { ChangedColumn, DataChanges, DatasetDiff } from "./data-changes.ts";

/** Most lines of a letter, and most entries named in one. */
const mostLines = 20;
const mostNamed = 3;

/** Longest value in a line, characters. */
const longestValue = 40;

/** Stands for a value that there is not. */
const missing = "–";

/**
 * What changed in the data since the edition before, in a few lines of a language, for the letter that announces it.
 * Empty for the first edition: nothing was before it.
 *
 *     sales, rows: 1204 → 1310
 *     sales, columns added: 1 (margin)
 *     sales, month: 2026-01-01 – 2026-10-01 → 2026-01-01 – 2026-11-01
 *     sales, price, gaps: 0 → 500
 *     sales, region, values added: 2 (North, South)
 *     sales, rows added: 106 (2026-11-01 / Bern, …)
 */
export function dataChangesInWords(
  { before, datasets }: DataChanges,
  { words, direction }: Pick<Locale, "words" | "direction">,
): readonly string[] {
  if (before === undefined) return [];
  const { changes, colon } = words;
  if (datasets.length === 0) return [changes.data.same];
  // An arrow is not mirrored by itself.
  const say: Say = { words: changes, colon, arrow: direction === "rtl" ? "←" : "→" };
  const lines = datasets.flatMap((one) =>
    "unknown" in one ? [line(say, [one.name], changes.data.notCompared)] : linesOf(one, say),
  );
  return lines.length > mostLines ? [...lines.slice(0, mostLines - 1), "…"] : lines;
}

interface Say {
  readonly words: Locale["words"]["changes"];
  readonly colon: string;
  readonly arrow: string;
}

/** At least one line: the dataset has another version, even if nothing that is compared differs. */
function linesOf(diff: DatasetDiff, say: Say): string[] {
  const found = differencesOf(diff, say);
  const { columnsNotCompared, other } = say.words.data;
  const { name, uncompared } = diff;
  if (uncompared > 0) return [...found, line(say, [name, columnsNotCompared], String(uncompared))];
  return found.length > 0 ? found : [line(say, [name], other)];
}

function differencesOf({ name, rows, columns, keys }: DatasetDiff, say: Say): string[] {
  const { words, arrow } = say;
  const of = (change: ChangedColumn["change"]): string[] =>
    columns.filter((column) => column.change === change).map((column) => column.name);
  const [added, removed] = [of("added"), of("removed")];
  const counts = (what: string, list: ListOf<string>): string[] =>
    list.count === 0 ? [] : [line(say, [name, what], counted(list, words.comma))];
  return [
    ...(rows.from === rows.to ? [] : [line(say, [name, words.data.rows], `${rows.from} ${arrow} ${rows.to}`)]),
    ...counts(words.data.columnsAdded, { count: added.length, first: added }),
    ...counts(words.data.columnsRemoved, { count: removed.length, first: removed }),
    ...columns.flatMap((column) => linesOfColumn(name, column, say)),
    ...(keys === undefined
      ? []
      : [
          ...counts(words.rowsAdded, keyed(keys.came)),
          ...counts(words.rowsRemoved, keyed(keys.gone)),
          ...counts(words.rowsChanged, {
            count: keys.changed.count,
            first: [...new Set(keys.changed.first.map(({ key }) => key.join(" / ")))],
          }),
        ]),
  ];
}

/** Keys as texts. */
function keyed({ count, first }: ListOf<readonly string[]>): ListOf<string> {
  return { count, first: first.map((key) => key.join(" / ")) };
}

function linesOfColumn(dataset: string, { name, changes = {} }: ChangedColumn, say: Say): string[] {
  const { words, arrow } = say;
  const { type, nulls, lowest, highest, came, gone } = changes;
  const about = [dataset, short(name)];
  const values = (what: string, list: ListOf<string> | undefined): string[] =>
    list === undefined || list.count === 0 ? [] : [line(say, [...about, what], counted(list, words.comma))];
  return [
    ...(type === undefined ? [] : [line(say, [...about, words.data.type], `${type.from} ${arrow} ${type.to}`)]),
    ...(lowest === undefined && highest === undefined ? [] : [line(say, about, rangesOf(lowest, highest, arrow))]),
    ...(nulls === undefined ? [] : [line(say, [...about, words.data.gaps], `${nulls.from} ${arrow} ${nulls.to}`)]),
    ...values(words.data.valuesAdded, came),
    ...values(words.data.valuesRemoved, gone),
  ];
}

type Ends = NonNullable<ChangedColumn["changes"]>["lowest"];

/** An end that stayed is not in the difference, and is left out. */
function rangesOf(lowest: Ends, highest: Ends, arrow: string): string {
  const side = (at: "from" | "to"): string =>
    [...(lowest === undefined ? ["…"] : [lowest[at]]), ...(highest === undefined ? ["…"] : [highest[at]])]
      .map((value) => (value === undefined ? missing : short(value)))
      .join(" – ");
  return `${side("from")} ${arrow} ${side("to")}`;
}

function line({ words, colon }: Say, about: readonly string[], said: string): string {
  return `${about.join(words.comma)}${colon}${said}`;
}

function counted({ count, first }: ListOf<string>, comma: string): string {
  const named = first.slice(0, mostNamed).map(short);
  return `${count}${named.length === 0 ? "" : ` (${named.join(comma)}${count > named.length ? `${comma}…` : ""})`}`;
}

/** A value's beginning, in whole characters and on one line: with a break it could pass for a line of its own. */
function short(value: string): string {
  const folded = value.replace(/\s*[\n\v\f\r\u0085\u2028\u2029]\s*/g, " ");
  const characters = [...folded];
  return characters.length > longestValue ? `${characters.slice(0, longestValue - 1).join("")}…` : folded;
}
