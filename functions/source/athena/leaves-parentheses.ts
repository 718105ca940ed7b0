/** What begins a part of SQL in which signs mean nothing, and what ends it. */
const quotes: Readonly<Record<string, string>> = { "'": "'", '"': '"', "`": "`" };

/**
 * Tells why a SELECT would not stay in the parentheses in which it is sent: where it ends them itself, what follows
 * could say where its rows go. Texts and names in quotes, and comments, are passed over as Trino reads them: a quote
 * within one is written twice, and comments are not nested.
 *
 * @returns what is wrong, with the place from 0; undefined if nothing is
 */
export function leavesParentheses(query: string): { readonly at: number; readonly why: string } | undefined {
  let depth = 0;
  for (let at = 0; at < query.length; at += 1) {
    const sign = query[at]!;
    const two = query.slice(at, at + 2);
    const end = quotes[sign];
    if (end !== undefined) {
      // Of a quote that is written twice, the second begins the next part.
      const close = query.indexOf(end, at + 1);
      if (close < 0) return { at, why: `nothing ends what begins with ${sign}` };
      at = close;
    } else if (two === "--") {
      const close = query.slice(at).search(/[\r\n]/);
      if (close < 0) return undefined;
      at += close;
    } else if (two === "/*") {
      const close = query.indexOf("*/", at + 2);
      if (close < 0) return { at, why: "nothing ends the comment" };
      at = close + 1;
    } else if (sign === ";") return { at, why: "it is one statement, without a semicolon" };
    else if (sign === "(") depth += 1;
    else if (sign === ")") {
      if (depth === 0) return { at, why: "nothing begins what this parenthesis ends" };
      depth -= 1;
    }
  }
  return depth > 0 ? { at: query.length, why: "a parenthesis is not ended" } : undefined;
}
