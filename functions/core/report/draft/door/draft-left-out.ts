import { parse } from "yaml";
import type { Draft, LeftOutPeriods } from "../draft.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Runs queries of a template, and gives the rows of one of them. */
type Run = (
  queries: ReadonlyMap<string, { readonly file: string; readonly text: string }>,
  parameters: Readonly<Record<string, unknown>>,
  wanted: string,
) => Promise<Rows>;

const wanted = "left_out_of_course";

const leftOutSql = `WITH rows_of AS (
  SELECT DISTINCT period FROM facts
)
SELECT strftime(period, '%Y-%m-%d') AS period, period BETWEEN (SELECT min(period) FROM periods) AND (SELECT max(period) FROM periods) AS is_whole, (SELECT count(*) FROM rows_of) AS of_all
FROM rows_of
WHERE period IS NOT NULL AND period NOT IN (SELECT period FROM course WHERE value IS NOT NULL)
ORDER BY period`;

/**
 * The periods with rows that the course over time of a draft leaves out, as its own queries have it, and why.
 *
 * @returns undefined if there are none, or the draft has no course
 */
export async function findLeftOut({ files, questions }: Draft, run: Run): Promise<LeftOutPeriods | undefined> {
  const texts = new Map(
    [...files].flatMap(([path, text]) => {
      const name = /^queries\/(\w+)\.sql$/.exec(path)?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
  if (!["facts", "periods", "course"].every((name) => texts.has(name))) return undefined;
  texts.set(wanted, leftOutSql);
  const queries = new Map(
    [...neededFor(texts)].map((name) => [name, { file: `queries/${name}.sql`, text: texts.get(name)! }]),
  );
  const rows = await run(queries, defaultsOf(files.get("template.yaml") ?? ""), wanted);
  if (rows.length === 0) return undefined;
  const grain = questions.find(({ name }) => name === "period")?.chosen;
  const told = (isWhole: boolean): Rows => rows.filter((row) => row["is_whole"] === isWhole);
  const named = (all: Rows): readonly string[] => all.map(({ period }) => keyOf(String(period), String(grain)));
  return {
    of: Number(rows[0]!["of_all"]),
    blank: named(told(true)),
    unfinished: named(told(false)),
  };
}

/** A query and those that it reads. */
function neededFor(texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set([wanted]);
  for (const name of found)
    for (const other of texts.keys()) if (new RegExp(`\\b${other}\\b`).test(texts.get(name)!)) found.add(other);
  return found;
}

/** The defaults of a template's parameters. */
function defaultsOf(settings: string): Readonly<Record<string, unknown>> {
  const { parameters } = parse(settings) as {
    readonly parameters?: { readonly properties?: Readonly<Record<string, { readonly default?: unknown }>> };
  };
  return Object.fromEntries(
    Object.entries(parameters?.properties ?? {}).map(([name, schema]) => [name, schema.default]),
  );
}

/** A period by its first day, as its choice has it: `2025-03`. */
function keyOf(day: string, grain: string): string {
  if (grain === "year") return day.slice(0, 4);
  if (grain === "quarter") return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  return grain === "month" ? day.slice(0, 7) : day;
}
