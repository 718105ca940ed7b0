import { cellsSelect } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { NamesColumn, WrittenName } from "../dataset.ts";
import { longestValue } from "./odd-values.ts";
import { nameKeys } from "./same-name.ts";

/** Columns of texts that are looked at, and rows looked at first: one of many different texts holds no names. */
const mostColumns = 40;
const sampledRows = 2000;
/** Most different texts of a column of names. */
const mostTexts = 1000;
/** Names that a message tells; the others are counted. */
const mostTold = 5;

/** White space that people do not see, or take for a space. */
const space = "[\\s\\p{Z}\\x{FEFF}]+";
const spaces = /[\s\p{Z}\uFEFF]+/gu;

/** SQL of a trimmed text as all ways to write it have it. */
function folded(cell: string): string {
  return `lower(regexp_replace(${cell}, '${space}', ' ', 'g'))`;
}

/** A column of names, and the SQL that writes each in one way, also as no row has written it yet. */
export interface FoundNames {
  readonly told: NamesColumn;
  /** Over the trimmed column. */
  readonly sql: string;
}

/** A name that is written in several ways, and these without case and white space. */
interface Found extends WrittenName {
  readonly folded: readonly string[];
}

/**
 * Finds the columns of the table `raw` (all text) that hold names, of which some are other ways to write others: in
 * case, white space, hyphens, `ae` for `ä`, or in short. Which way is meant is the most frequent one, or the first of
 * those.
 *
 * @param columns names of the columns of texts
 */
export async function findNames(database: Database, columns: readonly string[]): Promise<readonly FoundNames[]> {
  const asked = columns.slice(0, mostColumns).map((name) => ({ name }));
  if (asked.length === 0) return [];
  const counted = await database.rows(
    `SELECT i, count(*) AS n, approx_count_distinct(v) AS texts, max(length(v)) AS longest FROM (${cellsSelect(asked, sampledRows)}) WHERE v IS NOT NULL GROUP BY i ORDER BY i`,
  );
  const found: FoundNames[] = [];
  for (const { i, n, texts, longest } of counted) {
    if (Number(texts) * 2 > Number(n) || Number(texts) > mostTexts || Number(longest) > longestValue) continue;
    const { name } = asked[Number(i)]!;
    const names = await writtenNames(database, name);
    if (names.length === 0) continue;
    const plain = names.map(({ name: written, rows, others }) => ({ name: written, rows, others }));
    found.push({ told: { column: name, names: plain, message: tell(name, plain) }, sql: joined(name, names) });
  }
  return found;
}

/** The names of a column that are written in several ways, by the row of the first. */
async function writtenNames(database: Database, column: string): Promise<readonly Found[]> {
  const texts = await database.rows(
    `SELECT v, n, row, trim(${folded("v")}) AS folded FROM (SELECT v, count(*) AS n, min(r) AS row FROM (SELECT row_number() OVER () AS r, ${quoteName(column)} AS v FROM raw) WHERE v IS NOT NULL GROUP BY v LIMIT ${mostTexts + 1}) ORDER BY row`,
  );
  if (texts.length > mostTexts) return [];
  const keys = nameKeys(texts.map(({ v }) => String(v).trim()));
  const ways = new Map<string, Way[]>();
  for (const { v, n, row, folded: name } of texts) {
    const way = { value: String(v), rows: Number(n), row: Number(row), folded: String(name) };
    const key = keys.get(way.value.trim())!;
    ways.set(key, [...(ways.get(key) ?? []), way]);
  }
  return [...ways.values()].flatMap((found): readonly Found[] => {
    const [first, ...others] = found.toSorted((a, b) => b.rows - a.rows || a.row - b.row);
    if (others.length === 0) return [];
    return [
      {
        name: first!.value.trim().replaceAll(spaces, " "),
        rows: first!.rows,
        others: others.map(({ value, rows, row }) => ({ value, rows, row })),
        folded: [...new Set(found.map(({ folded: name }) => name))],
      },
    ];
  });
}

/** One way to write a name, with the row of its first, and without case and white space. */
interface Way {
  readonly value: string;
  readonly rows: number;
  readonly row: number;
  readonly folded: string;
}

function tell(column: string, names: readonly WrittenName[]): string {
  const told = names
    .slice(0, mostTold)
    .map(({ name, rows, others }) =>
      [
        `${rows} ${rows === 1 ? "row" : "rows"} "${name}"`,
        ...others.map((other) => `${other.rows} "${other.value}"`),
      ].join(", "),
    );
  const more = names.length > mostTold ? [`and ${names.length - mostTold} more`] : [];
  const what = names.length === 1 ? "a name" : `${names.length} names`;
  return `"${column}" writes ${what} in several ways: ${[...told, ...more].join("; ")}`;
}

function joined(column: string, names: readonly Found[]): string {
  const cell = quoteName(column);
  const cases = names.flatMap(({ name, folded: texts }) =>
    texts.map((text) => `WHEN ${quoteText(text)} THEN ${quoteText(name)}`),
  );
  return `CASE ${folded(cell)} ${cases.join(" ")} ELSE ${cell} END`;
}
