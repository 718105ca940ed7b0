import type { DuckDBValue } from "@duckdb/node-api";
import { BroadsheetError } from "../../../errors.ts";
import type { ScratchSpace } from "../../../ports.ts";
import type { DatasetCheck } from "../../template/dataset-checks.ts";
import { datasetSelect } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import { openDatabase } from "../database/open-database.ts";
import { quoteName } from "../database/quote-sql.ts";
import type { DatasetProfile } from "../dataset.ts";
import { type DatasetLimits, requestLimits } from "../dataset-limits.ts";
import type { Broken, BrokenRow, CheckResult } from "./check-result.ts";
import { type CompiledCheck, compileChecks } from "./compile-checks.ts";

/** Rows that are shown of those that break a check. */
export const shownRows = 20;

/** Longest value shown, characters. */
const longestValue = 80;

/** Most conditions of one statement: its cost grows with the square of their number. */
const countedAtOnce = 50;

/** Longest judging, ms: in a request, which is answered within 20 s, and of an upload. */
const longest = { request: 12_000, upload: 180_000 };

/** How long checks may take, ms, where content has these limits. */
export function judgingMs(limits: DatasetLimits): number {
  return limits === requestLimits ? longest.request : longest.upload;
}

/** A table as its profile describes it. */
export interface CheckedTable {
  readonly profile: Pick<DatasetProfile, "version" | "format" | "table" | "delimiter" | "columns" | "rows">;
  /** The bytes that queries read. */
  readonly read: () => Promise<Uint8Array>;
  /** The SELECT that reads these bytes, bound as `$file`. @default `datasetSelect` of the profile */
  readonly select?: string;
}

/**
 * Judges a table by the checks of a contract. All rows are counted; the first that break a check are listed.
 *
 * @param deadlineMs longest time that the checks may take @default that of an upload
 * @param at pointer to the checks, for results @default "/checks"
 * @throws BroadsheetError `limit-exceeded`
 */
export async function runChecks(
  checks: readonly DatasetCheck[],
  table: CheckedTable,
  scratch: ScratchSpace,
  deadlineMs = longest.upload,
  at = "/checks",
): Promise<readonly CheckResult[]> {
  const compiled = compileChecks(checks, table.profile, at);
  const counted = compiled.filter(({ test }) => !("known" in test));
  const found =
    counted.length === 0 ? new Map<CompiledCheck, Broken>() : await count(counted, table, scratch, { deadlineMs, at });
  return compiled.map((check): CheckResult => {
    const { test, ...result } = check;
    const broken = "known" in test ? test.known : found.get(check);
    return { ...result, ...(broken !== undefined && { broken }) };
  });
}

async function count(
  checks: readonly CompiledCheck[],
  { profile, read, select = datasetSelect(profile) }: CheckedTable,
  scratch: ScratchSpace,
  limit: Limit,
): Promise<ReadonlyMap<CompiledCheck, Broken>> {
  const file = await scratch.write(`checked-${profile.version}`, await read());
  const database = limited(await openDatabase(scratch), limit);
  try {
    const names = [...new Set(checks.flatMap(({ columns }) => columns))];
    const columns = new Map(names.map((name, index) => [name, `c${index}`]));
    const list = names.map((name) => `${quoteName(name)} AS ${columns.get(name)}`);
    await database.rows(
      `CREATE OR REPLACE TEMP TABLE checked AS SELECT row_number() OVER () AS r, ${list.join(", ")} FROM (${select})`,
      { file },
    );
    const found = new Map<CompiledCheck, Broken>();
    for (let from = 0; from < checks.length; from += countedAtOnce) {
      const some = checks.slice(from, from + countedAtOnce);
      for (const [check, broken] of await countSome(some, columns, database)) found.set(check, broken);
    }
    return found;
  } catch (error) {
    throw inWords(error);
  } finally {
    database.close();
  }
}

/** When checks are stopped, and the pointer to them. */
interface Limit {
  readonly deadlineMs: number;
  readonly at: string;
}

/** A database that answers no longer than until the deadline, and says then what took too long. */
function limited(database: Database, { deadlineMs, at }: Limit): Database {
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    database.interrupt();
  }, deadlineMs);
  const tooSlow = (cause?: unknown): BroadsheetError =>
    new BroadsheetError(
      "limit-exceeded",
      {
        code: "checks-too-slow",
        message: "The checks took too long and were stopped",
        where: { pointer: at },
        allowed: `${deadlineMs} ms`,
        hint: "ask for less with unique, which costs most",
      },
      { cause },
    );
  return {
    ...database,
    rows: async (sql, values) => {
      if (isOver) throw tooSlow();
      return await database.rows(sql, values).catch((error: unknown) => {
        throw isOver ? tooSlow(error) : error;
      });
    },
    close: () => {
      clearTimeout(timer);
      database.close();
    },
  };
}

/** An error of the database that says that the table is too large for its checks; any other as it is. */
function inWords(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (!/Out of Memory|max_temp_directory_size/i.test(message)) return error;
  return new BroadsheetError(
    "limit-exceeded",
    {
      code: "checks-too-large",
      message: "The checks need more memory or temporary space than they may use",
      hint: "check fewer columns together with unique",
    },
    { cause: error },
  );
}

async function countSome(
  checks: readonly CompiledCheck[],
  columns: ReadonlyMap<string, string>,
  database: Database,
): Promise<ReadonlyMap<CompiledCheck, Broken>> {
  const simple = checks.flatMap((check) =>
    "breaks" in check.test ? [{ check, tell: check.test.tell, where: whereOf(check, columns) }] : [],
  );
  const found = new Map<CompiledCheck, Broken>();
  if (simple.length > 0) {
    const counts = simple.map(({ where }, index) => `count(*) FILTER (WHERE ${where}) AS n${index}`);
    const [row = {}] = await database.rows(`SELECT ${counts.join(", ")} FROM checked`);
    for (const [index, { check, tell, where }] of simple.entries()) {
      const rows = Number(row[`n${index}`]);
      if (rows === 0) continue;
      const value = shown(check.columns, columns);
      const first = await database.rows(
        `SELECT r, ${value} AS v FROM checked WHERE ${where} ORDER BY r LIMIT ${shownRows}`,
      );
      found.set(
        check,
        told(rows, `of "${check.columns[0]}" ${rows === 1 ? tell.one : tell.many}`, first.map(brokenRow)),
      );
    }
  }
  for (const check of checks) {
    const repeated = "unique" in check.test ? await findRepeated(check, columns, database) : undefined;
    if (repeated !== undefined) found.set(check, repeated);
  }
  return found;
}

/** What is true of the rows that break a check of one column. */
function whereOf({ test, columns: [name = ""] }: CompiledCheck, columns: ReadonlyMap<string, string>): string {
  return "breaks" in test ? test.breaks(columns.get(name)!) : "false";
}

/** Rows that repeat the values of an earlier one. */
async function findRepeated(
  check: CompiledCheck,
  columns: ReadonlyMap<string, string>,
  database: Database,
): Promise<Broken | undefined> {
  const keys = check.columns.map((name) => columns.get(name)!);
  const full = keys.map((key) => `${key} IS NOT NULL`).join(" AND ");
  const groups = `SELECT count(*) - 1 AS more, min(r, ${shownRows + 1}) AS rs, ${keys.join(", ")} FROM checked WHERE ${full} GROUP BY ${keys.join(", ")} HAVING count(*) > 1`;
  const rows = `SELECT more, rs[1] AS same, unnest(rs[2:]) AS r, ${shown(check.columns, columns)} AS v FROM (${groups})`;
  const counted = await database.rows(`SELECT coalesce(sum(more), 0)::BIGINT AS n FROM (${groups})`);
  const repeats = Number(counted[0]?.["n"]);
  if (repeats === 0) return undefined;
  const first = await database.rows(`SELECT r, v, same FROM (${rows}) ORDER BY r LIMIT ${shownRows}`);
  const names = check.columns.map((name) => `"${name}"`).join(" and ");
  return told(
    repeats,
    `${repeats === 1 ? "repeats" : "repeat"} ${names} of an earlier row`,
    first.map((row) => ({ ...brokenRow(row), sameAs: Number(row["same"]) })),
  );
}

/** SQL of the values as they are shown. */
function shown(names: readonly string[], columns: ReadonlyMap<string, string>): string {
  const texts = names.map((name) => `CAST(${columns.get(name)} AS VARCHAR)`);
  return texts.length === 1
    ? `left(${texts[0]}, ${longestValue})`
    : `left(concat_ws(', ', ${texts.join(", ")}), ${longestValue})`;
}

function brokenRow({ r, v }: Readonly<Record<string, DuckDBValue>>): BrokenRow {
  return { row: Number(r), value: v === null || v === undefined ? null : String(v) };
}

function told(rows: number, what: string, first: readonly BrokenRow[]): Broken {
  return { message: `${rows} ${rows === 1 ? "row" : "rows"} ${what}; the first is row ${first[0]?.row}`, rows, first };
}
