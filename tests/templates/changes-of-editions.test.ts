import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { localeFor } from "../../functions/core/report/locale/locale-for.ts";
import { changesInWords } from "../../functions/core/service/publication/changes/changes-in-words.ts";
import { compareContent } from "../../functions/core/service/publication/changes/compare-content.ts";
import type { Row, Tables } from "../../functions/core/report/query/table.ts";
import { type EditionOf, showEdition, type ShownEdition } from "./shown-editions.ts";

const folder = mkdtempSync(join(tmpdir(), "changes-"));
afterAll(() => rmSync(folder, { recursive: true }));
const templates = join(import.meta.dirname, "../../templates");
const whole = process.env["SOAK"] !== undefined;

/** A table of a template: its query, its key columns (finer ones if several rows have one key) and its condition. */
interface TableOf {
  readonly query: string;
  readonly keys: readonly string[];
  readonly finer?: readonly string[];
  readonly pivot?: true;
  shown?(tables: Tables): boolean;
}

interface Series {
  readonly name: string;
  readonly editions: readonly EditionOf[];
  readonly tables: readonly TableOf[];
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const months = Array.from(
  { length: 25 },
  (_, index) => `${2023 + Math.floor((index + 5) / 12)}-${String(((index + 5) % 12) + 1).padStart(2, "0")}`,
);
const review: readonly TableOf[] = [
  { query: "regions", keys: ["region"] },
  { query: "products", keys: ["product"] },
  { query: "pace", keys: ["region"], pivot: true, shown: (tables) => tables.get("weakest")!.rows.length > 0 },
  { query: "recent", keys: ["region", "product"], pivot: true },
];
const [head, ...indicator] = readFileSync(join(templates, "country-profile/data/indicator.csv"), "utf8")
  .trimEnd()
  .split("\n");
const years = [...new Set(indicator.map((line) => Number(/,(\d{4}),[^,]*$/.exec(line)![1])))].toSorted((a, b) => a - b);
const countries = [...new Set(indicator.map((line) => line.slice(0, 3)))].toSorted();
const penguins = JSON.parse(
  readFileSync(join(templates, "dataset-profile/data/penguins.json"), "utf8"),
) as readonly Readonly<Record<string, unknown>>[];
const profile: readonly TableOf[] = [
  { query: "columns", keys: ["name"] },
  {
    query: "written",
    keys: ["name"],
    shown: (tables) => tables.get("written")!.rows.some(({ telling }) => telling === true),
  },
  { query: "suspects", keys: ["reason", "names"], finer: ["reason", "row", "names", "value"] },
  {
    query: "spread",
    keys: ["label"],
    shown: (tables) => sizeOf(tables, "bins") > 0 && sizeOf(tables, "spread") > 2 && sizeOf(tables, "spread") <= 12,
  },
];
function sizeOf(tables: Tables, query: string): number {
  return tables.get(query)!.rows.length;
}

const series: readonly Series[] = [
  {
    name: "monthly-business-review",
    editions: months.map((month) => ({ template: "monthly-business-review", parameters: { month } })),
    tables: review,
  },
  {
    name: "monthly-business-review, returns in Chinese",
    editions: months.map((month) => ({
      template: "monthly-business-review",
      parameters: { month, measure: "Returns", better: "less", language: "zh" },
    })),
    tables: review,
  },
  {
    name: "country-profile, year by year",
    editions: years.slice(-13).map((year) => ({
      template: "country-profile",
      datasets: {
        indicator: file(
          `to-${year}.csv`,
          `${[head, ...indicator.filter((line) => Number(/,(\d{4}),[^,]*$/.exec(line)![1]) <= year)].join("\n")}\n`,
        ),
      },
    })),
    tables: [{ query: "peers", keys: ["name"] }],
  },
  {
    name: "country-profile, country by country",
    editions: countries.map((country) => ({ template: "country-profile", parameters: { country } })),
    tables: [{ query: "peers", keys: ["name"] }],
  },
  {
    name: "dataset-profile, growing",
    editions: Array.from({ length: 25 }, (_, index) => ({
      template: "dataset-profile",
      datasets: { data: file(`first-${index}.json`, JSON.stringify(penguins.slice(0, 20 + index * 13))) },
    })),
    tables: profile,
  },
  {
    name: "high-tech-industries",
    editions: ["CNY", "USD"].flatMap((currency) =>
      ["2023", "2024", "2025"].map((year) => ({ template: "high-tech-industries", parameters: { year, currency } })),
    ),
    tables: [
      { query: "ten", keys: ["english"] },
      { query: "support", keys: ["element_name", "measure"] },
    ],
  },
];

/** The rows of a query that a table prints, without sums. */
function rowsOf({ tables }: ShownEdition, { query, shown }: TableOf): readonly Row[] {
  if (shown !== undefined && !shown(tables)) return [];
  return tables.get(query)!.rows.filter((row) => row["kind"] !== "total");
}

/** How many keys the second list has that the first has not, each as often as it occurs. */
function missing(from: readonly string[], of: readonly string[]): number {
  const left = new Map<string, number>();
  for (const key of from) left.set(key, (left.get(key) ?? 0) + 1);
  return of.filter((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  }).length;
}

/** How many rows came and went by the queries themselves. */
function movesOf(before: ShownEdition, after: ShownEdition, table: TableOf): readonly [came: number, went: number] {
  const keysOf = (columns: readonly string[]): readonly (readonly string[])[] =>
    [before, after].map((edition) =>
      rowsOf(edition, table).map((row) => JSON.stringify(columns.map((column) => String(row[column] ?? null)))),
    );
  // A pivot has one row for all rows of its query that have one key.
  const plain = keysOf(table.keys).map((keys) => (table.pivot === true ? [...new Set(keys)] : keys));
  const unique = plain.every((keys) => new Set(keys).size === keys.length);
  const [old, now] = unique || table.finer === undefined ? plain : keysOf(table.finer);
  return [missing(old!, now!), missing(now!, old!)];
}

test.each(series)("what changed is what the queries say: $name", async ({ editions, tables }) => {
  const from = Math.floor(editions.length / 2) - 1;
  const wrong: string[] = [];
  let before: ShownEdition | undefined;
  for (const edition of whole ? editions : editions.slice(from, from + 3)) {
    const after = await showEdition(edition);
    if (before !== undefined)
      wrong.push(
        ...faultsOf(before, after, tables, edition.parameters?.["language"] ?? "en").map(
          (fault) => `${JSON.stringify(edition.parameters ?? edition.datasets)}: ${fault}`,
        ),
      );
    before = after;
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(wrong).toHaveLength(0);
});

function faultsOf(before: ShownEdition, after: ShownEdition, tables: readonly TableOf[], language: string): string[] {
  const changes = compareContent({ edition: "before", content: before.content }, after.content);
  const faults: string[] = [];
  const differ = (what: string, seen: unknown, wanted: unknown): void => {
    if (JSON.stringify(seen) !== JSON.stringify(wanted))
      faults.push(`${what}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
  };
  for (const line of changesInWords(changes, localeFor(language)))
    if (/^\s*[:：,、]/.test(line) || /^(?:rows (?:added|removed|changed)|新增行|删除行|变动行)/.test(line))
      faults.push(`no subject: ${line}`);
  const moved = after.figures.flatMap((value, index) =>
    value === before.figures[index] ? [] : [[before.figures[index], value]],
  );
  differ(
    "key figures",
    changes.keyFigures.first.map((figure) => [figure.before, figure.after]),
    moved,
  );
  const seen = changes.tables
    .map(({ came, went }) => [came.count, went.count])
    .filter(([came, went]) => came! + went! > 0);
  differ(
    "rows",
    seen,
    tables.map((table) => movesOf(before, after, table)).filter(([came, went]) => came + went > 0),
  );
  return faults;
}
