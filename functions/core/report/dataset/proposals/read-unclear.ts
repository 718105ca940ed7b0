import type { Database } from "../database/database.ts";
import { quoteName } from "../database/quote-sql.ts";
import type { DatasetColumn, NumbersQuestion } from "../dataset.ts";
import { inferTypes } from "../types/infer-types.ts";
import { mendedCell, type Mending, type Tried } from "./mending.ts";
import { stepType } from "./step-type.ts";
import { findUnclear, type Mark, notations, type UnclearColumn } from "./unclear-numbers.ts";

/** The columns of a file that can be read in two ways. */
export interface ReadUnclear {
  /** The decimal mark of the file, if it says so. */
  readonly decimal: Mark | undefined;
  readonly asked: Omit<NumbersQuestion, "choices">;
  /** What the first number is with this decimal mark: `4906`, and `4,906 is 4906`. */
  choice(decimal: Mark): { readonly reads: string; readonly says: string };
  /**
   * The columns as they are with this decimal mark. Those that points make decimals need no mending, unless that is the
   * answer to a question.
   */
  read(decimal: Mark): Promise<readonly Tried[]>;
}

/** What was found before: mendings, those that make a column one of another type, and the places of the texts. */
interface Known {
  readonly columns: readonly DatasetColumn[];
  readonly mendings: readonly Mending[];
  readonly tried: readonly Tried[];
  readonly texts: readonly number[];
  /** SQL of the rows that are left out. */
  readonly where: string | undefined;
  /** Of the file, if it has one. */
  readonly delimiter: string | undefined;
}

const table = "unclear_cells";

/** Finds the columns of `raw` whose numbers can be read in two ways, without what mendings take out of them. */
export async function readUnclear(
  database: Database,
  { columns, mendings, tried, texts, where, delimiter }: Known,
): Promise<ReadUnclear | undefined> {
  const mendingOf = (index: number): Mending | undefined => mendings.find(({ column }) => column.index === index);
  const cells = columns.map(({ name }, index) => {
    const mending = mendingOf(index);
    return mending === undefined ? quoteName(name) : `${mendedCell(mending)} AS ${quoteName(name)}`;
  });
  const rows = where === undefined ? "raw" : `raw WHERE (${where}) IS NOT TRUE`;
  const isDone = new Set(tried.map(({ mending }) => mending.column.index));
  const isText = columns.map((_, index) => texts.includes(index) && !isDone.has(index));
  const names = columns.map(({ name }) => name);
  const inTable = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await database.rows(`CREATE OR REPLACE TEMP VIEW ${table} AS SELECT ${cells.join(", ")} FROM ${rows}`);
    try {
      return await work();
    } finally {
      await database.rows(`DROP VIEW ${table}`);
    }
  };
  const mayBe = isText.includes(true) || columns.some(({ type }) => type === "number");
  const found = mayBe ? await inTable(() => findUnclear(database, names, isText, table, delimiter)) : undefined;
  if (found === undefined) return undefined;
  const first = found.columns.find(({ index }) => isText[index] === true) ?? found.columns[0]!;
  const says = (value: string, mark: Mark): string => `${value} is ${plainOf(value, mark)}`;
  const listed = found.columns.map(({ index }) => `"${names[index]!}"`).join(", ");
  return {
    decimal: found.decimal,
    asked: {
      columns: found.columns.map(({ index }) => names[index]!),
      value: first.value,
      row: first.row,
      message: `${listed}: ${first.value} may be ${plainOf(first.value, ".")} or ${plainOf(first.value, ",")}`,
    },
    choice: (decimal) => ({ reads: plainOf(first.value, decimal), says: says(first.value, decimal) }),
    read: async (decimal) => {
      const some = found.columns.filter(
        ({ index, sign }) => found.decimal === undefined || decimal === "," || sign === "," || isText[index] === true,
      );
      const asWritten = some.map(({ index }) => ({
        name: names[index]!,
        ruledOut: {},
        typed: true,
        notation: notations[decimal],
      }));
      const { columns: typed } = await inTable(() => inferTypes(database, asWritten, 0, { name: table }));
      return some.flatMap((column, at): Tried[] => {
        const as = { ...typed[at]!, notation: notations[decimal] };
        if (stepType(as) === undefined) return [];
        const message = `"${as.name}": ${says(column.value, decimal)}, since ${found.because ?? "it was asked"}`;
        const { value, row } = column;
        const numbers = { column: as.name, value, row, reads: plainOf(value, decimal), message };
        return [{ mending: mendingOf(column.index) ?? untouched(as.name, column), typed: as, numbers }];
      });
    },
  };
}

function untouched(name: string, { index }: UnclearColumn): Mending {
  return { column: { index, values: 0, odd: [] }, name, markers: [], rows: [], footnotes: false, apart: [] };
}

/** A number in the plain notation: `(4,906)` is `-4906` or `-4.906`. */
function plainOf(value: string, decimal: Mark): string {
  // As the reader of such columns decides it (`plain-text.ts`).
  const sign = /^[^0-9]*[-−(]|[0-9] ?[-−]$/.test(value) ? "-" : "";
  const bare = value.replaceAll(/[^0-9.,]/g, "");
  return sign + (decimal === "." ? bare.replaceAll(",", "") : bare.replaceAll(".", "").replace(",", "."));
}
