/**
 * The new names of columns of a dataset, so that it has those that a template needs and keeps the others: also one that
 * has such a name already, with a number behind it.
 *
 * @param from needed column → column of the data
 * @param all the columns of the data, in their order
 * @returns old name → new name, of the columns that get another
 */
export function renamedColumns(
  from: Readonly<Record<string, string>>,
  all: readonly string[],
): Readonly<Record<string, string>> {
  const names = new Map(Object.entries(from).map(([needed, column]) => [column, needed]));
  // The database tells no names apart by their case.
  const taken = new Set(
    [...names.values(), ...all.filter((column) => !names.has(column))].map((name) => name.toLowerCase()),
  );
  const needed = new Set([...names.values()].map((name) => name.toLowerCase()));
  const renamed = all.map((column) => {
    const wanted = names.get(column) ?? (needed.has(column.toLowerCase()) ? freeName(column, taken) : column);
    return [column, wanted] as const;
  });
  return Object.fromEntries(renamed.filter(([column, wanted]) => column !== wanted));
}

function freeName(name: string, taken: Set<string>): string {
  for (let number = 2; ; number += 1) {
    const free = `${name}_${number}`;
    if (taken.has(free.toLowerCase())) continue;
    taken.add(free.toLowerCase());
    return free;
  }
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
