import { BroadsheetError } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import type { Delimiter } from "../../template/dataset-reading.ts";
import { readRecords } from "./csv-records.ts";

/** One of the first records of a file, split by one delimiter. */
export interface SampledRecord {
  readonly line: number;
  /** Offset of its first byte. */
  readonly start: number;
  readonly cells: readonly string[];
  /** Which cells are quoted. */
  readonly quoted: readonly boolean[];
}

const sampledRecords = 100;
/** Bytes sampled of a cell: enough to see its kind. */
const sampledCell = 200;

/**
 * Reads the first records of a file that are not blank.
 *
 * @returns the records, and the quoting fault that ended the reading, if any
 */
export function sampleRecords(
  body: Bytes,
  start: number,
  delimiter: Delimiter,
  line = 1,
): { readonly records: readonly SampledRecord[]; readonly fault?: BroadsheetError } {
  const records: SampledRecord[] = [];
  const decoder = new TextDecoder();
  try {
    readRecords(
      body,
      start,
      delimiter,
      (record, spans, window) => {
        if (record.blank) return true;
        const cells: string[] = [];
        const quoted: boolean[] = [];
        for (let field = 0; field < record.fields; field++) {
          const [from, to] = [spans[field * 3]!, spans[field * 3 + 1]!];
          quoted.push(from > record.offset && window[from - 1] === 0x22);
          cells.push(decoder.decode(window.subarray(from, Math.min(to, from + sampledCell))).replaceAll('""', '"'));
        }
        records.push({ line: record.line, start: record.start, cells, quoted });
        return records.length < sampledRecords;
      },
      line,
    );
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return { records, fault: error };
  }
  return { records };
}
