/** A token of a query's text: a word, a quoted name, a parameter with its `$`, or a symbol. */
export interface SqlToken {
  readonly kind: "word" | "quoted" | "parameter" | "symbol";
  /** A quoted name without its quotation marks. */
  readonly text: string;
  /** Offset of `text`. */
  readonly at: number;
}

/** Texts, names and comments as a whole (PostgreSQL's manual, 4.1; DuckDB has its lexer). */
const tokens =
  /[eE]'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?<quoted>(?:[^"]|"")*)"|\$(\w*)\$[^]*?\$\2\$|--[^\n]*|\/\*[^]*?\*\/|\$(?<parameter>[A-Za-z_]\w*)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|[\p{N}.]+(?<=\p{N})|\s+|(?<symbol>[^])/gu;

/** The tokens of a query's text that can be names, and the symbols between them. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  return [...sql.matchAll(tokens)].flatMap(({ index, groups }): SqlToken[] => {
    const { quoted, parameter, word, symbol } = groups ?? {};
    if (quoted !== undefined) return [{ kind: "quoted", text: quoted, at: index + 1 }];
    if (parameter !== undefined) return [{ kind: "parameter", text: parameter, at: index + 1 }];
    if (word !== undefined) return [{ kind: "word", text: word, at: index }];
    return symbol === undefined ? [] : [{ kind: "symbol", text: symbol, at: index }];
  });
}

/** A name in a query's text, and what it is there. */
export interface SqlName {
  readonly token: SqlToken;
  /**
   * `table`: it is read; `qualifier`: it stands before the point of a column; `member`: it stands behind a point;
   * `alias`: a column of the result is called so; `other`: a column, a table's alias, a function.
   */
  readonly as: "table" | "qualifier" | "member" | "alias" | "other";
}

/** Words after which no table follows until the next FROM or JOIN. */
const ends = new Set(
  "select where group order having limit offset window qualify union intersect except values set when then else case returning".split(
    " ",
  ),
);
/** Functions whose arguments are written with FROM. */
const withFrom = new Set(["extract", "trim", "substring", "overlay", "position"]);
const beforeTables = new Set(["from", "join", "pivot", "unpivot", "summarize", "describe", "table"]);

/** What the names of a query's text are: tables, or something else. */
export function sqlNames(all: readonly SqlToken[]): readonly SqlName[] {
  const open: Level[] = [{ lists: false, joins: false, isCall: false, pivots: false }];
  const names: SqlName[] = [];
  for (const [index, token] of all.entries()) {
    const before = all[index - 1];
    const next = all[index + 1];
    const here = open.at(-1)!;
    const word = token.kind === "word" ? token.text.toLowerCase() : "";
    if (token.kind === "symbol") {
      if (token.text === "(") {
        const called = before?.kind === "word" ? before.text.toLowerCase() : "";
        const lists = here.lists && isBeforeTable(before);
        open.push({ lists, joins: false, isCall: withFrom.has(called), pivots: false });
      } else if (token.text === ")" && open.length > 1) open.pop();
      else if (token.text === "," && here.joins && !here.pivots) {
        here.lists = true;
        here.joins = false;
      }
      continue;
    }
    if (token.kind === "parameter") continue;
    const isMember = before?.text === "." && before.kind === "symbol";
    if (!isMember) enter(here, word, before);
    const isTable = here.lists && isBeforeTable(before) && !isPoint(next) && next?.text !== "(";
    const isAlias = before?.kind === "word" && before.text.toLowerCase() === "as" && !here.lists && next?.text !== "(";
    const as = isMember ? "member" : isTable ? "table" : isPoint(next) ? "qualifier" : isAlias ? "alias" : "other";
    names.push({ token, as });
  }
  return names;
}

/** Facts about the words between two parentheses. */
interface Level {
  /** Whether tables are listed. */
  lists: boolean;
  /** Whether this is the condition of a join, after which the list may go on. */
  joins: boolean;
  /** Whether FROM belongs to a function: `extract(year FROM day)`. */
  readonly isCall: boolean;
  /** Whether a comma behind ON separates columns. */
  pivots: boolean;
}

function enter(here: Level, word: string, before: SqlToken | undefined): void {
  if (word === "pivot" || word === "unpivot") here.pivots = true;
  if (beforeTables.has(word) && !here.isCall && !isDistinct(before)) {
    here.lists = true;
    here.joins = false;
  } else if (word === "on" || word === "using") {
    here.joins = here.lists;
    here.lists = false;
  } else if (ends.has(word)) {
    here.lists = false;
    here.joins = false;
    here.pivots = false;
  }
}

function isPoint(token: SqlToken | undefined): boolean {
  return token?.kind === "symbol" && token.text === ".";
}

/** `IS DISTINCT FROM` compares. */
function isDistinct(before: SqlToken | undefined): boolean {
  return before?.kind === "word" && before.text.toLowerCase() === "distinct";
}

function isBeforeTable(before: SqlToken | undefined): boolean {
  if (before?.kind === "symbol") return before.text === "," || before.text === "(";
  return before?.kind === "word" && beforeTables.has(before.text.toLowerCase());
}
