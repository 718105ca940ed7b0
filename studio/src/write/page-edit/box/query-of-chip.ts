/**
 * The query that a value is from: `{{ t.sales }}` is from `total` where `{% assign t = total.first %}` stands above.
 *
 * @param source the value as it is written
 * @param text of its file
 * @param queries names of the queries
 */
export function queryOfChip(source: string, text: string, queries: ReadonlySet<string>): string | undefined {
  const tried = new Set<string>();
  const visit = (words: string): string | undefined => {
    // Words in quotation marks, and those after a dot or a bar, name no query.
    const bare = words.replace(/"[^"]*"|'[^']*'/g, "");
    for (const [name] of bare.matchAll(/(?<![\w.-]|\|\s*)[a-z_]\w*/gi)) {
      if (queries.has(name)) return name;
      if (tried.has(name) || tried.size > 20) continue;
      tried.add(name);
      const given = new RegExp(`\\{%-?\\s*(?:assign\\s+${name}\\s*=|for\\s+${name}\\s+in)([^%]*)%\\}`).exec(text)?.[1];
      const found = given === undefined ? undefined : visit(given);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(source);
}
