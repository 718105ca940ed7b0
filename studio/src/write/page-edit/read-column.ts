/** A column and how it is written, which the next column keeps: `on_year`, ` | percent: 1`. */
export function readColumn(value: string): { readonly column: string; readonly rest: string } {
  const bar = value.indexOf("|");
  const column = (bar < 0 ? value : value.slice(0, bar)).trimEnd();
  return { column, rest: value.slice(column.length) };
}
