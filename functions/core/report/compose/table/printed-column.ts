import { isNumeric } from "../../../decimal.ts";
import type { CellChange, TableCell, TableColumn } from "../../document/document.ts";
import type { Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";
import { noValue } from "../formats/formats.ts";
import type { CellRule } from "./cell-rules.ts";
import type { ChangeSense } from "./parse-columns.ts";

/** A column with everything needed to print its cells. */
export interface PrintedColumn {
  readonly field: string;
  /** Its label as plain text, for the words of rules. */
  readonly heading?: string;
  readonly align: TableColumn["align"];
  readonly graphic?: "bar" | "sparkline";
  readonly heat?: "own" | "all";
  readonly change?: ChangeSense;
  readonly rules?: readonly CellRule[];
  readonly missing?: string;
  readonly note?: string;
  readonly merge?: boolean;
  /** Absent: the values of the column decide how they are printed. */
  readonly format?: unknown;
  print(value: Value): string;
}

/**
 * The content of a column's cell: a missing value as the column defines it, a change with its sign and arrow.
 *
 * @param spoken read by screen readers for the dash of a missing value
 * @throws FormatError if a change is not a number
 */
export function printCell(
  column: PrintedColumn,
  value: Value,
  spoken: string,
): Pick<TableCell, "children" | "spoken" | "change"> {
  const { change, missing } = column;
  if (value === null && missing !== undefined)
    return missing === "" ? { children: [] } : { children: [{ type: "text", text: missing }] };
  const text = column.print(value);
  if (value === null && text === noValue) return { children: [{ type: "text", text }], spoken };
  if (change === undefined || value === null) return { children: [{ type: "text", text }] };
  if (!isNumeric(value))
    throw new FormatError(`a change needs numbers, and "${column.field}" holds ${JSON.stringify(value)}`);
  // A value printed as zero has not changed.
  const rises = Number(value) > 0;
  if (!/[1-9]/.test(text)) return { children: [{ type: "text", text }] };
  return {
    children: [{ type: "text", text: rises && !text.startsWith("+") ? `+${text}` : text }],
    change: { arrow: rises ? "up" : "down", tone: toneOf(rises, change) },
  };
}

function toneOf(rises: boolean, sense: ChangeSense): CellChange["tone"] {
  return sense === "plain" ? "plain" : rises === (sense === "more") ? "good" : "bad";
}
