import { type Inline } from "../../document/document.ts";
import { gatherReads, type Origin, type OriginRange, seenLength } from "../../document/origin.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { type HtmlContext, ownId } from "./html-context.ts";

/** Strings of digits with their separators. */
const number = /\p{Nd}+(?:[.,'\u2019\u00a0\u202f\u2009]\p{Nd}+)*/gu;
/** Most columns that the words about one number name. */
const mostColumns = 4;

/**
 * The text of an inline, in which each number that a query or a parameter gave is a button: it opens words that say
 * where the number comes from. They hold names, never values.
 *
 * @param write writes a part of the text
 * @returns undefined if no number of it has such an origin, or the page has none at all
 */
export function writeNumbers(
  context: HtmlContext,
  { text: words, origins = [] }: Extract<Inline, { readonly type: "text" }>,
  write: (part: string) => Markup,
): Markup | undefined {
  if (context.origins === undefined || origins.length === 0) return undefined;
  const pieces: Markup[] = [];
  let behind = 0;
  for (const { 0: digits, index } of words.matchAll(number)) {
    const told = originOf(context, originsAt(words, origins, index, index + digits.length));
    if (told === "") continue;
    const id = idOf(context, context.origins, told);
    if (index > behind) pieces.push(write(words.slice(behind, index)));
    pieces.push(element("button", { type: "button", class: "number-origin", popovertarget: id }, write(digits)));
    behind = index + digits.length;
  }
  if (pieces.length === 0) return undefined;
  if (behind < words.length) pieces.push(write(words.slice(behind)));
  return join(pieces);
}

/** The words that the buttons open, each once. */
export function writeOrigins({ origins = new Map() }: HtmlContext): Markup {
  if (origins.size === 0) return nothing;
  return join(
    [...origins].map(([told, id]) =>
      element(
        "div",
        { class: "origin", popover: "auto", id },
        ...told.split("\n").map((line) => element("span", { class: "origin-line" }, text(line))),
      ),
    ),
  );
}

function idOf(context: HtmlContext, origins: Map<string, string>, told: string): string {
  const known = origins.get(told);
  if (known !== undefined) return known;
  const id = ownId(context, `origin-${origins.size + 1}`);
  origins.set(told, id);
  return id;
}

/** The origins of the values between two places of a text. */
function originsAt(words: string, origins: readonly OriginRange[], begin: number, end: number): readonly Origin[] {
  const [from, to] = [seenLength(words.slice(0, begin)), seenLength(words.slice(0, end))];
  const found = origins.filter((range) => range.from < to && range.to > from && range.origin.kind === "values");
  return [...new Set(found.map(({ origin }) => origin))];
}

/** Where values come from, in words of the report's language, a line for each column; empty: of nothing to name. */
function originOf({ locale: { words }, sources = new Map() }: HtmlContext, origins: readonly Origin[]): string {
  const { query, column, row, rows, parameter, computed } = words.origin;
  const said = (word: string, value: string | number): string => `${word}${words.colon}${value}`;
  /** The datasets that a query reads, by the names that the template gives them. */
  const sourceOf = (name: string): readonly string[] => {
    const aliases = sources.get(name) ?? [];
    return aliases.length === 0 ? [] : [said(words.source, aliases.join(words.changes.comma))];
  };
  const lines = gatherReads(origins.flatMap(({ values }) => values)).flatMap((read) => {
    if ("rows" in read) {
      const [only, ...others] = read.rows;
      const which = only !== undefined && others.length === 0 ? said(row, only + 1) : said(rows, read.rows.length);
      return [[said(query, read.query), said(column, read.column), which, ...sourceOf(read.query)].join(" · ")];
    }
    if ("count" in read) return [[said(query, read.query), rows, ...sourceOf(read.query)].join(" · ")];
    const [group, name = ""] = read.name.split(".");
    return group === "parameters" ? [said(parameter, name)] : [];
  });
  const isComputed = lines.length > 0 && origins.some((origin) => origin.computed === true);
  const head = isComputed ? [`${computed}${words.colon.trimEnd()}`] : [];
  return [...head, ...lines.slice(0, mostColumns), ...(lines.length > mostColumns ? ["…"] : [])].join("\n");
}
