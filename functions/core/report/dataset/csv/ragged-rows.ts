import { BroadsheetError, type Problem } from "../../../errors.ts";
import type { CsvRecord } from "./csv-records.ts";

const maximumProblems = 10;

/** The rows with another number of fields than the header. */
export class RaggedRows {
  readonly #problems: Problem[] = [];
  #count = 0;
  /** Rows without the last field. That is allowed if no row has a value there: the header ends with a delimiter. */
  readonly #shortProblems: Problem[] = [];
  #shortCount = 0;

  take(record: CsvRecord, row: number, columns: number): void {
    this.#count++;
    if (this.#problems.length < maximumProblems) this.#problems.push(raggedRow(record, row, columns));
  }

  takeShort(record: CsvRecord, row: number, columns: number): void {
    this.#shortCount++;
    if (this.#shortProblems.length < maximumProblems) this.#shortProblems.push(raggedRow(record, row, columns));
  }

  get short(): number {
    return this.#shortCount;
  }

  /** Throws for the first of them. @param filled whether columns without a name hold values */
  throwAny(filled: boolean): void {
    const problems = [...this.#problems];
    let count = this.#count;
    if (filled || (count > 0 && this.#shortCount > 0)) {
      problems.push(...this.#shortProblems);
      count += this.#shortCount;
    }
    if (problems.length === 0) return;
    problems.sort((a, b) => a.where!.row! - b.where!.row!).splice(maximumProblems);
    if (count > problems.length)
      problems.push({
        code: "ragged-row",
        message: `${count - problems.length} more rows differ from the header in their number of fields`,
      });
    throw new BroadsheetError("invalid-dataset", problems);
  }
}

function raggedRow(record: CsvRecord, row: number, columns: number): Problem {
  return {
    code: "ragged-row",
    message: `Line ${record.line} has ${record.fields} ${record.fields === 1 ? "field" : "fields"} where the header has ${columns}`,
    where: { line: record.line, row },
    seen: record.fields,
    allowed: columns,
    hint: "A value that holds the delimiter or a line break needs double quotes around it",
  };
}
