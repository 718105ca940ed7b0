import { Decimal, isNumeric } from "../../decimal.ts";
import type { Value } from "../../query/table.ts";
import type { ColumnType } from "../../template/template.ts";

/**
 * A value as a column of a type holds it, so that both can be compared exactly: the text `2021` is a number for a column of numbers, the
 * number 5 is the text `5` for a column of texts, a date is midnight in UTC for a column of timestamps and the other way round. No value is none for every
 * column.
 *
 * @returns undefined for a value that no such column can hold
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

/** `2021-03-31`, `2021-03-31 10:00`, `2021-03-31T10:00:00.50Z` → as query results have them. */
function timestampOf(value: Value): string | undefined {
  const match = typeof value === "string" ? /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?(?:Z|\+00(?::?00)?)?)?$/.exec(value.trim()) : null;
  if (match === null) return undefined;
  const [, day = "", minutes = "00:00", seconds = ":00", fraction = ""] = match;
  return `${day}T${minutes}${seconds}${fraction.replace(/\.?0+$/, "")}Z`;
}
