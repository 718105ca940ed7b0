/** A query's text split at its parameters: `texts[0]`, `$names[0]`, `texts[1]`, and so on. */
export interface SplitText {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/** The unambiguous tokens: white space and symbols, a word or number, a text, a quoted name, a comment, a parameter. */
const token =
  /[^'"$\\\w\u0080-\uFFFF/-]+|\/(?!\*)|-(?!-)|[\w\u0080-\uFFFF]+(?!['"$\w\u0080-\uFFFF])|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*(?:[^*/]|\*(?!\/)|\/(?!\*))*\*\/|\$(?<name>[A-Za-z_]\w*)(?![\w$\u0080-\uFFFF])/y;

/**
 * Finds the parameters in a query's text, since DuckDB's parse tree does not say where they are. If the text contains
 * anything that DuckDB's lexer (PostgreSQL's) may read differently (`E'\n'`, `$$text$$`, nested comments), nothing is
 * found.
 *
 * @param parameters names that the parse tree shows
 * @returns undefined if the text cannot be split with certainty, or the names found differ from the tree's
 */
export function splitAtParameters(text: string, parameters: ReadonlySet<string>): SplitText | undefined {
  // A lone CR ends a comment for one lexer but not for the other.
  if (/\r(?!\n)/.test(text)) return undefined;
  const texts: string[] = [];
  const names: string[] = [];
  let from = 0;
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) return undefined;
    const name = found.groups!["name"];
    if (name === undefined) continue;
    texts.push(text.slice(from, at));
    names.push(name);
    from = token.lastIndex;
  }
  texts.push(text.slice(from));
  return names.every((name) => parameters.has(name)) && new Set(names).size === parameters.size
    ? { texts, names }
    : undefined;
}
