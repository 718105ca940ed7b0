import type { DraftColumn, DraftTable } from "../../draft.ts";
import { boundedColumns } from "../../look/bounded-columns.ts";
import { lookAtColumns } from "../../look/look-at-columns.ts";
import { findDoubtful } from "../../look/doubtful-values.ts";
import { findMissingCodes, type MissingCode } from "../../look/missing-codes.ts";
import { readTexts, type TextNumbers } from "../../look/read-texts.ts";
import { isHours } from "../../names/hours-and-weekdays.ts";
import { quoteName } from "../../quote.ts";
import { isIdentifierName, isLabelling } from "../measures/labelling.ts";
import type { MissingWords } from "../roles.ts";
import { dayOfTexts } from "../../names/time-texts.ts";
import { turnPeriods } from "../time/turn-periods.ts";
import type { ReadTable } from "./table-as-read.ts";
import { indicatorsAcross } from "./indicators-across.ts";
import { withoutClosedDays } from "./without-closed-days.ts";
import { withoutNotes } from "./without-notes.ts";

/**
 * Reads a table: periods across become rows, notes are left out, numbers that are stored as texts are numbers, and
 * those that stand for a missing value are missing. Closed days are left out.
 */
export async function readTable(table: DraftTable): Promise<ReadTable> {
  const texts = await numbersAmongTexts(table);
  const typed = table.columns.map((column) => typedBy(texts, column));
  const plainly = texts.filter(({ isPlain }) => isPlain);
  const turned = turnPeriods(table.columns.map((column) => typedBy(plainly, column)));
  const across = turned === undefined ? await indicatorsAcross(table) : undefined;
  const plain = turned === undefined && across === undefined ? await withoutNotes(table) : undefined;
  const base = turned ?? across ?? plain;
  const columns = (turned ?? across)?.columns.map((column) => typedBy(texts, column)) ?? typed;
  const read = texts.filter(({ column }) => columns.some(({ name }) => name === column.name));
  const sql = replacing(read, [], base?.sql);
  const seen = await lookAtColumns(table, columns, sourceOf(sql));
  const looks = seen.map((look) =>
    // A number beside periods across is of the member, and would be repeated in each of its periods.
    turned !== undefined && isNumber(look) && look.name !== turned.value && !isHours(look)
      ? { ...look, distinct: 1 }
      : look,
  );
  const measured = looks.filter((look) => isNumber(look) && look.distinct >= 3 && !isLabelling(look, table.rows));
  const codes = await findMissingCodes(table, measured, sourceOf(sql));
  const doubtful = await findDoubtful(table, measured, sourceOf(replacing(read, codes, base?.sql)));
  const missing = [...codes, ...doubtful];
  const whole = replacing(read, missing, base?.sql);
  const changed = columns.filter(({ name }) => missing.some(({ column }) => column === name));
  const again = await lookAtColumns(table, changed, sourceOf(whole));
  const found: ReadTable = {
    long:
      whole === undefined
        ? undefined
        : {
            sql: whole,
            turned: turned !== undefined,
            ...(turned?.across !== undefined && { across: turned.across }),
            ...(turned?.total !== undefined && { total: turned.total }),
            ...(across?.without !== undefined && { without: across.without }),
          },
    source: sourceOf(whole),
    looks: looks.map((look) => again.find(({ name }) => name === look.name) ?? look),
    withoutNotes: plain !== undefined,
    reading: {
      texts: texts.map(({ column }) => column.name),
      missing,
      words: wordsAmongNumbers(
        table,
        texts,
        measured.map(({ name }) => name),
      ),
    },
  };
  return await withoutClosedDays(table, found, columns);
}

/** The texts that stand where a number is expected: those that the rules leave out, and those that a recipe has. */
function wordsAmongNumbers(
  { columns }: DraftTable,
  texts: readonly TextNumbers[],
  measured: readonly string[],
): readonly MissingWords[] {
  return columns
    .filter(({ name }) => measured.includes(name))
    .flatMap(({ name, nulls, markers = [] }): readonly MissingWords[] => {
      const read = texts.find(({ column }) => column.name === name);
      const found = read === undefined ? { texts: markers, rows: nulls } : { texts: read.odd, rows: read.lacking };
      return found.texts.length > 0 && found.rows > 0 ? [{ column: name, ...found }] : [];
    });
}

const isNumber = ({ type }: DraftColumn): boolean => type === "integer" || type === "number";

const sourceOf = (sql: string | undefined): string => (sql === undefined ? "records" : `(${sql})`);

async function numbersAmongTexts(table: DraftTable): Promise<readonly TextNumbers[]> {
  const bounded = await boundedColumns(table);
  const others = table.columns.filter(({ name }) => !bounded.includes(name));
  const found = await readTexts(table, others, isIdentifierName);
  if (found.length === 0) return [];
  // Years and days are no numbers.
  const looks = await lookAtColumns(
    table,
    found.map(({ column }) => column),
    "records",
  );
  return found.filter((_, at) => dayOfTexts(looks[at]!.name, looks[at]!.texts) === undefined);
}

function typedBy(texts: readonly TextNumbers[], column: DraftColumn): DraftColumn {
  const found = texts.find((one) => one.column.name === column.name);
  if (found === undefined) return column;
  return { ...column, type: "number", ...(found.unit !== "" && column.unit === undefined && { unit: found.unit }) };
}

/** The rows with the cells that are read otherwise than they stand; undefined if all are read as they stand. */
function replacing(
  texts: readonly TextNumbers[],
  missing: readonly MissingCode[],
  base: string | undefined,
): string | undefined {
  const names = [...new Set([...texts.map(({ column }) => column.name), ...missing.map(({ column }) => column)])];
  if (names.length === 0) return base;
  const cells = names.map((name) => {
    const read = texts.find(({ column }) => column.name === name)?.value ?? quoteName(name);
    const value = missing
      .filter(({ column }) => column === name)
      .reduce((sql, { code }) => `nullif(${sql}, ${code})`, read);
    return `${value} AS ${quoteName(name)}`;
  });
  const about = [
    ...(texts.length > 0 ? ["numbers that are stored as texts"] : []),
    ...(missing.some((one) => one.doubtful !== true) ? ["a number that stands for a missing value is missing"] : []),
    ...(missing.some((one) => one.doubtful === true) ? ["a number that may be a slip is left out"] : []),
  ].join("; ");
  const from = base === undefined ? "records" : `(\n${base}\n)`;
  return `-- The rows as they are read: ${about}.\nSELECT * REPLACE (\n  ${cells.join(",\n  ")}\n)\nFROM ${from}`;
}
