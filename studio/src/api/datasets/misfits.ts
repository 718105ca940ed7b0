import type { components } from "../../../../functions/client/schema.ts";

type ColumnType = components["schemas"]["ColumnType"];
type Dataset = components["schemas"]["DatasetDetail"];
type Template = components["schemas"]["TemplateDetail"];
type Column = Dataset["columns"][number];

/** A column that a template needs and a dataset does not give. */
export interface Misfit {
  readonly needed: string;
  readonly type: ColumnType;
  /** What the dataset has under this name, of another type; absent if it has no such column. */
  readonly found?: ColumnType;
}

/**
 * The columns that keep a dataset from standing behind an alias, by the rules that the server judges reports by: names
 * in any case; `text` takes every column, `number` also whole numbers, `timestamp` also dates, and a column without
 * values fits every type.
 */
export function misfitsOf(
  { columns: needed }: Pick<Template["datasets"][number], "columns">,
  { columns, rows }: Pick<Dataset, "columns" | "rows">,
): readonly Misfit[] {
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  return Object.entries(needed).flatMap(([name, type]): Misfit[] => {
    const found = byName.get(name.toLowerCase());
    if (found === undefined) return [{ needed: name, type }];
    return columnFits(found, type, rows) ? [] : [{ needed: name, type, found: found.type }];
  });
}

/** Whether a column can be read as a type. @param rows of its dataset */
export function columnFits({ type, couldBe, nulls }: Column, wanted: ColumnType, rows: number): boolean {
  return nulls >= rows || widens(type, wanted) || (couldBe !== undefined && widens(couldBe, wanted));
}

function widens(type: ColumnType, wanted: ColumnType): boolean {
  return (
    type === wanted ||
    wanted === "text" ||
    (wanted === "number" && type === "integer") ||
    (wanted === "timestamp" && type === "date")
  );
}
