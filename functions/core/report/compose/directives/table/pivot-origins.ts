import type { Row, Table } from "../../../query/table.ts";
import type { Inline } from "../../../document/document.ts";
import type { ColumnChoice } from "../../table/parse-columns.ts";
import type { Pivot } from "../../table/pivot-table.ts";
import type { TextOrigins } from "../../text-origins.ts";
import { withOrigin } from "../../../document/inline-origins.ts";
import type { Origin } from "../../../document/origin.ts";

/** Columns of the query as the directive lists them. @property plain whether its labels hold no markup */
export interface Listed {
  readonly choices: readonly ColumnChoice[];
  readonly plain: boolean;
}

/** What a pivot has on its two sides, and the values between them. */
export interface Choices {
  readonly down: Listed;
  readonly across: Listed;
  readonly measures: Listed;
}

/** The rows of the query that a pivot's headings and cells were made from. */
export class PivotOrigins {
  readonly #origins: TextOrigins;
  readonly #table: Table;
  readonly #pivot: Pivot;
  readonly #choices: Choices;

  constructor(origins: TextOrigins, table: Table, pivot: Pivot, choices: Choices) {
    this.#origins = origins;
    this.#table = table;
    this.#pivot = pivot;
    this.#choices = choices;
  }

  /** The heading over some columns. */
  ofHead(heading: readonly Inline[], from: number, to: number, level: number): readonly Inline[] {
    const rows = Array.from({ length: to - from + 1 }, (_, index) => this.#pivot.rowsAt(undefined, from + index));
    return this.#heading(heading, rows.flat(), this.#choices.across.choices.slice(0, level + 1));
  }

  /** The heading of a row. */
  ofRow(heading: readonly Inline[], row: number): readonly Inline[] {
    const { length } = this.#pivot.rows[row]!.path;
    return this.#heading(heading, this.#pivot.rowsAt(row, undefined), this.#choices.down.choices.slice(0, length));
  }

  #heading(heading: readonly Inline[], rows: readonly Row[], path: readonly ColumnChoice[]): readonly Inline[] {
    const choice = path.at(-1);
    if (choice === undefined) return withOrigin(heading, this.#origins.words());
    const whole = choice.format === undefined ? this.#origins.formatting(this.#table, choice.field) : [];
    // The headings around it decide whether it is printed once more.
    const around = path.slice(0, -1).flatMap(({ field }) => this.#origins.cells(rows, field));
    const values = this.#origins.cells(rows, choice.field);
    return withOrigin(heading, this.#origins.values(values, [...whole, ...around]));
  }

  /** A cell. @param measure its index */
  ofCell(row: number, column: number, measure: number): Origin {
    const { field, format } = this.#choices.measures.choices[measure]!;
    const rows = this.#pivot.rowsAt(row, column);
    const keys = [...this.#choices.down.choices, ...this.#choices.across.choices];
    const deciding = [
      // Another row may come here, if its keys change.
      ...keys.flatMap((key) => this.#origins.column(this.#table, key.field)),
      ...(format === undefined ? this.#origins.formatting(this.#table, field) : []),
    ];
    return this.#origins.values(this.#origins.cells(rows, field), deciding);
  }
}
