import type { ColumnType } from "../../template/template.ts";
import type { InferredColumn } from "../types/infer-types.ts";
import type { OddColumn } from "./odd-values.ts";

/**
 * Whether the cells of a workbook are of the type that a column would have without its odd texts. Its numbers must be
 * cells of numbers: where some are texts, as postcodes are, somebody meant them so. Days are texts in our tables of
 * sheets.
 */
export function fitsCells({ ruledOut, strings }: InferredColumn, { odd }: OddColumn, type: ColumnType): boolean {
  if (strings === undefined) return false;
  if (type !== "integer" && type !== "number") return type !== "boolean" && ruledOut[type] === undefined;
  const texts = odd.reduce((sum, { rows }) => sum + rows, 0);
  return strings.count === texts && strings.otherwise[type] === undefined;
}
