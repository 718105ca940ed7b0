import { BroadsheetError, type Problem } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { ColumnType, DatasetDeclaration } from "../template/template.ts";
import { databaseTypes } from "./database/dataset-select.ts";
import { quoteName } from "./database/quote-sql.ts";
import type { Dataset, DatasetColumn, OpenedDataset } from "./dataset.ts";
import { fitsType } from "./contract/compile-checks.ts";

/**
 * Checks that a dataset has the columns that a template declares, each of a type that fits: `text` accepts every
 * column, `number` also integers, `timestamp` also dates, and a column without values fits every type.
 *
 * @returns the dataset with the declared types instead of its own: a code like `110000` declared as text reaches the
 *   queries as the stored text
 * @throws BroadsheetError `invalid-dataset`, one problem per column: `missing-column` with the existing columns and a
 *   similar name, `wrong-type` with the first row and value that is not of the type
 */
export function checkDataset(dataset: OpenedDataset, declaration: DatasetDeclaration): Dataset {
  const { rows, columns } = dataset.profile;
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const problems: Problem[] = [];
  const declared = new Map<DatasetColumn, ColumnType>();
  for (const [name, type] of Object.entries(declaration.columns)) {
    const column = byName.get(name.toLowerCase());
    if (column === undefined) problems.push(missingColumn(dataset, name));
    else if (column.nulls < rows && !fitsType(column, type)) problems.push(wrongType(dataset, column, type));
    else declared.set(column, type);
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
  const held = columns.map((column) => heldAs(column, declared.get(column) ?? column.type));
  return { ...dataset, profile: { ...dataset.profile, columns: held }, ...dataset.readAs(held) };
}

/**
 * Digits that hold the whole numbers of a type. No more than they need: where CASE, COALESCE or UNION meets 38 digits
 * beside tenths, DuckDB has no place left for these and rounds them away.
 */
function widthOf(databaseType: string | undefined): number {
  return databaseType === undefined ? 15 : databaseType === "BIGINT" ? 19 : 38;
}

/** The type that holds a column's values under a declared type: whole numbers declared as numbers stay exact. */
function heldAs({ databaseType: own, ...column }: DatasetColumn, declared: ColumnType): DatasetColumn {
  const { type, databaseType } =
    declared !== "text" && column.couldBe !== undefined ? column.couldBe : { type: column.type, databaseType: own };
  const exact = declared === "number" && type === "integer" ? `DECIMAL(${widthOf(databaseType)}, 0)` : undefined;
  const held = type === declared ? databaseType : exact;
  return { ...column, type: declared, ...(held !== undefined && { databaseType: held }) };
}

function missingColumn({ alias, profile }: Dataset, name: string): Problem {
  const names = profile.columns.map((column) => column.name);
  return {
    code: "missing-column",
    message: `The dataset "${alias}" has no column "${name}"`,
    where: { pointer: `/datasets/${alias}`, dataset: alias, name },
    seen: names,
    allowed: name,
    ...hintNearMatch(name, names),
  };
}

function wrongType({ alias }: Dataset, column: DatasetColumn, declared: ColumnType): Problem {
  const misfit = column.misfits?.[declared];
  const first =
    misfit === undefined ? "" : `; the first value that does not fit is "${misfit.value}" in row ${misfit.row}`;
  return {
    code: "wrong-type",
    message: `Column "${column.name}" of the dataset "${alias}" is of type ${column.type}, not ${declared}${first}`,
    where: { pointer: `/datasets/${alias}`, dataset: alias, name: column.name, row: misfit?.row },
    seen: misfit?.value ?? column.type,
    allowed: declared,
    hint: `correct the value, or declare the column as text in template.yaml and convert it in the query: TRY_CAST(${quoteName(column.name)} AS ${databaseTypes[declared]})`,
  };
}
