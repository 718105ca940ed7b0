import { identifierOf } from "./identifier-of.ts";

/** Text without markup, or a reference to a footnote. */
export type SimplePart = { readonly text: string } | { readonly footnote: string };

/**
 * Splits a line whose only markup is footnote references. Titles and notes are mostly such lines, and the Markdown
 * parser is the slowest part of composing.
 *
 * @param defined identifiers of the defined footnotes
 * @returns undefined if the line needs the Markdown parser or refers to an undefined footnote
 */
export function splitFootnotes(
  line: string,
  defined: { has(identifier: string): boolean },
): readonly SimplePart[] | undefined {
  // A single star cannot form emphasis.
  if (/[_`<\\\n]|~~|&[#a-z]|:[a-z][\w-]*[[{]|https?:|www\.|\S@\S|\]\(|\]\[/i.test(line)) return undefined;
  if (line.indexOf("*") !== line.lastIndexOf("*")) return undefined;
  const parts: SimplePart[] = [];
  let from = 0;
  for (const match of line.matchAll(/\[([^\]]*)\]/g)) {
    const label = /^\^([^\s[\]]+)$/.exec(match[1] ?? "")?.[1];
    if (label === undefined || !defined.has(identifierOf(label))) return undefined;
    if (match.index > from) parts.push({ text: line.slice(from, match.index) });
    parts.push({ footnote: identifierOf(label) });
    from = match.index + match[0].length;
  }
  if (from < line.length) parts.push({ text: line.slice(from) });
  return parts;
}
