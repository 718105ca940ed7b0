import { cellsSelect } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import { plainText } from "../database/plain-text.ts";
import { quoteText } from "../database/quote-sql.ts";
import type { NumberNotation } from "../dataset.ts";
import { hypotheses, plainNumber } from "../types/notations.ts";
import { unitPattern } from "../unit-pattern.ts";
import { sure, type UnclearCells, weighMarks } from "./weigh-marks.ts";

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
  readonly cells: Omit<UnclearCells, "name" | "sign">;
  /** Whether some numbers of four digits have no sign, so that it is no sign of thousands. */
  readonly hasLong: boolean;
}

/**
 * Finds the columns of a table whose numbers are all such as `4,906`, which may be 4906 or 4.906, and what in the file
 * decides between the two: numbers that only one reading allows, such as `12.5`, `1,234,567` or, in one column, `980`
 * beside `1,240`; and rows in which one column is the sum of the others by one reading alone. Proofs of both decide
 * nothing. Without a proof, what the cells, the names and the delimiter say is weighed. A column of points alone is a
 * column of decimals unless something says otherwise.
 *
 * @param columns SQL of each column's text, or its name quoted, without marks of missing values
 * @param isText for each column whether it is one of texts
 * @param from a table of all texts that has these columns
 * @param delimiter of the file; undefined if it has none
 * @returns undefined if there is no such column
 */
export async function findUnclear(
  database: Database,
  columns: readonly string[],
  isText: readonly boolean[],
  from: string,
  delimiter: string | undefined,
): Promise<UnclearNumbers | undefined> {
  const names = columns.slice(0, mostColumns);
  const isAsked = ({ isUnclear, index, first, hasLong }: Signs): boolean =>
    isUnclear && (isText[index] === true || (first?.sign === "." && !hasLong));
  const sample = await readSigns(database, names, from, sampledRows);
  if (!sample.some(isAsked)) return undefined;
  const signs = await readSigns(database, names, from);
  const asked = signs.filter(isAsked);
  if (asked.length === 0) return undefined;
  const hasTexts = asked.some(({ index }) => isText[index] === true);
  const unclear = signs.flatMap(({ isUnclear, index, first, hasLong }) =>
    isUnclear && (isText[index] === true || !hasLong) ? [{ index, ...first! }] : [],
  );
  const proofs = signs.flatMap(({ proves, index }) => proves.map((proof) => ({ ...proof, index })));
  const marks = new Set(proofs.map(({ mark }) => mark));
  const isMixed = asked.some(({ hasLong }) => hasLong);
  const [proof] = proofs;
  if (marks.size === 1 && !isMixed)
    return decided(unclear, isText, proof!.mark, `"${columns[proof!.index]!}" has ${proof!.value}`);
  const isOpen = marks.size === 0 && !isMixed;
  const total = isOpen ? await findSum(database, names, signs, from) : undefined;
  if (total !== undefined)
    return decided(unclear, isText, total.mark, `"${columns[total.index]!}" is the sum of the other columns then`);
  const weighed = isOpen ? weigh(asked, columns, delimiter) : undefined;
  if (weighed !== undefined && Math.abs(weighed.weight) >= sure)
    return decided(unclear, isText, weighed.decimal, weighed.because);
  return hasTexts || (weighed !== undefined && weighed.weight > 0) ? { columns: unclear } : undefined;
}

/** What the evidence says, above 0 that the sign separates thousands; undefined if columns have different signs. */
function weigh(
  asked: readonly Signs[],
  names: readonly string[],
  delimiter: string | undefined,
): { readonly weight: number; readonly decimal: Mark; readonly because: string } | undefined {
  const sign = asked[0]!.first!.sign;
  if (asked.some(({ first }) => first!.sign !== sign)) return undefined;
  const columns = asked.map(({ index, cells }) => ({ name: names[index]!, sign, ...cells }));
  const { weight, because } = weighMarks(columns, names, delimiter);
  return { weight, decimal: weight > 0 ? (sign === "." ? "," : ".") : sign, because };
}

/** Columns that the reader types as plain numbers stay so if points are the decimal mark. */
function decided(
  columns: readonly UnclearColumn[],
  isText: readonly boolean[],
  decimal: Mark,
  because: string,
): UnclearNumbers | undefined {
  const read = columns.filter(({ index }) => decimal === "," || isText[index] === true);
  return read.length === 0 ? undefined : { columns: read, decimal, because };
}

const currencySign = "[$€£¥元]|EUR|USD|GBP|CHF";

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
  const [sign, zero] = ["[0-9]{1,3}[.,][0-9]{3}", "[0-9]{1,3}[.,][0-9]{2}0"];
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
      arg_min(v, r) FILTER (${is("[1-9][0-9]{2}")}) AS bare, count_if(${is(sign)}) AS signed,
      count_if(${is(zero)}) AS zeros, arg_min(v, r) FILTER (${is(zero)}) AS zero,
      count_if(regexp_matches(v, ${quoteText(currencySign)})) AS money,
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
    const text = (of: string): string | undefined => (row[of] === null ? undefined : String(row[of]));
    const [signed, zeros, short, money] = [count("signed"), count("zeros"), count("short"), count("money")];
    const cells = { signed, zeros, zero: text("zero"), short, bare: text("bare"), money };
    return { index: Number(row["i"]), isUnclear, proves, first, isNumeric, hasLong, cells };
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
