import { BroadsheetError } from "../../../errors.ts";
import { stepsOf } from "../../../json/json-pointer.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { PlacedStep } from "./step-columns.ts";

/** Where a value did not fit. */
interface Misfit {
  readonly pointer: string;
  readonly column: string;
  /** Data row of the file, from 1. */
  readonly row: number;
  readonly value: string;
}

const mark = "recipe-misfit ";

/** The column of the rows' numbers. @param own prefix of our own names */
export const rowColumn = (own: string): string => `${own}_row`;

/** SQL that fails with the place of a value that a step cannot take. @param value SQL of its text */
export function refuseValue(pointer: string, column: string, value: string, own: string): string {
  const place = `'pointer': ${quoteText(pointer)}, 'column': ${quoteText(column)}, 'row': ${quoteName(rowColumn(own))}, 'value': ${value}[1:80]`;
  return `error(${quoteText(mark)} || CAST(to_json({${place}}) AS VARCHAR))`;
}

/** The refusal of the value with which a SELECT failed; undefined if it failed for another reason. */
export function misfitIn(message: string, steps: readonly PlacedStep[]): BroadsheetError | undefined {
  const at = message.indexOf(`${mark}{`);
  if (at === -1) return undefined;
  const misfit = parseMisfit(message.slice(at + mark.length));
  if (misfit === undefined) return undefined;
  const { pointer, column, row, value } = misfit;
  const allowed = whatFits(
    steps.find((step) => pointer === step.pointer || pointer.startsWith(`${step.pointer}/`)),
    pointer,
  );
  return new BroadsheetError("invalid-dataset", {
    code: "recipe-misfit",
    message: `"${value}" in row ${row} of the column "${column}" does not fit the step`,
    where: { pointer, name: column, row },
    seen: value,
    ...(allowed !== undefined && { allowed }),
    hint: "leave the row out before, name the value as missing, or say how values are written",
  });
}

/** The place in a message; undefined if the message is another's, such as one of a step's SQL. */
function parseMisfit(text: string): Misfit | undefined {
  try {
    const found = JSON.parse(text.slice(0, text.lastIndexOf("}") + 1)) as Partial<Misfit>;
    return typeof found.pointer === "string" ? (found as Misfit) : undefined;
  } catch {
    return undefined;
  }
}

function whatFits(placed: PlacedStep | undefined, pointer: string): unknown {
  if (placed === undefined) return undefined;
  const { step } = placed;
  if ("types" in step) return step.types[stepsOf(pointer).at(-1)!];
  return "split" in step ? `${step.split.into.length} parts divided by "${step.split.by}"` : undefined;
}
