import { linesAbove } from "../../dataset/csv/find-table.ts";
import { notesBelow } from "../../dataset/csv/footer.ts";
import type { Dataset } from "../../dataset/dataset.ts";
import type { LinesAround } from "../draft.ts";
import { totalName } from "../look/look-for-totals.ts";

/** Characters after which the reader cuts a line. */
const longest = 80;

/** Letters from which a row that a recipe leaves out is a note; a total has fewer. */
const fewestOfNote = 12;

/**
 * What stands above and below the table of a file, as its warnings have it.
 *
 * @param leftOut texts of the rows that the dataset's recipe leaves out: notes within the table, and totals
 */
export function linesAround(
  { warnings }: Pick<Dataset["profile"], "warnings">,
  leftOut: readonly string[],
): LinesAround {
  const seen = (begin: string): readonly string[] =>
    warnings
      .filter(({ message }) => message.startsWith(begin))
      .flatMap(({ seen: lines }) => (Array.isArray(lines) ? lines.map(String) : []))
      .map((line) => line.trim())
      .filter((line) => /\p{L}/u.test(line))
      .map((line) => (line.length < longest ? line : `${line}…`));
  const notes = leftOut.map((text) => text.trim()).filter(isNote);
  return { above: seen(linesAbove), below: [...seen(notesBelow), ...notes] };
}

/** Whether a row that is left out says something about the table, and is no total. */
const isNote = (text: string): boolean => (text.match(/\p{L}/gu)?.length ?? 0) >= fewestOfNote && !totalName.test(text);
