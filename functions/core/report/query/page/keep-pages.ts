import type { KeptResult, KeptResults } from "../kept-results.ts";
import type { Rule, Unpageable } from "./judging.ts";
import type { PagedText } from "./page-text.ts";

/** Rows of results kept, for all queries and letters together; a result counts as one row more. */
const mostRows = 100_000;

/** Judgements kept. */
const mostJudged = 500;

/** The letters of a batch that are made one after the other, by their parameters. */
export interface QueryPage {
  /** Parameters of each, with `language` and `report_date`. The same list is the same page. */
  readonly letters: readonly Readonly<Record<string, unknown>>[];
  readonly kept: KeptPages;
  /**
   * Whether every parameter but language and date counts as different from letter to letter: to find out which queries
   * qualify.
   */
  readonly all?: boolean;
  /** Called with each query that depends on the letter and does not qualify. */
  readonly told?: (query: string, why: Unpageable) => void;
}

/** What a process keeps of the pages of batches. */
export interface KeptPages {
  /** Results of queries, of letters that are not made yet and of what all letters share. */
  readonly results: KeptResults;
  /** Pages whose queries have run. */
  readonly filled: WeakSet<QueryPage["letters"]>;
  /** Queries by all that their judgement depends on. */
  readonly judged: {
    get(key: string): PagedText | Unpageable | undefined;
    set(key: string, judged: PagedText | Unpageable): void;
  };
  /** Keys of queries that ran out of time or memory once. */
  readonly stopped: { has(key: string): boolean; add(key: string): void };
  /** Rules that are not applied: for tests, which show what each is for. */
  readonly without?: ReadonlySet<Rule> | undefined;
}

/** Keeps the pages of a process that makes letters. */
export function keepPages(without?: ReadonlySet<Rule>): KeptPages {
  const judged = new Map<string, PagedText | Unpageable>();
  const stopped = new Set<string>();
  return {
    results: keepResults(),
    filled: new WeakSet(),
    judged: {
      get: (key) => judged.get(key),
      set(key, judgement) {
        judged.set(key, judgement);
        if (judged.size > mostJudged) judged.delete(judged.keys().next().value!);
      },
    },
    stopped: {
      has: (key) => stopped.has(key),
      add(key) {
        stopped.add(key);
        if (stopped.size > mostJudged) stopped.delete(stopped.values().next().value!);
      },
    },
    without,
  };
}

/** A result takes memory even without rows. */
function sizeOf({ table }: KeptResult): number {
  return table.rows.length + 1;
}

/** Keeps the results last used. */
function keepResults(): KeptResults {
  const kept = new Map<string, KeptResult>();
  let rows = 0;
  const drop = (key: string, result: KeptResult): void => {
    kept.delete(key);
    rows -= sizeOf(result);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    set(key, result) {
      const before = kept.get(key);
      if (before !== undefined) drop(key, before);
      kept.set(key, result);
      rows += sizeOf(result);
      for (const [oldest, old] of kept) {
        if (rows <= mostRows) break;
        drop(oldest, old);
      }
    },
  };
}
