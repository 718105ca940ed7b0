/** A text, a name or a comment as a whole, or one other character (PostgreSQL's manual, 4.1; DuckDB has its lexer). */
const tokens =
  /[eE]'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[^]*?\$\1\$|--[^\n]*|\/\*[^]*?\*\/|[^]/g;

/** Returns a statement without the semicolons, spaces and comments at its end, so that it can stand in another one. */
export function trimStatement(text: string): string {
  let end = 0;
  for (const { 0: token, index } of text.matchAll(tokens))
    if (!/^(?:[;\s]|--|\/\*)/.test(token)) end = index + token.length;
  return text.slice(0, end);
}
