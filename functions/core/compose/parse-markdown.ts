import type { Nodes, Root } from "mdast";
import { directiveFromMarkdown } from "mdast-util-directive";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { directive } from "micromark-extension-directive";
import { gfm } from "micromark-extension-gfm";

const extensions = [gfm({ singleTilde: false }), directive(), cjkFriendlyExtension()];
const mdastExtensions = [gfmFromMarkdown(), directiveFromMarkdown()];

/** Trees kept; they hold no values, only placeholders, and are never changed. */
const cacheSize = 512;
const cache = new Map<string, Root>();

/**
 * Markdown (CommonMark with GFM, directives and emphasis that works beside Chinese) as an mdast tree.
 * Parsing is the slowest part of composing, and between two reports of one template mostly values
 * change, which are not in the text: recent trees are kept.
 *
 * @param text line ends are `\n`
 */
export function parseMarkdown(text: string): Root {
  const known = cache.get(text);
  if (known !== undefined) {
    cache.delete(text);
    cache.set(text, known);
    return known;
  }
  const root = fromMarkdown(joinDirectiveLines(text), { extensions, mdastExtensions });
  cache.set(text, root);
  const oldest = cache.keys().next().value;
  if (cache.size > cacheSize && oldest !== undefined) cache.delete(oldest);
  return root;
}

/** Stands for the start of a line where block syntax means nothing; a noncharacter, see placeholders.ts. */
const guard = "\ufdef";

/**
 * The inline content of one line: no list, heading or quote begins in it.
 *
 * @param footnotes labels that a footnote reference may name
 */
export function parseInline(text: string, footnotes: readonly string[]): Nodes[] {
  const definitions = text.includes("[^") ? footnotes.map((label) => `\n\n[^${label}]: -`).join("") : "";
  const root = parseMarkdown(`${guard} ${text.replace(/\s*\n\s*/g, " ")}${definitions}`);
  const [paragraph] = root.children;
  if (paragraph?.type !== "paragraph") return [];
  const [first, ...rest] = paragraph.children;
  if (first?.type !== "text") return paragraph.children;
  const value = first.value.replace(/^\ufdef ?/, "");
  return value === "" ? rest : [{ ...first, value }, ...rest];
}

/**
 * A leaf or container directive's attributes may go over several lines; the directive extension
 * wants them on one. Line ends inside the braces become spaces, one for one, so that offsets stay.
 */
export function joinDirectiveLines(text: string): string {
  if (!/^ *:{2,}[a-z]/m.test(text)) return text;
  const lines = text.split("\n");
  let fence = "";
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === "" || (mark.startsWith(fence) && line.trim() === mark))) fence = fence === "" ? mark : "";
    if (fence !== "" || !/^ *:{2,}[a-z][a-z-]*(\[[^\]]*\])?\{/.test(line)) continue;
    let joined = line;
    let end = index;
    while (isOpen(joined) && end + 1 < lines.length && (lines[end + 1] ?? "").trim() !== "") {
      end += 1;
      joined += ` ${lines[end]}`;
    }
    if (end > index && !isOpen(joined)) lines.splice(index, end - index + 1, joined);
  }
  return lines.join("\n");
}

/** Whether a directive's line ends inside its attributes. */
function isOpen(line: string): boolean {
  const start = line.indexOf("{", line.indexOf("]{") + 1);
  let quote = "";
  for (const character of line.slice(start + 1)) {
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "}") return false;
  }
  return true;
}
