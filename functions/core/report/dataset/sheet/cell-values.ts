import type { CellObject, SSF } from "@e965/xlsx";
import type { GridCell } from "./grid.ts";

const secondsADay = 86_400;

/**
 * The value of a workbook's cell for the table: numbers in full and dates as ISO 8601, whatever the cell's format
 * shows.
 *
 * @param ssf the library's parser of number formats
 * @returns undefined for an empty cell; `"error"` for `#N/A` and the like; `"uncalculated"` for a formula that was
 *   stored without its value
 */
export function cellValue(
  cell: CellObject,
  ssf: typeof SSF,
  date1904: boolean,
): GridCell | "error" | "uncalculated" | undefined {
  const { t: type, v: value, z: format, f: formula } = cell;
  if (value === undefined) return formula === undefined ? undefined : "uncalculated";
  if (type === "e") return "error";
  if (type === "d") return isoDate(String(value));
  if (type === "b") return { text: String(value), kind: "boolean" };
  if (type === "n" && typeof value === "number") {
    const shows = typeof format === "string" ? shownBy(format, ssf) : "number";
    return shows === "number" ? { text: String(value), kind: "number" } : dateText(value, shows, ssf, date1904);
  }
  const text = String(value);
  return text === "" || type === "z" ? undefined : { text, kind: "string" };
}

/** A date that is stored as ISO 8601 and not as a number. */
function isoDate(text: string): GridCell {
  const [, day, time = ""] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.0+)?)?$/.exec(text) ?? [];
  if (day === undefined) return { text, kind: "string" };
  return time === "" || time === "00:00:00"
    ? { text: day, kind: "string", date: true }
    : { text: `${day}T${time}`, kind: "string" };
}

/** What number formats show. Few formats serve many cells, and reading a long one takes longer than all else. */
const shown = new Map<string, "number" | "date" | "time">();
const mostShown = 1_000;

function shownBy(format: string, ssf: typeof SSF): "number" | "date" | "time" {
  const known = shown.get(format);
  if (known !== undefined) return known;
  // A format with only hours and minutes is a time of day or a duration.
  const parts = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, "");
  const found = !ssf.is_date(format) ? "number" : /[yd]|m{3,}|e/i.test(parts) ? "date" : "time";
  if (shown.size >= mostShown) shown.clear();
  shown.set(format, found);
  return found;
}

function dateText(serial: number, shows: "date" | "time", ssf: typeof SSF, date1904: boolean): GridCell {
  const seconds = Math.round(serial * secondsADay);
  if (shows === "time" || serial < 1) {
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return { text: parts.map((part) => String(part).padStart(2, "0")).join(":"), kind: "string" };
  }
  // Day 60 of the 1900 date system, 29 February 1900, does not exist.
  const date = ssf.parse_date_code(seconds / secondsADay, { date1904 });
  if (date === null || (!date1904 && Math.floor(seconds / secondsADay) === 60))
    return { text: String(serial), kind: "number" };
  const day = `${pad(date.y, 4)}-${pad(date.m)}-${pad(date.d)}`;
  const rest = seconds % secondsADay;
  if (rest === 0) return { text: day, kind: "string", date: true };
  return {
    text: `${day}T${pad(Math.floor(rest / 3600))}:${pad(Math.floor(rest / 60) % 60)}:${pad(rest % 60)}`,
    kind: "string",
  };
}

function pad(part: number, length = 2): string {
  return String(part).padStart(length, "0");
}
