/**
 * A query over `data` that gives columns the names that a template needs, and keeps the others.
 *
 * @param from needed column → column of the data
 * @param all the columns of the data, in their order
 */
export function renamingQuery(from: Readonly<Record<string, string>>, all: readonly string[]): string {
  const names = new Map(Object.entries(from).map(([needed, column]) => [column, needed]));
  const columns = all.map((column) =>
    names.has(column) ? `${quote(column)} AS ${quote(names.get(column)!)}` : quote(column),
  );
  return `SELECT ${columns.join(", ")} FROM data`;
}

/** An identifier of SQL. */
function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The column whose name equals the needed one except for case, spaces and punctuation, or contains it. */
export function guessColumn(needed: string, columns: readonly string[]): string | undefined {
  return (
    columns.find((name) => plain(name) === plain(needed)) ??
    columns.find((name) => plain(name).includes(plain(needed)) && plain(needed).length > 2)
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
