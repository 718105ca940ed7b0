import { showControlsInLines } from "../../../core/wording/show-controls.ts";
import type { Column } from "../../terminal/format-table.ts";
import { formatTable } from "../../terminal/format-table.ts";

/** Writes to standard output, and waits until it has been taken: a pipe may be slow. */
export async function write(content: string | Uint8Array): Promise<void> {
  if (process.stdout.write(content)) return;
  await new Promise<void>((resolve) => process.stdout.once("drain", () => resolve()));
}

/** Prints what the API answered. */
export async function writeJson(value: unknown): Promise<void> {
  await write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints rows as a table; an empty one says so where a person reads. */
export async function writeTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  nothing: string,
): Promise<void> {
  if (rows.length > 0) await write(formatTable(rows, columns, process.stdout));
  else if (process.stderr.isTTY === true) process.stderr.write(`${nothing}\n`);
}

/** Prints facts, a line each: `status    ready`; those without a value are left out. */
export async function writeFacts(facts: readonly (readonly [string, string | number | undefined])[]): Promise<void> {
  const there = facts.filter(([, value]) => value !== undefined && value !== "");
  const widest = Math.max(...there.map(([name]) => name.length)) + 2;
  await write(showControlsInLines(there.map(([name, value]) => `${name.padEnd(widest)}${String(value)}\n`).join("")));
}

/** Tells a person what was done. */
export function tell(text: string): void {
  process.stderr.write(`${showControlsInLines(text)}\n`);
}
