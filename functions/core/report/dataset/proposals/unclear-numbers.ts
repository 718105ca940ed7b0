import { cellsSelect } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import { plainText } from "../database/plain-text.ts";
import { quoteText } from "../database/quote-sql.ts";
import type { NumberNotation } from "../dataset.ts";
import { hypotheses, plainNumber } from "../types/notations.ts";
import { unitPattern } from "../unit-pattern.ts";

/** The two ways in which `4,906` can be read, in the order in which they are offered. */
export type Mark = "." | ",";

/** A column whose every number can be read in two ways: one sign, three digits after it. */
export interface UnclearColumn {
  /** Its place among the columns. */
  readonly index: number;
  /** The first value with the sign, its row from 1, and the sign. */
  readonly value: string;
  readonly row: number;
  readonly sign: Mark;
}

/** The columns of a table that can be read in two ways, and what decides. */
export interface UnclearNumbers {
  readonly columns: readonly UnclearColumn[];
  /** The decimal mark of the file; undefined if nothing in it says so, or it contradicts itself. */
  readonly decimal?: Mark;
  /** What says so, for people: `"price" has 3.50`. */
  readonly because?: string;
}

const notationOf = (decimal: Mark): NumberNotation =>
  hypotheses
    .map(({ notation }) => notation)
    .find(
      (notation): notation is NumberNotation =>
        notation.kind === "number" && notation.decimal === decimal && notation.group === (decimal === "." ? "," : "."),
    )!;

/** How numbers are written in a file with this decimal mark and the other sign between thousands. */
export const notations: Readonly<Record<Mark, NumberNotation>> = { ".": notationOf("."), ",": notationOf(",") };

const patternOf = (decimal: Mark): string =>
  quoteText(hypotheses.find(({ notation }) => notation === notations[decimal])!.pattern);

/** A day's month, and hours with minutes, have a point but no decimals. */
const noDecimals = "(?:0?[1-9]|1[0-2])[.](?:19|20)[0-9]{2}|(?:[01]?[0-9]|2[0-4])[.][0-5][0-9]";
/** What only one reading allows, by the decimal mark that it proves. */
const proofs = (mark: Mark): string => {
  const [point, group] = mark === "." ? ["[.]", "[,]"] : ["[,]", "[.]"];
  const grouped = `[0-9]{1,3}(?:${group}[0-9]{3})`;
  return [
    `(?:[0-9]*|${grouped}+)${point}(?:[0-9]{1,2}|[0-9]{4,})`,
    `0*${point}[0-9]+`,
    `${grouped}{2,}(?:${point}[0-9]+)?`,
    `${grouped}+${point}[0-9]+`,
    ...(mark === "." ? ["[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:[.][0-9]+)?"] : []),
  ].join("|");
};

/** Rows read first: hardly any file has such columns. */
const sampledRows = 2000;
/** Most columns of a file that are looked at. */
const mostColumns = 200;
/** Rows whose sums are tried, the share of them that must be right, and the fewest. */
const summed = { rows: 400, share: 0.9, least: 4 };

/** What the cells of a column are like. */
interface Signs {
  readonly index: number;
  readonly isUnclear: boolean;
  /** The decimal marks that its values prove, each with the first value that does. */
  readonly proves: readonly { readonly mark: Mark; readonly value: string }[];
  readonly first: Omit<UnclearColumn, "index"> | undefined;
  readonly isNumeric: boolean;
  /** Whether some numbers of four digits have no sign, so that it is no sign of thousands. */
  readonly hasLong: boolean;
}

/**
 * Finds the columns of a table whose numbers are all such as `4,906`, which may be 4906 or 4.906, and what in the file
 * decides between the two: numbers that only one reading allows, such as `12.5`, `1,234,567` or, in one column, `980`
 * beside `1,240`; and rows in which one column is the sum of the others by one reading alone. Proofs of both decide
 * nothing. A column of points alone is unclear only beside one of commas, or if the file has decimal commas.
 *
 * @param columns SQL of each column's text, or its name quoted, without marks of missing values
 * @param isText for each column whether it is one of texts
 * @param from a table of all texts that has these columns
 * @returns undefined if there is no such column
 */
export async function findUnclear(
  database: Database,
  columns: readonly string[],
  isText: readonly boolean[],
  from: string,
): Promise<UnclearNumbers | undefined> {
  const names = columns.slice(0, mostColumns);
  const sample = await readSigns(database, names, from, sampledRows);
  if (!sample.some(({ isUnclear, index }) => isUnclear && isText[index] === true)) return undefined;
  const signs = await readSigns(database, names, from);
  const asked = signs.filter(({ isUnclear, index }) => isUnclear && isText[index] === true);
  if (asked.length === 0) return undefined;
  const unclear = signs.flatMap(({ isUnclear, index, first }) => (isUnclear ? [{ index, ...first! }] : []));
  const proofs = signs.flatMap(({ proves, index }) => proves.map((proof) => ({ ...proof, index })));
  const marks = new Set(proofs.map(({ mark }) => mark));
  const isMixed = asked.some(({ hasLong }) => hasLong);
  const [proof] = proofs;
  if (marks.size === 1 && !isMixed)
    return decided(unclear, isText, proof!.mark, `"${columns[proof!.index]!}" has ${proof!.value}`);
  const total = marks.size === 0 && !isMixed ? await findSum(database, names, signs, from) : undefined;
  if (total !== undefined)
    return decided(unclear, isText, total.mark, `"${columns[total.index]!}" is the sum of the other columns then`);
  return { columns: unclear };
}

/** Columns that the reader types as plain numbers stay so if points are the decimal mark. */
function decided(
  columns: readonly UnclearColumn[],
  isText: readonly boolean[],
  decimal: Mark,
  because: string,
): UnclearNumbers {
  return { columns: columns.filter(({ index }) => decimal === "," || isText[index] === true), decimal, because };
}

const is = (pattern: string): string => `regexp_full_match(b, ${quoteText(pattern)})`;

async function readSigns(
  database: Database,
  names: readonly string[],
  from: string,
  sampled?: number,
): Promise<readonly Signs[]> {
  const bare = `regexp_replace(v, ${quoteText(`${unitPattern}|[-+−() \u00a0]`)}, '', 'g')`;
  const both = `regexp_full_match(v, ${patternOf(".")}) AND regexp_full_match(v, ${patternOf(",")})`;
  const numeric = `regexp_full_match(v, ${patternOf(".")}) OR regexp_full_match(v, ${patternOf(",")}) OR regexp_full_match(v, ${quoteText(plainNumber)})`;
  const sign = "[0-9]{1,3}[.,][0-9]{3}";
  const cells = cellsSelect(
    names.map((name) => ({ name })),
    sampled,
    { name: from },
  );
  const rows = await database.rows(
    `SELECT i, count(*) AS n, count_if(${numeric}) AS numeric, count_if((${both}) AND (${is(sign)} OR ${is("[0-9]+")})) AS unclear,
      count_if(contains(b, ',')) AS commas, count_if(contains(b, '.')) AS points,
      count_if(${is(noDecimals)}) AS none, count_if(${is("[0-9]{4,}")}) AS long, count_if(${is("[1-9][0-9]{2}")}) AS short,
      min(r) FILTER (${is(sign)}) AS row, arg_min(v, r) FILTER (${is(sign)}) AS first,
      arg_min(v, r) FILTER (${is("[1-9][0-9]{2}")}) AS bare,
      arg_min(v, r) FILTER (${is(proofs("."))}) AS p0, arg_min(v, r) FILTER (${is(proofs(","))}) AS p1
    FROM (SELECT i, r, v, ${bare} AS b FROM (${cells}) WHERE v IS NOT NULL) GROUP BY i ORDER BY i`,
  );
  return rows.map((row): Signs => {
    const count = (of: string): number => Number(row[of]);
    const n = count("n");
    const isNumeric = count("numeric") === n;
    const isUnclear =
      count("unclear") === n && row["first"] !== null && (count("commas") === 0 || count("points") === 0);
    const mark: Mark = count("commas") > 0 ? "," : ".";
    const hasLong = isUnclear && count("long") > 0;
    const other: Mark = mark === "," ? "." : ",";
    // 980 beside 1,240: decimals would be as many in each, or differ. Points alone are decimals in the plain notation.
    const grouped = isUnclear && mark === "," && count("short") > 0 && !hasLong;
    const proven = isNumeric && !isUnclear && count("none") < n;
    const proves = [
      ...(proven && row["p0"] !== null ? [{ mark: "." as const, value: String(row["p0"]) }] : []),
      ...(proven && row["p1"] !== null ? [{ mark: "," as const, value: String(row["p1"]) }] : []),
      ...(grouped ? [{ mark: other, value: `${String(row["bare"])} beside ${String(row["first"])}` }] : []),
    ];
    const first = isUnclear ? { value: String(row["first"]), row: count("row"), sign: mark } : undefined;
    return { index: Number(row["i"]), isUnclear, proves, first, isNumeric, hasLong };
  });
}

/** SQL that counts the rows in which a number is the sum of the others, read in one way. */
function near(at: number): string {
  return `count_if(abs(s${at} - 2 * x${at}) <= 1e-6 * abs(s${at}) + 1e-9)`;
}

/** The reading by which a column is the sum of the other numbers of its row, if it is so by one alone. */
async function findSum(
  database: Database,
  names: readonly string[],
  signs: readonly Signs[],
  from: string,
): Promise<{ readonly mark: Mark; readonly index: number } | undefined> {
  const numbers = signs.filter(({ isNumeric }) => isNumeric);
  if (numbers.length < 3) return undefined;
  const cells = cellsSelect(
    numbers.map(({ index }) => ({ name: names[index]! })),
    summed.rows,
    { name: from },
  );
  const read = ([".", ","] as const).map(
    (mark, at) => `TRY_CAST(${plainText("v", notations[mark])} AS DOUBLE) AS x${at}`,
  );
  const wholes = `SELECT r, sum(x0) AS s0, sum(x1) AS s1, count(*) AS n FROM cells GROUP BY r HAVING n >= 3`;
  const rows = await database.rows(
    `WITH cells AS (SELECT r, i, ${read.join(", ")} FROM (${cells}) WHERE v IS NOT NULL)
    SELECT i, count(*) AS n, ${near(0)} AS e0, ${near(1)} AS e1 FROM cells JOIN (${wholes}) AS wholes USING (r) GROUP BY i ORDER BY i`,
  );
  const found = rows.flatMap((row) => {
    const n = Number(row["n"]);
    const is = [0, 1].map((at) => n >= summed.least && Number(row[`e${at}`]) >= summed.share * n);
    if (is[0] === is[1]) return [];
    return [{ mark: is[0] === true ? ("." as const) : ("," as const), index: numbers[Number(row["i"])]!.index }];
  });
  return new Set(found.map(({ mark }) => mark)).size === 1 ? found[0] : undefined;
}
