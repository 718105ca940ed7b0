/** Quotes a name for SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text for SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A regular expression as a pattern of DuckDB, which knows no `\u5408`: our bundles write letters beyond ASCII so, also
 * in regular expressions.
 *
 * @param flags in front of it, such as `(?i)`
 */
export function quotePattern({ source }: RegExp, flags = ""): string {
  const plain = source.replaceAll(/\\u([0-9a-f]{4})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return quoteText(flags + plain);
}
