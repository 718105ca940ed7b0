/** Texts, quoted names, parameters, words and the signs that part them. */
const token =
  /(?<![\p{L}\p{N}_])e'(?:\\.|''|[^'\\])*'|'(?:''|[^'])*'|\$([\p{L}_]?[\p{L}\p{N}_]*)\$[^]*?\$\1\$|\$[\p{L}\p{N}_]+|"(?:""|[^"])*"|[\p{L}_][\p{L}\p{N}_]*|[(),.]/giu;

/** Words that a list of tables begins with, and words that end it. */
const opening = new Set(["from", "join", "table", "pivot", "unpivot", "describe", "summarize"]);
const closing = new Set(
  "select where group order having limit offset qualify window union intersect except values returning on using".split(
    " ",
  ),
);

/**
 * The names, in lower case, that stand where a query's text names tables, without asking the database. It tells rather
 * too many than too few: an alias is among them, but no column, and no word of a text or a comment.
 */
export function tablesMentioned(sql: string): ReadonlySet<string> {
  const found = new Set<string>();
  /** For each open bracket whether tables are listed, and whether a comma leads back to their list. */
  const depths = [{ lists: false, returns: false }];
  let before = "";
  for (const [whole] of withoutComments(sql).matchAll(token)) {
    const word = whole.toLowerCase();
    const here = depths.at(-1)!;
    if (word === "(") depths.push({ lists: here.lists, returns: false });
    else if (word === ")") {
      if (depths.length > 1) depths.pop();
    } else if (word === ",") here.lists ||= here.returns;
    else if (opening.has(word)) Object.assign(here, { lists: true, returns: false });
    else if (closing.has(word)) Object.assign(here, { lists: false, returns: word === "on" || word === "using" });
    else if (here.lists && word !== "as" && before !== "as" && /^["\p{L}_]/u.test(word) && !word.endsWith("'"))
      found.add(word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word);
    before = word;
  }
  return found;
}

/** A query without its comments, which may lie in each other. */
function withoutComments(sql: string): string {
  let kept = "";
  let rest = sql;
  for (;;) {
    const next = /--|\/\*|'|"|\$[\p{L}_]?[\p{L}\p{N}_]*\$/u.exec(rest);
    if (next === null) return kept + rest;
    kept += rest.slice(0, next.index);
    rest = rest.slice(next.index);
    const length = next[0] === "--" ? /^[^\n]*/.exec(rest)![0].length : next[0] === "/*" ? commentLength(rest) : 0;
    if (length > 0) kept += " ";
    else {
      const escaped = next[0] === "'" && /(^|[^\p{L}\p{N}_])e$/iu.test(kept);
      const text = escaped ? /^'(?:\\.|''|[^'\\])*'?/s.exec(rest)! : quotedAt(rest, next[0]);
      kept += text[0];
      rest = rest.slice(text[0].length);
    }
    rest = rest.slice(length);
  }
}

/** The quoted text or name at the beginning, to the end of all if it does not end. */
function quotedAt(sql: string, mark: string): readonly [string] {
  if (mark.startsWith("$")) {
    const end = sql.indexOf(mark, mark.length);
    return [end === -1 ? sql : sql.slice(0, end + mark.length)];
  }
  const pattern = mark === "'" ? /^'(?:''|[^'])*'?/ : /^"(?:""|[^"])*"?/;
  return [pattern.exec(sql)![0]];
}

/** Length of the comment at the beginning, with those in it. */
function commentLength(sql: string): number {
  let depth = 0;
  for (const { 0: mark, index } of sql.matchAll(/\/\*|\*\//g)) {
    depth += mark === "/*" ? 1 : -1;
    if (depth === 0) return index + 2;
  }
  return sql.length;
}
