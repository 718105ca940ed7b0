import type { ContentTable, ReportContent } from "../../../report/publish/report-content.ts";
import type { ChangedFigure, ChangedTable, Changes, ListOf } from "./changes.ts";

/** Most entries of a list. */
const mostListed = 100;

/**
 * Compares what two editions show. Key figures are paired by their labels, tables by the labels of their columns, rows
 * by their first cells, charts by their names, and pages by all their words and figures. Equal ones are paired in their
 * order.
 *
 * @param before the edition before, by its id, and what it shows, if that was recorded
 * @param after what this edition shows, if that was recorded
 */
export function compareContent(
  before: { readonly edition: string; readonly content: ReportContent | undefined } | undefined,
  after: ReportContent | undefined,
): Changes {
  const [old, now] = [before?.content ?? nothing, after ?? nothing];
  const pages = { before: old.pages.length, after: now.pages.length, changed: list<number>([]) };
  const none = { keyFigures: list<ChangedFigure>([]), tables: [], charts: list<string>([]), pages };
  if (before === undefined) return none;
  if (before.content === undefined || after === undefined)
    return { before: before.edition, unknown: "not-recorded", ...none };
  return {
    before: before.edition,
    keyFigures: list(comparedFigures(old, now)),
    tables: comparedTables(old, now),
    charts: list(comparedCharts(old, now)),
    pages: { ...pages, changed: list(newPages(old.pages, now.pages)) },
  };
}

const nothing: ReportContent = { keyFigures: [], tables: [], charts: [], pages: [] };

function comparedFigures(old: ReportContent, now: ReportContent): ChangedFigure[] {
  return pairs(old.keyFigures, now.keyFigures, ({ label }) => label).flatMap(([was, is]) =>
    was?.value === is?.value
      ? []
      : [{ label: (is ?? was)!.label, ...(was && { before: was.value }), ...(is && { after: is.value }) }],
  );
}

function comparedTables(old: ReportContent, now: ReportContent): ChangedTable[] {
  return pairs(old.tables, now.tables, ({ columns }) => columns).flatMap(([was, is]) => {
    const table = (is ?? was)!;
    const rows = pairs(was?.rows ?? [], is?.rows ?? [], ([key]) => key);
    const keysOf = (wanted: (before: Row | undefined, after: Row | undefined) => boolean): ListOf<string> =>
      list(rows.filter(([before, after]) => wanted(before, after)).map(([before, after]) => (after ?? before)![0]));
    const changes = {
      came: keysOf((before) => before === undefined),
      went: keysOf((_before, after) => after === undefined),
      changed: keysOf((before, after) => before !== undefined && after !== undefined && before[1] !== after[1]),
    };
    if (changes.came.count + changes.went.count + changes.changed.count === 0) return [];
    return [{ title: table.title, ...changes, ...((was?.truncated ?? is?.truncated) && { truncated: true }) }];
  });
}

type Row = ContentTable["rows"][number];

function comparedCharts(old: ReportContent, now: ReportContent): string[] {
  return pairs(old.charts, now.charts, ({ name }) => name).flatMap(([was, is]) =>
    was?.data === is?.data ? [] : [(is ?? was)!.title || (is ?? was)!.name],
  );
}

/** The numbers of pages that have no equal in the other report: a page that only moved is not counted. */
function newPages(old: readonly string[], now: readonly string[]): number[] {
  const left = new Map<string, number>();
  for (const page of old) left.set(page, (left.get(page) ?? 0) + 1);
  return now.flatMap((page, index) => {
    const count = left.get(page) ?? 0;
    left.set(page, count - 1);
    return count > 0 ? [] : [index + 1];
  });
}

/**
 * Pairs the entries of two lists that have the same key, in their order; those of the new list come first, then those
 * that went.
 */
function pairs<T>(
  old: readonly T[],
  now: readonly T[],
  keyOf: (entry: T) => string,
): [before: T | undefined, after: T | undefined][] {
  const waiting = Map.groupBy(old, keyOf);
  const paired = now.map((entry): [T | undefined, T | undefined] => [waiting.get(keyOf(entry))?.shift(), entry]);
  return [
    ...paired,
    ...[...waiting.values()].flat().map((entry): [T | undefined, T | undefined] => [entry, undefined]),
  ];
}

function list<T>(entries: readonly T[]): ListOf<T> {
  return { count: entries.length, first: entries.slice(0, mostListed) };
}
