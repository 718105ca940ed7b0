import type { Warning } from "../../../errors.ts";
import type { Database } from "../database/database.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetColumn, NumbersQuestion, RecipeProposal, Spoiled, TotalRow } from "../dataset.ts";
import type { InferredColumn } from "../types/infer-types.ts";
import { typeWritten } from "../types/type-written.ts";
import { fitsCells } from "./fits-cells.ts";
import { findDates } from "./find-dates.ts";
import { findDays } from "./find-days.ts";
import { findNames } from "./find-names.ts";
import { findNotes } from "./find-notes.ts";
import { findSubtotals } from "./find-subtotals.ts";
import { isMarkedNumber, plainNames } from "./footnote-marks.ts";
import { isMissingMarker } from "./missing-markers.ts";
import { conditionOf, findTotals } from "./find-totals.ts";
import { mendedBy, mendedCell, type Mending, type Tried } from "./mending.ts";
import { findUnproven } from "./prove-statistics.ts";
import { findOddValues, longestValue, type OddColumn, type OddValue } from "./odd-values.ts";
import { readUnclear } from "./read-unclear.ts";
import { bottomRows, findRowsWithoutData, type TableEnds, topRows } from "./rows-without-data.ts";
import { stepType } from "./step-type.ts";
import { tellSpoiled } from "./tell-spoiled.ts";
import { type Condition, headerOf, writeRecipe } from "./write-recipe.ts";

/** Fewest values of a type that make a column one of that type. */
const fewestValues = 2;
/** A text that no list knows marks a missing value only in at most this share of a column's values. */
const mostUnknown = 0.2;

/** Longest condition of a step, characters. */
const longestCondition = 10_000;

/** A recipe for a file, or a question whose answer makes it. */
export interface FoundMending {
  readonly proposal?: RecipeProposal;
  readonly question?: NumbersQuestion;
  /** Why columns that hold mostly dates are texts. */
  readonly warnings: readonly Warning[];
}

type Mended = Omit<FoundMending, "warnings">;

/** A table before its columns are mended. */
interface Found {
  readonly database: Database;
  readonly columns: readonly DatasetColumn[];
  readonly odd: readonly OddColumn[];
  readonly ends: TableEnds;
  /** Rows without data. */
  readonly without: readonly number[];
  /** Whether the file is a workbook. */
  readonly isSheet: boolean;
}

/**
 * Finds the columns of the table `raw` (all text) that few cells keep from being numbers or dates, and the recipe that
 * mends them: texts that mark a missing value, rows that hold no data. A column whose every other text is not explained
 * is left alone: no proposal is better than a wrong one. What is proposed was tried: the table is read again as the
 * recipe would leave it, and only columns that are of another type then are proposed.
 *
 * Numbers such as `4,906` are read as the file itself says elsewhere. If it does not, this is asked, and each answer
 * has the recipe of the whole file.
 *
 * @param columns the columns of `raw` with their types
 * @param file `cells` of a workbook: the same columns with what kinds of cell they have, which only a mark may
 *   contradict; `delimiter` of a file that has one
 * @returns neither if there is nothing to mend
 */
export async function proposeRecipe(
  database: Database,
  columns: readonly DatasetColumn[],
  rows: number,
  { cells, delimiter }: { readonly cells?: readonly InferredColumn[] | undefined; readonly delimiter?: string },
): Promise<FoundMending> {
  const texts = textsOf(columns);
  const dates = await findDates(
    database,
    texts.map((index) => ({ index, name: columns[index]!.name })),
  );
  const mended = await mend(database, columns, rows, {
    texts,
    dates: dates.columns,
    ...(cells && { cells }),
    delimiter,
  });
  return { ...mended, warnings: dates.warnings };
}

function textsOf(columns: readonly DatasetColumn[]): readonly number[] {
  return columns.flatMap(({ type, couldBe, notation }, index) =>
    type === "text" && couldBe === undefined && notation === undefined ? index : [],
  );
}

/** What proposing needs to know beside the table. */
interface Given {
  /** Columns of texts. */
  readonly texts: readonly number[];
  /** Those of dates in spellings of people. */
  readonly dates: readonly OddColumn[];
  readonly cells?: readonly InferredColumn[];
  readonly delimiter: string | undefined;
}

async function mend(
  database: Database,
  columns: readonly DatasetColumn[],
  rows: number,
  { texts, dates, cells, delimiter }: Given,
): Promise<Mended> {
  const found = await findOddValues(
    database,
    texts.map((index) => columns[index]!.name),
  );
  const others = found
    .map((column) => ({ ...column, index: texts[column.index]! }))
    .filter(({ index }) => dates.every((column) => column.index !== index));
  const odd = [...others, ...dates].toSorted((a, b) => a.index - b.index);
  const names = columns.map(({ name }) => name);
  const ends = await readEnds(database, columns, rows);
  const without = findRowsWithoutData(odd, ends, await findUnproven(database, columns, odd, ends));
  const mendings = await withoutNames(database, explain(odd, names, without));
  const needed = without.filter((row) => isNeeded(row, mendings, without));
  const where = whereRows(needed, odd, names).sql;
  const tried = (await tryMendings(database, mendings, { where, leftOut: needed.length, rows })).filter(
    ({ mending: { column }, typed }) =>
      // Texts are what a person wrote, whatever the other cells are: dates of a workbook, or texts like them.
      cells === undefined || column.dates !== undefined || fitsCells(cells[column.index]!, column, typed.type),
  );
  const known: Found = { database, columns, odd, ends, without, isSheet: cells !== undefined };
  const unclear =
    cells === undefined
      ? await readUnclear(database, { columns, mendings, tried, texts, where, delimiter })
      : undefined;
  if (unclear === undefined) return asFound(await proposalOf(known, tried));
  const { decimal } = unclear;
  if (decimal !== undefined) return asFound(await proposalOf(known, replaced(tried, await unclear.read(decimal))));
  const choices: NumbersQuestion["choices"][number][] = [];
  for (const mark of [".", ","] as const) {
    const read = await unclear.read(mark);
    const proposal = await proposalOf(known, replaced(tried, read));
    if (proposal === undefined) return asFound(await proposalOf(known, tried));
    choices.push({ decimal: mark, ...unclear.choice(mark), recipe: proposal.recipe });
  }
  return { question: { ...unclear.asked, choices } };
}

/** What was tried, with other readings of some columns in place of theirs. */
function replaced(tried: readonly Tried[], read: readonly Tried[]): readonly Tried[] {
  const names = new Set(read.map(({ mending }) => mending.name));
  return [...tried.filter(({ mending }) => !names.has(mending.name)), ...read];
}

function asFound(proposal: RecipeProposal | undefined): Mended {
  return proposal === undefined ? {} : { proposal };
}

/** The recipe that mends these columns, and what else it has to; undefined for none. */
async function proposalOf(
  { database, columns, odd, ends, without, isSheet }: Found,
  tried: readonly Tried[],
): Promise<RecipeProposal | undefined> {
  const names = columns.map(({ name }) => name);
  const mended = mendedBy(tried, columns);
  const parts = await findSubtotals(database, columns, mended, ends, without);
  const totals = parts.length > 0 ? parts : await findTotals(database, columns, mended, ends, without);
  const notes = totals.length > 0 ? [] : await findNotes(database, columns, ends, without);
  const days = await findDays(database, mended);
  const written = await findNames(
    database,
    textsOf(mended.columns).map((index) => mended.columns[index]!.name),
  );
  if ([tried, totals, notes, days, written].every((found) => found.length === 0)) return undefined;
  const spoiled = tried.flatMap(({ mending: { name, column }, typed }) =>
    column.odd.length === 0 ? [] : tellSpoiled(name, typed.type as Spoiled["type"], column),
  );
  const numbers = tried.flatMap(({ numbers: told }) => told ?? []);
  const dates = tried.flatMap(({ mending }) => mending.dates ?? []);
  const needed = without.filter((row) =>
    isNeeded(
      row,
      tried.map(({ mending }) => mending),
      without,
    ),
  );
  const left = totals.flatMap(({ notes: below = [], ...total }) => [
    ...(needed.includes(total.row) ? [] : [total]),
    ...below,
  ]);
  const condition = withRows(whereRows(needed, odd, names), [...left, ...notes]);
  if ((condition.sql?.length ?? 0) > longestCondition) return undefined;
  return {
    spoiled,
    ...(totals.length > 0 && { totals }),
    ...(notes.length > 0 && { notes }),
    ...(days.length > 0 && { days }),
    ...(dates.length > 0 && { dates }),
    ...(numbers.length > 0 && { numbers }),
    ...(written.length > 0 && { names: written.map(({ told }) => told) }),
    recipe: writeRecipe(tried, { condition, days, written, typed: isSheet, ...headerOf(names, needed, ends) }),
  };
}

/** The cells of the first and the last rows. */
async function readEnds(database: Database, columns: readonly DatasetColumn[], rows: number): Promise<TableEnds> {
  const cells = new Map<number, readonly string[]>();
  const list = columns.map(({ name }) => `coalesce(trim(left(${quoteName(name)}, 1000)), '')`).join(", ");
  const read = async (from: number, count: number): Promise<void> => {
    const found = await database.rows(`SELECT [${list}] AS cells FROM raw LIMIT ${count} OFFSET ${from}`);
    for (const [at, { cells: row }] of found.entries())
      cells.set(from + at + 1, (row as { readonly items: readonly unknown[] }).items.map(String));
  };
  await read(0, Math.min(rows, topRows));
  const last = Math.max(topRows, rows - bottomRows);
  if (rows > last) await read(last, rows - last);
  return { rows, cells, numbers: columns.map(({ type }) => type === "integer" || type === "number") };
}

/** The columns whose odd texts are all explained: by a row without data, or as marks of missing values. */
function explain(odd: readonly OddColumn[], names: readonly string[], without: readonly number[]): readonly Mending[] {
  const rest = odd.map((column) => ({
    column,
    left: column.odd.filter(({ rows, first }) => rows > 1 || !without.includes(first)),
  }));
  const shared = sharedMark(rest.map(({ left }) => left.filter(({ value }) => !isMissingMarker(value))));
  return rest.flatMap(({ column, left }): Mending[] => {
    const unknown = left.filter(({ value }) => !isMissingMarker(value));
    const strange = unknown.reduce((sum, { rows }) => sum + rows, 0);
    const marked = unknown.filter(({ value }) => isMarkedNumber(value));
    if (strange > column.values * mostUnknown) return [];
    if (unknown.some((value) => value.value !== shared && !marked.includes(value))) return [];
    const apart = plainNames(marked.map(({ value }) => value));
    if (apart === undefined) return [];
    const oddRows = column.odd.reduce((sum, { rows }) => sum + rows, 0);
    if (column.values - oddRows < fewestValues) return [];
    return [
      {
        column,
        name: names[column.index]!,
        markers: left.filter((value) => !marked.includes(value)).map(({ value }) => value),
        rows: column.odd.filter((value) => !left.includes(value)).map(({ first }) => first),
        footnotes: marked.length > 0,
        apart,
        dates: column.dates,
      },
    ];
  });
}

/** Leaves out the columns in which a number with a mark is that of another row without: house numbers, seats. */
async function withoutNames(database: Database, mendings: readonly Mending[]): Promise<readonly Mending[]> {
  const kept: Mending[] = [];
  for (const mending of mendings) {
    const { name, apart } = mending;
    const values = apart.map(quoteText).join(", ");
    const same =
      apart.length === 0
        ? []
        : await database.rows(`SELECT 1 AS same FROM raw WHERE trim(${quoteName(name)}) IN (${values}) LIMIT 1`);
    if (same.length === 0) kept.push(mending);
  }
  return kept;
}

/**
 * A mark that no list knows, such as `m`: one or two letters that are the only unknown text of two columns or more, in
 * the same rows.
 */
function sharedMark(unknown: readonly (readonly OddValue[])[]): string | undefined {
  const [one, ...others] = unknown.filter((values) => values.length > 0);
  const mark = one?.[0];
  if (mark === undefined || others.length === 0 || !/^\p{L}{1,2}$/u.test(mark.value)) return undefined;
  const isSame = ({ value, rows, first, last }: OddValue): boolean =>
    value === mark.value && rows === mark.rows && first === mark.first && last === mark.last;
  return [one!, ...others].every((values) => values.length === 1 && isSame(values[0]!)) ? mark.value : undefined;
}

/** Whether a row has to go so that a column is mended, or stands above a header that has to. */
function isNeeded(row: number, mendings: readonly Mending[], without: readonly number[]): boolean {
  const rows = new Set(mendings.flatMap((mending) => mending.rows));
  const top = without.filter((other) => other <= topRows && rows.has(other));
  return rows.has(row) || (row < topRows && top.some((other) => other > row));
}

/** A condition that is true of these rows alone, by a text that only they hold; none for no rows. */
function whereRows(rows: readonly number[], odd: readonly OddColumn[], names: readonly string[]): Condition {
  const texts = new Map<number, string[]>();
  for (const row of rows) {
    for (const { index, odd: values } of odd) {
      const only = values.find(({ rows: times, first }) => times === 1 && first === row);
      if (only === undefined) continue;
      texts.set(index, [...(texts.get(index) ?? []), only.value]);
      break;
    }
  }
  if (texts.size === 0) return { columns: [] };
  const sql = [...texts]
    .map(([index, values]) => {
      const whole = `trim(${quoteName(names[index]!)})`;
      // Longer texts are known by their beginning.
      const isLong = values.some((value) => [...value].length >= longestValue);
      const cell = isLong ? `left(${whole}, ${longestValue})` : whole;
      return values.length === 1
        ? `${cell} = ${quoteText(values[0]!)}`
        : `${cell} IN (${values.map(quoteText).join(", ")})`;
    })
    .join(" OR ");
  return { sql, columns: [...texts.keys()].map((index) => names[index]!) };
}

/** A condition that is also true of rows that sum others up, and of notes. */
function withRows({ sql, columns }: Condition, rows: readonly Pick<TotalRow, "column" | "value">[]): Condition {
  const all = [...(sql === undefined ? [] : [sql]), ...new Set(rows.map(conditionOf))];
  if (all.length === 0) return { columns };
  return { sql: all.join(" OR "), columns: [...new Set([...columns, ...rows.map(({ column }) => column)])] };
}

/** Reads the columns as they would be, and keeps those that are of another type than text then. */
async function tryMendings(
  database: Database,
  mendings: readonly Mending[],
  { where, leftOut, rows }: { readonly where: string | undefined; readonly leftOut: number; readonly rows: number },
): Promise<readonly Tried[]> {
  if (mendings.length === 0) return [];
  const cells = mendings.map((mending) => `${mendedCell(mending)} AS ${quoteName(mending.name)}`);
  const kept = where === undefined ? "raw" : `raw WHERE (${where}) IS NOT TRUE`;
  await database.rows(`CREATE OR REPLACE TEMP VIEW mended AS SELECT ${cells.join(", ")} FROM ${kept}`);
  try {
    const [{ n } = {}] = await database.rows(`SELECT count(*) AS n FROM mended`);
    if (Number(n) !== rows - leftOut) return [];
    const { columns } = await typeWritten(
      database,
      { columns: mendings.map(({ name }) => ({ name, ruledOut: {} })), rows: rows - leftOut },
      { name: "mended" },
    );
    return mendings.flatMap((mending, index) => {
      const typed = columns[index]!;
      return typed.type === "text" || stepType(typed) === undefined ? [] : [{ mending, typed }];
    });
  } finally {
    await database.rows("DROP VIEW mended");
  }
}
