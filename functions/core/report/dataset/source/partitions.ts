import { BroadsheetError } from "../../../errors.ts";

/** A column that a file does not hold, since its place says the value: `year=2026/` in the key of an object. */
export interface PartitionColumn {
  readonly name: string;
  /** Its type in the database: whole numbers, days, or texts; one for all files. */
  readonly type: "BIGINT" | "DATE" | "VARCHAR";
}

/** The columns of the places of some files, and what each file's place says. */
export interface Partitions {
  readonly columns: readonly PartitionColumn[];
  /** For each file the value of each column, as text; `null` where there is none. */
  readonly values: readonly (readonly (string | null)[])[];
}

/**
 * Types the columns of partitions by the values of all files, as those of a text are typed: `01` stays a text.
 *
 * @param values for each file the value of each column
 */
export function typePartitions(names: readonly string[], values: Partitions["values"]): Partitions {
  const columns = names.map((name, index): PartitionColumn => {
    const found = values.flatMap((file) => file[index] ?? []);
    return { name, type: found.length === 0 ? "VARCHAR" : typeOf(found) };
  });
  return { columns, values };
}

function typeOf(values: readonly string[]): PartitionColumn["type"] {
  if (values.every((value) => /^(?:0|-?[1-9]\d{0,17})$/.test(value))) return "BIGINT";
  return values.every(isDay) ? "DATE" : "VARCHAR";
}

/** Whether a text is a day of the years 1 to 9999, as ISO 8601 writes it. */
function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * Refuses files that hold a column which their places say too.
 *
 * @throws BroadsheetError `invalid-dataset`, `duplicate-column`
 */
export function refuseHeld(names: readonly string[], columns: readonly PartitionColumn[]): void {
  const held = new Set(names.map((name) => name.toLowerCase()));
  const twice = columns.find(({ name }) => held.has(name.toLowerCase()));
  if (twice === undefined) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "duplicate-column",
    message: `The file has a column "${twice.name}", which the source's partitions name too`,
    where: { name: twice.name },
    seen: twice.name,
    hint: "leave it out of the partitions: the file holds it",
  });
}
