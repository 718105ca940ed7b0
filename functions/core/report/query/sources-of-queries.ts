import { tablesOf } from "./known-tables.ts";
import { tablesMentioned } from "./tables-mentioned.ts";

/**
 * The datasets that each query names where it names tables, itself or through other queries, by alias and in the order
 * of the aliases. It reads the texts alone: an alias that a common table takes over is among them.
 *
 * @param queries by name
 */
export function sourcesOfQueries(
  queries: ReadonlyMap<string, { readonly text: string }>,
  aliases: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const mentioned = new Map([...queries].map(([name, { text }]) => [name, tablesMentioned(text)] as const));
  const readBy = (name: string): ReadonlySet<string> => {
    const names = new Set([name]);
    const tables = new Set<string>();
    // The set grows during the loop.
    for (const each of names)
      for (const table of mentioned.get(each) ?? []) {
        tables.add(table);
        for (const other of queries.keys()) if (other.toLowerCase() === table) names.add(other);
      }
    return tables;
  };
  return new Map(
    [...queries.keys()].map((name) => {
      const tables = readBy(name);
      return [name, aliases.filter((alias) => tablesOf(alias).some((table) => tables.has(table.toLowerCase())))];
    }),
  );
}
