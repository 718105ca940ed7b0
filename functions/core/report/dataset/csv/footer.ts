import type { Warning } from "../../../errors.ts";
import { cellKind } from "./cell-kind.ts";
import type { CsvRecord } from "./csv-records.ts";

/** How the warning on notes below a table begins; its `seen` are the lines, of at most 80 characters. */
export const notesBelow = "Notes below the table were skipped";

/** Most lines below a table that can be notes. */
const maximumNotes = 20;

/** How a line begins that says itself that it is a note: no empty row need stand above it. */
const namedNote =
  /^\s*"?\s*((notes?|sources?|footnotes?|remarks?|last updated|updated|anmerkung(en)?|hinweise?|quellen?|stand|fußnoten?|notas?|fuentes?)\s*[:：]|(注释?|备注|说明|附注|註|来源|资料来源|数据来源|更新时间)\s*\d*\s*[:：]|[*†‡¹²³])/iu;

/** A row that may be a note, and its number from 1. */
interface Held {
  readonly record: CsvRecord;
  readonly row: number;
}

/**
 * Finds the notes below a table, such as "Source: …" and "Last updated: …": after an empty row, or from a line that has
 * too few fields for a row and begins like a note, to the end of the file, rows with a text in their first field and
 * nothing else. Workbooks skip them too: an empty row divides them from the block of the table.
 */
export class Footer {
  /** The empty row or blank line that began it. */
  #begun: { readonly row: number; readonly line: number; readonly end: number } | undefined;
  #notes: (Held & { readonly bytes: number; readonly text: string; readonly short: boolean })[] = [];

  /**
   * Takes an empty row or blank line.
   *
   * @param place the row that it is, or that comes next, and its line
   * @param end offset after the last row that is not empty
   */
  takeEmpty(place: { readonly row: number; readonly line: number }, end: number): void {
    this.#begun ??= { ...place, end };
  }

  /**
   * Takes a row whose first field alone is filled.
   *
   * @param cell its content
   * @param short whether it has fewer fields than the header, so that it could not be a row
   * @param end offset after the last row before it that is not empty
   * @returns whether it may be a note
   */
  takeNote(record: CsvRecord, row: number, cell: Uint8Array, short: boolean, end: number): boolean {
    if (this.#notes.length === maximumNotes || (this.#begun === undefined && !short)) return false;
    const text = new TextDecoder().decode(cell.subarray(0, 200));
    if (cellKind(text) !== "text" || (this.#begun === undefined && !namedNote.test(text))) return false;
    this.#begun ??= { row, line: record.line, end };
    this.#notes.push({ record, row, bytes: cell.length, text, short });
    return true;
  }

  /** Takes any other row: what came before belongs to the table. @returns the short rows that were held to be notes */
  takeRow(): readonly Held[] {
    const short = this.#notes.filter((note) => note.short);
    this.#begun = undefined;
    this.#notes = [];
    return short;
  }

  /** What was found at the end of the file; undefined without notes. */
  get found():
    | {
        readonly rows: number;
        readonly end: number;
        readonly line: number;
        readonly bytes: number;
        readonly short: boolean;
        readonly warning: Warning;
      }
    | undefined {
    const [first] = this.#notes;
    const last = this.#notes.at(-1);
    if (this.#begun === undefined || first === undefined || last === undefined) return undefined;
    const { row, line, end } = this.#begun;
    const [from, to] = [first.record.line, last.record.line];
    const lines = from === to ? `line ${from}` : `lines ${from} to ${to}`;
    return {
      rows: row - 1,
      end,
      line,
      bytes: this.#notes.reduce((sum, { bytes }) => sum + bytes, 0),
      short: this.#notes.some((note) => note.short),
      warning: {
        code: "dataset-warning",
        message: `${notesBelow}: ${lines}`,
        where: { line: from },
        seen: this.#notes.map(({ text }) => text.slice(0, 80)),
      },
    };
  }
}
