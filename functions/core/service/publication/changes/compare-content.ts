import type { ContentFigure, ContentTable, ReportContent } from "../../../report/publish/report-content.ts";
import type { ChangedFigure, ChangedTable, Changes, ListOf } from "./changes.ts";
import { type Pair, pairUp } from "./pair-up.ts";

/** Most entries of a list. */
const mostListed = 100;

/** The edition before: its id, and what it shows, if that was recorded. */
export interface EditionBefore {
  readonly edition: string;
  readonly content: ReportContent | undefined;
}

/**
 * Compares what two editions show. Key figures are paired by their place in the template, tables by their query, rows
 * by their keys, charts by their names and the rows that they draw, and pages by all their words and figures. Equal
 * ones are paired in their order.
 *
 * @param after what this edition shows, if that was recorded
 */
export function compareContent(before: EditionBefore | undefined, after: ReportContent | undefined): Changes {
  const [old, now] = [before?.content ?? nothing, after ?? nothing];
  const pages = { before: old.pages.length, after: now.pages.length, changed: list<number>([]) };
  const none = { keyFigures: list<ChangedFigure>([]), tables: [], charts: list<string>([]), pages };
  if (before === undefined) return none;
  const unknown = whyUnknown(before.content, after);
  if (unknown !== undefined) return { before: before.edition, unknown, ...none };
  return {
    before: before.edition,
    keyFigures: list(comparedFigures(old, now)),
    tables: comparedTables(old, now),
    charts: list(comparedCharts(old, now)),
    pages: { ...pages, changed: list(newPages(old.pages, now.pages)) },
  };
}

const nothing: ReportContent = { template: "", language: "", keyFigures: [], tables: [], charts: [], pages: [] };

function whyUnknown(old: ReportContent | undefined, now: ReportContent | undefined): Changes["unknown"] {
  if (old?.form !== 2 || now?.form !== 2) return "not-recorded";
  return old.language === now.language ? undefined : "other-language";
}

/**
 * Within one version of the template, a place that holds one figure in either edition holds the same. A place of
 * several is a loop, and in another version places have moved: there labels tell.
 */
function comparedFigures(old: ReportContent, now: ReportContent): ChangedFigure[] {
  const placed = old.template === now.template;
  const crowded = new Set(
    [old, now].flatMap(({ keyFigures }) =>
      keyFigures.flatMap(({ place }, index) =>
        keyFigures.findIndex((other) => other.place === place) < index ? [place] : [],
      ),
    ),
  );
  const alone = ({ place }: ContentFigure): string | undefined => (placed && !crowded.has(place) ? place : undefined);
  const named = (figure: ContentFigure, name: string): string | undefined =>
    alone(figure) === undefined ? `${placed ? figure.place : ""} ${name}` : undefined;
  const pairs = pairUp(old.keyFigures, now.keyFigures, [
    alone,
    (figure) => named(figure, figure.label),
    (figure) => named(figure, figure.stem),
  ]);
  return known(pairs, old, now).flatMap(([was, is]) =>
    was?.value === is?.value
      ? []
      : [{ label: (is ?? was)!.label, ...(was && { before: was.value }), ...(is && { after: is.value }) }],
  );
}

/** A query that several tables show is shown in the same columns, or else in the same order. */
function comparedTables(old: ReportContent, now: ReportContent): ChangedTable[] {
  const pairs = pairUp(old.tables, now.tables, [
    ({ query, columns, title }) => `${query} ${columns} ${title}`,
    ({ query, columns }) => `${query} ${columns}`,
    ({ query }) => (query === "" ? undefined : query),
  ]);
  return known(pairs, old, now).flatMap(([was, is]) => comparedTable(was, is));
}

/** Which rows came is unknown if the edition before has rows that are not recorded, and which went if this one has. */
function comparedTable(was: ContentTable | undefined, is: ContentTable | undefined): ChangedTable[] {
  const [oldRows, nowRows] = [was?.rows ?? [], is?.rows ?? []];
  const keyOf = [oldRows, nowRows].every((rows) => new Set(rows.map(plainKey)).size === rows.length)
    ? plainKey
    : finerKey;
  const written = (is ?? was)!.query === "" ? writtenKeys(oldRows, nowRows) : [];
  const rows = pairUp(oldRows, nowRows, [(row) => `${keyOf(row)} ${row[1]}`, keyOf, ...written]);
  const keysOf = (wanted: (before: Row | undefined, after: Row | undefined) => boolean): ListOf<string> =>
    list(rows.filter(([before, after]) => wanted(before, after)).map(([before, after]) => (after ?? before)![0]));
  const changes = {
    came: was?.truncated === true ? list<string>([]) : keysOf((before) => before === undefined),
    went: is?.truncated === true ? list<string>([]) : keysOf((_before, after) => after === undefined),
    changed: keysOf((before, after) => before !== undefined && after !== undefined && before[1] !== after[1]),
  };
  if (changes.came.count + changes.went.count + changes.changed.count === 0) return [];
  return [{ title: (is ?? was)!.title, ...changes, ...((was?.truncated ?? is?.truncated) && { truncated: true }) }];
}

type Row = ContentTable["rows"][number];

/**
 * Further keys for the rows of a table written in Markdown, which has only its cells: rows that share a joined cell are
 * named by it and the next one, `North / B`, and if a row goes so that nothing is joined, by the first alone, `North`.
 * Rows that say the same are the same, and so are those whose first cell is the only one of its kind in both editions.
 */
function writtenKeys(old: readonly Row[], now: readonly Row[]): readonly ((row: Row) => string | undefined)[] {
  const firstOf = ([name]: Row): string => name.split(" / ", 1)[0]!;
  const isAlone = (first: string): boolean =>
    [old, now].every((rows) => rows.filter((row) => firstOf(row) === first).length === 1);
  const alone = new Set([...old, ...now].map(firstOf).filter(isAlone));
  return [([, said]) => said, (row) => (alone.has(firstOf(row)) ? firstOf(row) : undefined)];
}

function plainKey([name, , key = ""]: Row): string {
  return key === "" ? `=${name}` : `#${key}`;
}

function finerKey(row: Row): string {
  return row[3] ?? plainKey(row);
}

/** Charts that draw other data, and new ones; one that went has no data to show. */
function comparedCharts(old: ReportContent, now: ReportContent): string[] {
  const pairs = pairUp(old.charts, now.charts, [
    ({ name, picked, data }) => `${name}?${picked} ${data}`,
    ({ name, picked }) => `${name}?${picked}`,
  ]);
  return known(pairs, old, now).flatMap(([was, is]) =>
    is === undefined || was?.data === is.data ? [] : [is.title || is.name],
  );
}

/** Leaves out what has no partner if the other record may have been cut before it. */
function known<T>(pairs: readonly Pair<T>[], old: ReportContent, now: ReportContent): readonly Pair<T>[] {
  return pairs.filter(
    ([was, is]) => (was !== undefined || old.truncated !== true) && (is !== undefined || now.truncated !== true),
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

function list<T>(entries: readonly T[]): ListOf<T> {
  return { count: entries.length, first: entries.slice(0, mostListed) };
}
