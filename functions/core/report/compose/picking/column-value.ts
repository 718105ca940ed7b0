import { Decimal, isNumeric } from "../../../decimal.ts";
import type { Value } from "../../query/table.ts";
import type { ColumnType } from "../../template/template.ts";

/**
 * Converts a value to a column's type, so that the two can be compared exactly: the text `2021` becomes a number for a
 * column of numbers, the number 5 becomes the text `5` for a column of texts, a date becomes midnight UTC for a column
 * of timestamps and the other way round. A missing value stays missing.
 *
 * @returns undefined if no such column can hold the value
 */
export function columnValue(type: ColumnType, value: Value): Value | undefined {
  if (value === null) return null;
  switch (type) {
    case "integer":
    case "number":
      if (isNumeric(value)) return value;
      return typeof value === "string" ? Decimal.parse(value.trim())?.narrow() : undefined;
    case "boolean":
      if (typeof value === "boolean") return value;
      return value === "true" ? true : value === "false" ? false : undefined;
    case "date": {
      const timestamp = timestampOf(value);
      return timestamp?.replace(/T00:00:00Z$/, "");
    }
    case "timestamp":
      return timestampOf(value);
    case "text":
      return String(value);
  }
}

/** `2021-03-31`, `2021-03-31 10:00`, `2021-03-31T10:00:00.50Z` → the form in query results. */
function timestampOf(value: Value): string | undefined {
  const match =
    typeof value === "string"
      ? /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?(?:Z|\+00(?::?00)?)?)?$/.exec(value.trim())
      : null;
  if (match === null) return undefined;
  const [, day = "", minutes = "00:00", seconds = ":00", fraction = ""] = match;
  const whole = `${day}T${minutes}${seconds}`;
  // A day or an hour that no calendar has, such as 31 April, becomes another one or none.
  const date = new Date(`${whole}Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, whole.length) !== whole) return undefined;
  return `${whole}${fraction.replace(/\.?0+$/, "")}Z`;
}
