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

/**
 * The columns whose type changed and whose values can be compared all the same: numbers with numbers, days with
 * moments, texts with what is written plainly in the other version, and anything with no values at all. A column that
 * one version writes in a local notation (`1.234,56`) is not compared with texts: they would differ by that alone.
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
  const written = `CAST(${value} AS VARCHAR)`;
  if (!isNumeric(typed.type)) return `${text} IS DISTINCT FROM ${written}`;
  const same = `regexp_full_match(trim(${text}), '${number}') AND TRY_CAST(${text} AS DOUBLE) = ${asDouble(value)}`;
  return `(${text} IS DISTINCT FROM ${written} AND NOT coalesce(${same}, false))`;
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
  return `regexp_replace(regexp_replace(CAST(${value} AS VARCHAR), '([.][0-9]*?)0+$', '\\1'), '[.]$', '')`;
}
