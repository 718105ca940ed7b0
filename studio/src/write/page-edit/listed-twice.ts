/** The columns that a table lists more than once. An edit names its column, so it cannot say which of them it means. */
export function listedTwice(columns: readonly { readonly column: string }[]): ReadonlySet<string> {
  const names = columns.map(({ column }) => column);
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}
