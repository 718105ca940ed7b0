import { ofKind, type Suggestion, type Suggestions, type TemplateNames, type TemplateWords } from "./words.ts";

/** A value in Liquid: the rows of a query, one row of it, or an object of known members. */
type Meaning = { readonly rows: string } | { readonly row: string } | { readonly members: readonly string[] };

/**
 * What may stand at the caret inside `{{ … }}` or `{% … %}`: tags, filters, names, columns, keys of messages.
 *
 * @returns undefined outside Liquid
 */
export function completeLiquid(
  text: string,
  at: number,
  words: TemplateWords,
  names: TemplateNames,
): Suggestions | undefined {
  const open = openLiquid(text, at);
  if (open === undefined) return undefined;
  const inside = text.slice(open, at);
  const tag = /^\{%-?\s*(\w*)$/.exec(inside);
  if (tag !== null) return { from: at - tag[1]!.length, options: ofKind("tag", words.tags) };
  const quoted = /(["'])((?:(?!\1).)*)$/.exec(afterClosedQuotes(inside));
  if (quoted !== null) return { from: at - quoted[2]!.length, options: completeQuoted(inside, text, open, names) };
  const filter = /\|\s*(\w*)$/.exec(inside);
  if (filter !== null) return { from: at - filter[1]!.length, options: ofKind("filter", words.filters) };
  const member = /([A-Za-z_][\w-]*(?:\.\w+|\[\d+\])*)\.(\w*)$/.exec(inside);
  if (member !== null)
    return { from: at - member[2]!.length, options: membersOf(meaningOf(member[1]!, text, open, names), names) };
  const word = /(?:^|[^\w.])([A-Za-z_][\w-]*|)$/.exec(inside);
  if (word === null) return undefined;
  return {
    from: at - word[1]!.length,
    options: [
      ...ofKind("query", names.queries.keys()),
      ...ofKind("variable", ["parameters", "report", "template", ...variablesBefore(text, open).keys()]),
    ],
  };
}

/** Offset of the Liquid that holds the caret. */
function openLiquid(text: string, at: number): number | undefined {
  const open = Math.max(text.lastIndexOf("{{", at - 1), text.lastIndexOf("{%", at - 1));
  if (open < 0 || at < open + 2) return undefined;
  const close = text.startsWith("{{", open) ? "}}" : "%}";
  return text.slice(open + 2, at).includes(close) ? undefined : open;
}

/** The text with what closed quotes hold left out, so that a quote in it is an open one. */
function afterClosedQuotes(inside: string): string {
  return inside.replace(/"[^"]*"|'[^']*'/g, (quoted) => " ".repeat(quoted.length));
}

/** An open text: the key of a message, or a column after `map:`, `where:` and their like. */
function completeQuoted(inside: string, text: string, open: number, names: TemplateNames): Suggestion[] {
  const list = /([A-Za-z_][\w-]*(?:\.\w+)*)\s*\|[^|]*(?:map|where|find|sum|sort|uniq):\s*["'][^"']*$/.exec(inside);
  if (list === null) return ofKind("message", names.messages);
  const meaning = meaningOf(list[1]!, text, open, names);
  const query =
    meaning === undefined || "members" in meaning ? undefined : "rows" in meaning ? meaning.rows : meaning.row;
  return ofKind("column", names.queries.get(query ?? "") ?? []);
}

function membersOf(meaning: Meaning | undefined, names: TemplateNames): Suggestion[] {
  if (meaning === undefined) return [];
  if ("members" in meaning) return ofKind("property", meaning.members);
  if ("row" in meaning) return ofKind("column", names.queries.get(meaning.row) ?? []);
  return ofKind("property", ["first", "last", "rows", "size"]);
}

/** What a path such as `sales.first` stands for at an offset of the text. */
function meaningOf(path: string, text: string, at: number, names: TemplateNames, depth = 0): Meaning | undefined {
  const [root = "", ...rest] = path.replace(/\[\d+\]/g, ".first").split(".");
  let meaning: Meaning | undefined;
  const variable = variablesBefore(text, at).get(root);
  if (root === "parameters") meaning = { members: names.parameters };
  else if (root === "report") meaning = { members: ["date", "language", "id"] };
  else if (root === "template") meaning = { members: ["name", "title", "description", "publication"] };
  else if (root === "forloop") meaning = { members: ["first", "last", "index", "index0", "rindex", "length"] };
  else if (names.queries.has(root)) meaning = { rows: root };
  else if (variable !== undefined && depth < 8) {
    const value = meaningOf(variable.path, text, variable.at, names, depth + 1);
    meaning = variable.one && value !== undefined && "rows" in value ? { row: value.rows } : value;
  }
  for (const part of rest) {
    if (meaning === undefined || !("rows" in meaning)) return undefined;
    if (part === "first" || part === "last") meaning = { row: meaning.rows };
    else if (part !== "rows") return undefined;
  }
  return meaning;
}

interface Variable {
  readonly path: string;
  /** Whether it is one member of the list at `path`. */
  readonly one: boolean;
  readonly at: number;
}

/** The names that `for` and `assign` gave before an offset; a later one hides an earlier one. */
function variablesBefore(text: string, at: number): Map<string, Variable> {
  const found = new Map<string, Variable>();
  const declarations = /\{%-?\s*(?:for\s+(\w+)\s+in\s+([\w.[\]-]+)|assign\s+(\w+)\s*=\s*([\w.[\]-]+)([^%]*))/g;
  for (const match of text.slice(0, at).matchAll(declarations)) {
    const [, looped, list, assigned, value, filters = ""] = match;
    if (looped !== undefined) found.set(looped, { path: list!, one: true, at: match.index });
    else found.set(assigned!, { path: value!, one: /\|\s*(first|last|find)\b/.test(filters), at: match.index });
  }
  return found;
}
