import type { Warning } from "../../../errors.ts";
import { cellsSelect } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import { quoteText } from "../database/quote-sql.ts";
import type { WrittenDates } from "../dataset.ts";
import { parsed } from "../recipe/convert-text.ts";
import { spellingOf } from "./date-spelling.ts";
import { longestValue, mostOdd, type OddColumn, type OddValue } from "./odd-values.ts";

/** Rows looked at first: a column in which few are like dates there is none of dates. */
const sampledRows = 2000;
/** Most different shapes of a column, the names of months and weekdays counted. */
const mostShapes = 3000;
/** Years of two digits from these on, to 68, may be of this century or of the last one. */
const centuries = { from: 40, to: 68 };

/** What may be a date, roughly: a regular expression of RE2. */
const roughly =
  "(?:\\p{L}{2,10}[.,]{0,2} +)?(?:[0-9]{1,2}[-./ ]{1,2}(?:[0-9]{1,2}|\\p{L}{3,9}\\.?)[-./ ,]{1,2}[0-9]{2,4}|\\p{L}{3,9}\\.?[- ]+[0-9]{1,2}[-, ]{1,2}[0-9]{4}|[0-9]{4}[-./年 ](?:[0-9]{1,2}|\\p{L}{3,9}\\.?)[-./月 ][0-9]{1,2}日?)(?:[T ,].{1,15})?";

/** A column of texts, and its place among all columns. */
interface TextColumn {
  readonly index: number;
  readonly name: string;
}

/** Values of a column in one shape: with 9 for each digit. */
interface Shape {
  readonly shape: string;
  readonly rows: number;
  /** The first of them. */
  readonly row: number;
  readonly value: string;
  /** The greatest of the first numbers, and the least and the greatest of the second. */
  readonly first: number;
  readonly least: number;
  readonly second: number;
}

/** Values of a column in one spelling, and the format by which each of them can be read; none if there is a doubt. */
interface Spelt {
  readonly format: string | undefined;
  readonly hasTime: boolean;
  readonly rows: number;
  readonly row: number;
  readonly value: string;
  /** Why there is a doubt. */
  readonly doubt?: string;
}

/** Columns of dates as people write them. */
export interface FoundDates {
  /** Those in which all dates can be read, with their other texts. */
  readonly columns: readonly OddColumn[];
  /** Why each column that holds mostly dates is one of texts. */
  readonly warnings: readonly Warning[];
}

/**
 * Finds the columns of the table `raw` (all text) that hold mostly dates in several spellings, or with names of months
 * or weekdays. Each spelling must tell by itself which number is the day: by a name, the year in front, points, or a
 * day above 12.
 */
export async function findDates(database: Database, texts: readonly TextColumn[]): Promise<FoundDates> {
  const columns: OddColumn[] = [];
  const warnings: Warning[] = [];
  for (const column of await likely(database, texts)) {
    const found = await judge(database, column);
    if (found.column !== undefined) columns.push(found.column);
    if (found.warning !== undefined) warnings.push(found.warning);
  }
  return { columns, warnings };
}

async function likely(database: Database, texts: readonly TextColumn[]): Promise<readonly TextColumn[]> {
  if (texts.length === 0) return [];
  const counted = await database.rows(
    `SELECT i, count(*) AS n, count_if(regexp_full_match(left(v, ${longestValue}), ${quoteText(roughly)})) AS dates FROM (${cellsSelect(texts, sampledRows)}) WHERE v IS NOT NULL GROUP BY i ORDER BY i`,
  );
  return counted.flatMap(({ i, n, dates }) => (Number(dates) * 2 > Number(n) ? texts[Number(i)]! : []));
}

async function judge(
  database: Database,
  { index, name }: TextColumn,
): Promise<{ readonly column?: OddColumn; readonly warning?: Warning }> {
  const shapes = await shapesOf(database, name);
  const values = shapes.reduce((sum, { rows }) => sum + rows, 0);
  const spelt = shapes.length > mostShapes ? [] : speltIn(shapes);
  if (spelt.reduce((sum, { rows }) => sum + rows, 0) * 2 <= values) return {};
  const clear = spelt.flatMap((one) => (one.format === undefined ? [] : { ...one, format: one.format }));
  const doubtful = spelt.filter(({ format }) => format === undefined);
  const { others, readings } = await readOthers(database, name, clear);
  const told = clear.flatMap((one, at) => (readings[at] === undefined ? [] : { ...one, reads: readings[at] }));
  const dates: WrittenDates = {
    column: name,
    type: spelt.some(({ hasTime }) => hasTime) ? "timestamp" : "date",
    spellings: told.map(({ format, rows, value, row, reads }) => ({ format, rows, value, row, reads })),
    message: "",
  };
  const isUsual = clear.length === 1 && !/%[ab]/.test(clear[0]!.format);
  const isRead = doubtful.length === 0 && told.length === clear.length && others.length <= mostOdd && !isUsual;
  return {
    ...(isRead && {
      column: { index, values, odd: others, dates: { ...dates, message: tell(dates) } },
    }),
    warning: warn(name, values, { spelt, doubtful, others }),
  };
}

/** SQL of a number in a text `v`. @param at arguments of `regexp_extract` */
function number(at: string): string {
  return `TRY_CAST(regexp_extract(v, ${at}) AS INTEGER)`;
}

async function shapesOf(database: Database, name: string): Promise<readonly Shape[]> {
  const first = number("'[0-9]+'");
  const second = number("'[0-9]+[^0-9]+([0-9]+)', 1");
  const shape = "regexp_replace(regexp_replace(lower(v), '[0-9]', '9', 'g'), ' +', ' ', 'g')";
  const found = await database.rows(
    `SELECT ${shape} AS shape, count(*) AS n, min(r) AS row, arg_min(v, r) AS value, max(${first}) AS first, min(${second}) AS least, max(${second}) AS second
    FROM (SELECT r, left(v, ${longestValue}) AS v FROM (${cellsSelect([{ name }])}) WHERE v IS NOT NULL) GROUP BY shape ORDER BY n DESC, row LIMIT ${mostShapes + 1}`,
  );
  return found.map((row) => ({
    shape: String(row["shape"]),
    rows: Number(row["n"]),
    row: Number(row["row"]),
    value: String(row["value"]),
    first: Number(row["first"]),
    least: Number(row["least"]),
    second: Number(row["second"]),
  }));
}

/** The spellings of the shapes, the most frequent first. */
function speltIn(shapes: readonly Shape[]): readonly Spelt[] {
  const families = new Map<string, { readonly shapes: Shape[]; readonly monthFirst?: string; hasTime: boolean }>();
  for (const shape of shapes) {
    const found = spellingOf(shape.shape);
    if (found === undefined) continue;
    const { format, ...rest } = found;
    const family = families.get(format) ?? { ...rest, shapes: [] };
    families.set(format, family);
    family.shapes.push(shape);
  }
  return [...families]
    .map(([format, { shapes: same, monthFirst, hasTime }]): Spelt => {
      const earliest = same.reduce((one, other) => (other.row < one.row ? other : one));
      const rows = same.reduce((sum, shape) => sum + shape.rows, 0);
      return { ...settle(format, monthFirst, same), hasTime, rows, row: earliest.row, value: earliest.value };
    })
    .toSorted((a, b) => b.rows - a.rows || a.row - b.row);
}

/** The format of one spelling, or why it has none. */
function settle(
  format: string,
  monthFirst: string | undefined,
  shapes: readonly Shape[],
): Pick<Spelt, "format" | "doubt"> {
  if (format.includes("%y")) {
    const isUnclear = shapes.some(({ least, second }) => second >= centuries.from && least <= centuries.to);
    return isUnclear ? { format: undefined, doubt: "may be of either century" } : { format };
  }
  if (monthFirst === undefined) return { format };
  const first = Math.max(...shapes.map((shape) => shape.first));
  const second = Math.max(...shapes.map((shape) => shape.second));
  if (first > 12 !== second > 12) return { format: first > 12 ? format : monthFirst };
  return { format: undefined, doubt: "may begin with the day or the month" };
}

/** The texts that none of the formats reads, by first row, one more than may be; and what the examples are. */
async function readOthers(
  database: Database,
  name: string,
  clear: readonly { readonly format: string; readonly value: string; readonly hasTime: boolean }[],
): Promise<{ readonly others: readonly OddValue[]; readonly readings: readonly (string | undefined)[] }> {
  if (clear.length === 0) return { others: [], readings: [] };
  const formats = clear.map(({ format }) => format);
  const listed = await database.rows(
    `SELECT v, count(*) AS n, min(r) AS first, max(r) AS last FROM (SELECT r, left(v, ${longestValue}) AS v FROM (${cellsSelect([{ name }])}) WHERE v IS NOT NULL AND ${parsed("v", formats)} IS NULL) GROUP BY v ORDER BY first LIMIT ${mostOdd + 1}`,
  );
  const readings = clear.map(({ value, format, hasTime }, index) => {
    const written = hasTime ? "'%Y-%m-%d %H:%M:%S'" : "'%Y-%m-%d'";
    return `strftime(${parsed(quoteText(value), [format])}, ${written}) AS r${index}`;
  });
  const [read = {}] = await database.rows(`SELECT ${readings.join(", ")}`);
  return {
    others: listed.map(({ v, n, first, last }) => ({
      value: String(v),
      rows: Number(n),
      first: Number(first),
      last: Number(last),
    })),
    readings: clear.map((_, index) => {
      const text = read[`r${index}`];
      return typeof text === "string" ? text : undefined;
    }),
  };
}

function tell({ column, spellings }: WrittenDates): string {
  const told = spellings.map(({ rows, value, reads }) => `${rows} as ${value}, which is ${reads}`);
  const how = spellings.length === 1 ? "dates as people write them" : `dates in ${spellings.length} spellings`;
  return `"${column}" has ${how}: ${told.join("; ")}`;
}

/** Where a text stands, and its beginning. */
function placeOf({ first, value }: OddValue): string {
  return `row ${first}: "${value.slice(0, 80)}"`;
}

/** Says of a column of mostly dates why it is text, and what to do. */
function warn(
  name: string,
  values: number,
  {
    spelt,
    doubtful,
    others,
  }: { readonly spelt: readonly Spelt[]; readonly doubtful: readonly Spelt[]; readonly others: readonly OddValue[] },
): Warning {
  const [most, ...rest] = spelt as readonly [Spelt, ...Spelt[]];
  const other = rest.reduce((sum, { rows }) => sum + rows, 0);
  const next = rest.reduce<Spelt | undefined>(
    (one, two) => (one !== undefined && one.row < two.row ? one : two),
    undefined,
  );
  const isDoubtful = (value: string): boolean => {
    const format = spellingOf(shapeOf(value))?.format;
    return doubtful.some((one) => spellingOf(shapeOf(one.value))?.format === format);
  };
  const odd = others.filter(({ value }) => !isDoubtful(value));
  const noDate = odd.find(({ value }) => spellingOf(shapeOf(value)) === undefined);
  const noDay = odd.find(({ value }) => spellingOf(shapeOf(value)) !== undefined);
  const parts = [
    `${most.rows} of ${values} ${most.rows === 1 ? "cells is written as a date" : "cells are written as dates"} such as ${most.value}`,
    ...(next === undefined
      ? []
      : [
          `${other} of ${values} ${other === 1 ? "cells is a date" : "cells are dates"} in another spelling, the first in row ${next.row}: ${next.value}`,
        ]),
    ...doubtful.map(({ rows, row, value, doubt }) => `${rows} ${doubt!}, the first in row ${row}: ${value}`),
    ...(noDay === undefined ? [] : [`others are of no day or time that exists, the first in ${placeOf(noDay)}`]),
    ...(noDate === undefined ? [] : [`others are no dates, the first in ${placeOf(noDate)}`]),
  ];
  const formats = spelt.map(({ format }) => format ?? "…").join('", "');
  return {
    code: "dataset-warning",
    message: `"${name}" is text: ${parts.join("; ")}`,
    where: { name, row: (doubtful[0] ?? next ?? most).row },
    seen: (doubtful[0] ?? next ?? most).value,
    hint: `accept the proposal of the dataset if it has one, or give the column its type by a recipe: date: ["${formats}"]`,
  };
}

function shapeOf(value: string): string {
  return value.toLowerCase().replaceAll(/[0-9]/g, "9").replaceAll(/ +/g, " ");
}
