import type { ChangedTable, Changes, ListOf } from "./changes.ts";

/** Rows of a manifest that are compared. */
const mostRows = 100_000;

/** Most entries of a list. */
const mostListed = 100;

/** An edition that is a batch: its manifest, and the pages of all its reports. */
export interface BatchContent {
  readonly manifest: string;
  readonly pages: number;
}

/**
 * Compares two editions that are batches by their manifests: rows are paired by the names of their items, and one has
 * changed if the bytes of its report have, or if it has a report only in one of the two.
 *
 * @param before the edition before, by its id; without content if it was no batch
 */
export function compareManifests(
  before: { readonly edition: string; readonly content: BatchContent | undefined } | undefined,
  after: BatchContent,
): Changes {
  const pages = { before: before?.content?.pages ?? 0, after: after.pages, changed: { count: 0, first: [] } };
  const none: Changes = { keyFigures: { count: 0, first: [] }, tables: [], charts: { count: 0, first: [] }, pages };
  if (before === undefined) return none;
  if (before.content === undefined) return { before: before.edition, unknown: "not-recorded", ...none };
  const [old, now] = [itemsOf(before.content.manifest), itemsOf(after.manifest)];
  // A row that only one manifest has may stand beyond the rows that are read of the other.
  const came = old.truncated ? [] : [...now.items.keys()].filter((name) => !old.items.has(name));
  const went = now.truncated ? [] : [...old.items.keys()].filter((name) => !now.items.has(name));
  const changed = [...now.items]
    .filter(([name, hash]) => old.items.has(name) && old.items.get(name) !== hash)
    .map(([name]) => name);
  const truncated = old.truncated || now.truncated;
  const table: ChangedTable = {
    title: "",
    came: list(came),
    went: list(went),
    changed: list(changed),
    ...(truncated && { truncated: true }),
  };
  return { before: before.edition, ...none, tables: came.length + went.length + changed.length === 0 ? [] : [table] };
}

/** Name of each item → hash of its report; empty if it has none. */
function itemsOf(manifest: string): { readonly items: ReadonlyMap<string, string>; readonly truncated: boolean } {
  const items = new Map<string, string>();
  let rows = 0;
  for (const [, name = "", , , hash = ""] of recordsOf(manifest)) {
    // The first line names the columns.
    if (rows > 0 && rows <= mostRows) items.set(name, hash);
    rows += 1;
    if (rows > mostRows + 1) break;
  }
  return { items, truncated: rows > mostRows + 1 };
}

/** The records of a CSV file as `manifestLines` writes it (RFC 4180): every line has an end. */
function* recordsOf(text: string): Generator<readonly string[]> {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let record: string[] = []; cell.lastIndex < text.length;) {
    const match = cell.exec(text);
    if (match === null) return;
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    yield record;
    record = [];
  }
}

function list(names: readonly string[]): ListOf<string> {
  return { count: names.length, first: names.slice(0, mostListed) };
}
