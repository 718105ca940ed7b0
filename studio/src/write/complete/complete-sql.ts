import { ofKind, type Suggestions, type TemplateNames } from "./words.ts";

/** Parameters that every query has. */
const builtIn = ["language", "report_date"];

const clauses =
  "SELECT DISTINCT FROM WHERE GROUP BY ORDER HAVING LIMIT JOIN LEFT INNER USING ON AS AND OR NOT NULL IN BETWEEN LIKE CASE WHEN THEN ELSE END CAST UNION ALL WITH OVER PARTITION QUALIFY ASC DESC".split(
    " ",
  );

/**
 * What may stand at the caret of a query: `$parameters`, columns after `alias.`, else tables, columns of the tables
 * that the query names, functions and keywords. Nothing in comments and texts.
 *
 * @param own name of the query, which cannot read itself
 */
export function completeSql(
  text: string,
  at: number,
  own: string,
  functions: readonly string[],
  names: TemplateNames,
): Suggestions | undefined {
  if (isQuoted(text.slice(0, at))) return undefined;
  const before = text.slice(0, at);
  const parameter = /\$(\w*)$/.exec(before);
  if (parameter !== null)
    return {
      from: at - parameter[1]!.length,
      options: ofKind("parameter", [
        ...names.parameters,
        ...builtIn.filter((name) => !names.parameters.includes(name)),
      ]),
    };
  const tables = new Map([...names.datasets, ...[...names.queries].filter(([name]) => name !== own)]);
  const member = /(\w+)\.(\w*)$/.exec(before);
  if (member !== null)
    return {
      from: at - member[2]!.length,
      options: ofKind("column", tables.get(aliasesOf(text).get(member[1]!) ?? member[1]!) ?? []),
    };
  const word = /(?:^|[^\w$.])([A-Za-z_]\w*|)$/.exec(before);
  if (word === null) return undefined;
  const from = at - word[1]!.length;
  if (/\b(?:from|join)\s+\w*$/i.test(before))
    return {
      from,
      options: [
        ...ofKind(
          "query",
          [...names.queries.keys()].filter((name) => name !== own),
        ),
        ...ofKind("file", names.datasets.keys(), "dataset"),
      ],
    };
  const read = [...tables].filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
  const columns = [...new Set(read.flatMap(([, known]) => known))];
  return {
    from,
    options: [
      ...ofKind("column", columns),
      ...ofKind("query", tables.keys()),
      ...ofKind("function", functions),
      ...ofKind("keyword", clauses),
    ],
  };
}

/** Whether an offset stands in a comment or a text. */
function isQuoted(before: string): boolean {
  const rest = before.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*\n|\/\*[\s\S]*?\*\//g, " ");
  return /'|--[^\n]*$|\/\*/.test(rest);
}

/** Short name → table, of `FROM sales AS s` and `JOIN sales s`. */
function aliasesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/\b(?:from|join|,)\s+(\w+)\s+(?:as\s+)?(\w+)/gi)].map(([, table = "", short = ""]) => [
      short,
      table,
    ]),
  );
}
