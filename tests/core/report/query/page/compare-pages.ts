import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { type KeptPages, keepPages } from "../../../../../functions/core/report/query/page/keep-pages.ts";
import type { Rule, Unpageable } from "../../../../../functions/core/report/query/page/judging.ts";
import { keepSessions } from "../../../../../functions/core/report/query/session/keep-sessions.ts";
import { runQueries } from "../../../../../functions/core/report/query/run-queries.ts";
import type { Table } from "../../../../../functions/core/report/query/table.ts";
import { datasetOf, queriesOf } from "../query-bench.ts";
import { customersOf, drawer, letters, ordersOf } from "./drawn-queries.ts";

const [orders, customers] = [ordersOf(drawer(7)), customersOf(drawer(8))];

type Queries = Readonly<Record<string, string>>;

/** The tables, with their rows in an order. */
async function tablesIn(shuffle: (rows: readonly string[]) => readonly string[]): Promise<readonly Dataset[]> {
  return [
    await datasetOf("orders", `${shuffle(orders).join("\n")}\n`, "ndjson"),
    await datasetOf("customers", `${shuffle(customers).join("\n")}\n`, "ndjson"),
  ];
}

const asTheyAre = await tablesIn((rows) => rows);
const shuffled = await tablesIn((rows) => {
  const draw = drawer(9);
  return rows
    .map((row) => ({ row, place: draw(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
});

/** What a letter sees of its queries. */
interface Seen {
  readonly tables: ReadonlyMap<string, string>;
  readonly rest: string;
  /** Queries whose result a page gave, not a run for this letter or an equal one. */
  readonly paged: ReadonlySet<string>;
}

/** Runs the queries for every letter, in one process. @param kept absent: each letter by itself */
async function seenBy(
  queries: Queries,
  datasets: readonly Dataset[],
  own: readonly Readonly<Record<string, unknown>>[],
  kept?: KeptPages,
  told: (rule: Rule) => void = () => {},
  page = own,
): Promise<Seen[]> {
  const template = queriesOf(queries);
  const sessions = keepSessions();
  const seen: Seen[] = [];
  const alone = new Set<Table>();
  for (const parameters of own) {
    const warnings: unknown[] = [];
    const ran = new Set<string>();
    const together = kept && { letters: page, kept, told: (_query: string, { rule }: Unpageable) => told(rule) };
    // One letter after the other, as in a worker.
    const tables = await runQueries(template, datasets, parameters, {
      openScratch: openScratchFolder,
      rows: 1_000,
      deadlineMs: 60_000,
      warn: (warning) => void warnings.push(warning),
      ran: (query) => void ran.add(query),
      sessions,
      ...(together && { page: together }),
    }).catch((error: unknown) => {
      if (!(error instanceof BroadsheetError)) throw error;
      return error;
    });
    if (tables instanceof BroadsheetError) {
      seen.push({ tables: new Map(), rest: JSON.stringify(tables.problems), paged: new Set() });
      continue;
    }
    for (const name of ran) alone.add(tables.get(name)!);
    seen.push({
      tables: new Map([...tables].map(([name, { hash }]) => [name, hash])),
      rest: JSON.stringify(warnings),
      paged: new Set([...tables].flatMap(([name, table]) => (alone.has(table) ? [] : [name]))),
    });
  }
  await sessions.close();
  return seen;
}

/** The rules by which queries do not qualify. @param kept by pages of other letters */
export async function rulesOf(queries: Queries, kept = keepPages(), from = 0): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  const page = letters.slice(from, from + 12);
  await seenBy(queries, asTheyAre, page.slice(0, 1), kept, (rule) => void rules.push(rule), page);
  return rules;
}

/** What differs between letters made by pages and made singly, and how many results pages gave. */
export interface Comparison {
  readonly faults: readonly string[];
  readonly paged: number;
  readonly results: number;
}

/**
 * Makes queries for some letters singly, by a page, and by a page over the same rows in another
 * order. The order of a table's rows must not matter to what a page gives, whatever today's plan makes of it.
 *
 * @param without rules that are not applied
 */
export async function comparePages(queries: Queries, count: number, without?: ReadonlySet<Rule>): Promise<Comparison> {
  const own = letters.slice(0, count);
  const faults: string[] = [];
  let [paged, results] = [0, 0];
  const told = (what: string, letter: number): void =>
    void faults.push(`${what}, letter ${letter}: ${JSON.stringify(queries)}`);
  const byPage = await seenBy(queries, asTheyAre, own, keepPages(without));
  const singly = await seenBy(queries, asTheyAre, own);
  for (const [letter, one] of singly.entries()) {
    const other = byPage[letter]!;
    if (one.rest !== other.rest) told(`${other.rest} instead of ${one.rest}`, letter);
    for (const [name, hash] of one.tables) {
      results += 1;
      if (other.paged.has(name)) paged += 1;
      if (other.tables.get(name) !== hash) told(`result of ${name}`, letter);
    }
  }
  if (paged === 0) return { faults, paged, results };
  for (const [letter, other] of (await seenBy(queries, shuffled, own, keepPages(without))).entries())
    for (const name of other.paged)
      if (singly[letter]!.tables.has(name) && singly[letter]!.tables.get(name) !== other.tables.get(name))
        told(`result of ${name} over shuffled rows`, letter);
  return { faults, paged, results };
}
