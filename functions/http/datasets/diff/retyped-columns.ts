import type { DatasetColumn, DatasetProfile } from "../../../core/report/dataset/dataset.ts";
import { quoteName } from "../../../core/report/query/quote-name.ts";

/** A column that both versions have in different types, and how its values are compared nevertheless. */
export interface RetypedColumn {
  readonly name: string;
  /** SQL that is true where the values of `old` and `new` differ. */
  readonly differs: string;
}

/** A number as a text of the file may say it: not a code such as `007`. */
const number = "-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?";

/** A day or moment as a text of the file may say it, in at most microseconds. */
const moment = [
  "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
  "(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,6}0*)?)?",
  "(?:Z|[-+][0-9]{2}(?::?[0-9]{2})?)?)?",
].join("");

/**
 * The columns whose type changed and whose values can be compared all the same: numbers with numbers, days with
 * moments, texts with the numbers, moments and truth values that they say plainly, and anything with no values at all.
 * A column that one version writes in a local notation (`1.234,56`) is not compared with texts: they would differ by
 * that alone.
 */
export function retypedColumns(from: DatasetProfile, to: DatasetProfile): readonly RetypedColumn[] {
  const before = new Map(from.columns.map((column) => [column.name, column]));
  return to.columns.flatMap((column): RetypedColumn[] => {
    const old = before.get(column.name);
    if (old === undefined || old.type === column.type) return [];
    const differs = isEmpty(old, from) || isEmpty(column, to) ? oneIsEmpty(column.name) : comparison(old, column);
    return differs === undefined ? [] : [{ name: column.name, differs }];
  });
}

/** Whether a column has no value: then it has no type either, whatever its profile says. */
export function isEmpty({ nulls, emptyTexts }: DatasetColumn, { rows }: Pick<DatasetProfile, "rows">): boolean {
  return nulls === rows && emptyTexts !== true;
}

function oneIsEmpty(name: string): string {
  return `(old.${quoteName(name)} IS NULL) <> (new.${quoteName(name)} IS NULL)`;
}

function comparison(old: DatasetColumn, now: DatasetColumn): string | undefined {
  const [one, other] = [`old.${quoteName(old.name)}`, `new.${quoteName(now.name)}`];
  const types = [old.type, now.type];
  if (types.every(isNumeric)) {
    const [a, b] = [old, now].some(isFloating) ? [asDouble(one), asDouble(other)] : [digits(one), digits(other)];
    return `${a} IS DISTINCT FROM ${b}`;
  }
  if (types.every((type) => type === "date" || type === "timestamp"))
    return `CAST(${one} AS TIMESTAMP) IS DISTINCT FROM CAST(${other} AS TIMESTAMP)`;
  const typed = old.type === "text" ? now : old;
  if (!types.includes("text") || typed.notation !== undefined) return undefined;
  const [text, value] = old.type === "text" ? [one, other] : [other, one];
  const same = sameAs(text, value, typed);
  return `(${text} IS DISTINCT FROM CAST(${value} AS VARCHAR) AND NOT coalesce(${same}, false))`;
}

/**
 * SQL that is true where a text says a value in another way than the database writes it, and exactly that value: of a
 * number no digit is lost, of a moment nothing below the microsecond.
 */
function sameAs(text: string, value: string, column: DatasetColumn): string {
  if (column.type === "boolean") return `lower(trim(${text})) = CAST(${value} AS VARCHAR)`;
  if (!isNumeric(column.type))
    return `regexp_full_match(trim(${text}), '${moment}') AND TRY_CAST(trim(${text}) AS TIMESTAMP) = CAST(${value} AS TIMESTAMP)`;
  const isNumber = `regexp_full_match(trim(${text}), '${number}')`;
  if (isFloating(column)) {
    const type = column.databaseType ?? "DOUBLE";
    return `${isNumber} AND TRY_CAST(${text} AS ${type}) = CAST(${value} AS ${type})`;
  }
  const scale = /,\s*([0-9]+)\)$/.exec(column.databaseType ?? "")?.[1] ?? "0";
  const exact = `DECIMAL(38, ${scale})`;
  // The decimal keeps all digits that the column can hold, and the floating number tells of those below.
  const scaled = `TRY_CAST(${text} AS ${exact}) = TRY_CAST(${value} AS ${exact}) AND TRY_CAST(${text} AS DOUBLE) = ${asDouble(value)}`;
  return `${isNumber} AND CASE WHEN contains(lower(${text}), 'e') THEN ${scaled} ELSE ${digits(`trim(${text})`)} = ${digits(value)} END`;
}

const isNumeric = (type: string): boolean => type === "integer" || type === "number";

function isFloating({ type, databaseType = type === "number" ? "DOUBLE" : "BIGINT" }: DatasetColumn): boolean {
  return databaseType === "DOUBLE" || databaseType === "FLOAT";
}

function asDouble(value: string): string {
  return `CAST(${value} AS DOUBLE)`;
}

/** The digits of a whole number or a decimal, without the zeros that only the width of its column asks for. */
function digits(value: string): string {
  const short = `regexp_replace(regexp_replace(CAST(${value} AS VARCHAR), '([.][0-9]*?)0+$', '\\1'), '[.]$', '')`;
  return `regexp_replace(${short}, '^-0$', '0')`;
}
