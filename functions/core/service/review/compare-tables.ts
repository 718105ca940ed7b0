import { canonicalJson } from "../../json/canonical-json.ts";
import type { Row, Table, Tables } from "../../report/query/table.ts";
import { alignLists, pairRows } from "./align.ts";
import { type Difference, mostOfOne } from "./difference.ts";

/** A row and its number, from 1. */
interface Numbered {
  readonly number: number;
  readonly row: Row;
}

/** Compares the results of two reports' queries, cell by cell. At most twenty differences are listed of each query. */
export function compareTables(before: Tables, after: Tables): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): Difference[] => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === undefined) return [{ kind: "data", place: `query ${name}`, after: describe(is!) }];
    if (is === undefined) return [{ kind: "data", place: `query ${name}`, before: describe(was) }];
    return was.hash === is.hash ? [] : compareTable(was, is);
  });
}

function compareTable(was: Table, is: Table): Difference[] {
  const place = `query ${is.name}`;
  const columns = [was, is].map((table) => table.columns.map(({ name, type }) => `${name} ${type}`).join(", "));
  const differences: Difference[] =
    columns[0] === columns[1]
      ? []
      : [{ kind: "data", place: `${place}, columns`, before: columns[0]!, after: columns[1]! }];
  const names = is.columns.map(({ name }) => name);
  const first = names[0] ?? "";
  for (const hunk of alignLists(numbered(was), numbered(is), ({ row }) => canonicalJson(row))) {
    for (const [old, now] of pairRows(hunk, ({ row }) => textOf(row[first]))) {
      if (old === undefined)
        differences.push({ kind: "data", place: `${place}, row ${now!.number}`, after: rowText(now!.row) });
      else if (now === undefined)
        differences.push({ kind: "data", place: `${place}, row ${old.number}`, before: rowText(old.row) });
      else {
        for (const name of names) {
          const [a, b] = [textOf(old.row[name]), textOf(now.row[name])];
          if (a !== b)
            differences.push({
              kind: "data",
              place: `${place}, row ${now.number}${name === first ? "" : ` (${textOf(now.row[first])})`}, ${name}`,
              before: a,
              after: b,
            });
        }
      }
    }
  }
  return cut(differences, place);
}

/** Lists the first twenty, and says how many more there are. */
export function cut(differences: readonly Difference[], place: string): Difference[] {
  if (differences.length <= mostOfOne) return [...differences];
  return [
    ...differences.slice(0, mostOfOne),
    { kind: "data", place, after: `and ${differences.length - mostOfOne} more differences` },
  ];
}

function numbered({ rows }: Table): Numbered[] {
  return rows.map((row, index) => ({ number: index + 1, row }));
}

function rowText(row: Row): string {
  return Object.values(row).map(textOf).join(" | ");
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "(missing)" : String(value);
}

function describe({ rows, columns }: Table): string {
  return `${rows.length} rows of ${columns.map(({ name }) => name).join(", ")}`;
}
