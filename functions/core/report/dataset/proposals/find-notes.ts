import type { Database } from "../database/database.ts";
import type { DatasetColumn, NoteRow, ToldNote } from "../dataset.ts";
import { conditionOf, noteIn } from "./find-totals.ts";
import { saysNote } from "./note-words.ts";
import type { TableEnds } from "./rows-without-data.ts";

/** Rows that are looked at below the data, and above the notes for what fills more than one field. */
const most = 20;
const above = 3;

/**
 * Finds the notes below a table whose text stands in a column of texts, where nothing spoils a column: `Source: the
 * office`. The first of them says by its words that it is one, and all below it fill one field. In the rows above
 * them more fields are filled: a table of single texts may be a list of notes.
 *
 * @param without rows that hold no data, from 1
 * @returns the notes in their order
 */
export async function findNotes(
  database: Database,
  columns: readonly DatasetColumn[],
  ends: TableEnds,
  without: readonly number[],
): Promise<readonly ToldNote[]> {
  const notes: NoteRow[] = [];
  let row = ends.rows;
  for (; row > Math.max(0, ends.rows - most); row -= 1) {
    const cells = ends.cells.get(row) ?? [];
    if (without.includes(row) || cells.every((cell) => cell === "")) continue;
    const note = noteIn(cells, columns);
    if (note === undefined) break;
    notes.unshift({ row, ...note });
  }
  const first = notes.findIndex(({ value }) => saysNote(value));
  if (first === -1) return [];
  const found = notes.slice(first);
  const filled = (at: number): number => ends.cells.get(at)?.filter((cell) => cell !== "").length ?? 0;
  const isTable = row >= above && Array.from({ length: above }, (_, at) => filled(row - at)).every((n) => n > 1);
  // What members say too is no sign of a note: comments, and names such as `a) Wheat`.
  const places = new Set(found.map(({ column }) => columns.findIndex(({ name }) => name === column)));
  const isUsual = [...ends.cells].some(
    ([at, cells]) => at <= row && [...places].some((place) => saysNote(cells[place] ?? "")),
  );
  if (!isTable || isUsual) return [];
  const counted = await database.rows(`SELECT count(*) AS n FROM raw WHERE ${found.map(conditionOf).join(" OR ")}`);
  if (Number(counted[0]?.["n"]) !== found.length) return [];
  return found.map((note) => ({
    ...note,
    message: `row ${note.row} says "${note.value.slice(0, 80)}" and nothing else`,
  }));
}
