import type { Nodes, PhrasingContent, Root } from "mdast";
import { directiveFromMarkdown } from "mdast-util-directive";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { directive } from "micromark-extension-directive";
import { gfm } from "micromark-extension-gfm";
import { compactTree } from "./compact-tree.ts";
import { endAddresses } from "./end-addresses.ts";
import { mathSyntax } from "./math-syntax.ts";

const extensions = [gfm({ singleTilde: false }), directive(), cjkFriendlyExtension()];
const mdastExtensions = [gfmFromMarkdown(), directiveFromMarkdown()];

/** Trees kept; they hold no values, only placeholders, and are never changed. */
const cacheSize = 2048;
const cache = new Map<string, Root>();

/**
 * Markdown (CommonMark with GFM, directives and emphasis that works beside Chinese) as an mdast tree. Parsing is the
 * slowest part of composing, and two reports of one template mostly differ in values, which are not in the text, so
 * recent trees are kept.
 *
 * @param text with `\n` as line ends
 * @param math whether `$` begins a formula
 */
export function parseMarkdown(text: string, math = false): Root {
  const key = math ? `$${text}` : ` ${text}`;
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const options = math
    ? {
        extensions: [...extensions, ...mathSyntax().extensions],
        mdastExtensions: [...mdastExtensions, ...mathSyntax().mdastExtensions],
      }
    : { extensions, mdastExtensions };
  const tree = fromMarkdown(text, options);
  endAddresses(tree, text, (rest) => phrasesOf(parseMarkdown(rest, math), rest));
  const root = compactTree(tree);
  cache.set(key, root);
  const oldest = cache.keys().next().value;
  if (cache.size > cacheSize && oldest !== undefined) cache.delete(oldest);
  return root;
}

/** What follows an address; a line that reads like a block is text. */
function phrasesOf({ children: [only, ...others] }: Root, text: string): readonly PhrasingContent[] {
  return only?.type === "paragraph" && others.length === 0 ? only.children : [{ type: "text", value: text }];
}

/** Put at the start of a line to disable block syntax; a noncharacter, see placeholders.ts. */
const guard = "\ufdef";

/**
 * The inline content of one line, in which no list, heading or quote begins.
 *
 * @param stubs definitions of its references, see `stubsFor`
 */
export function parseInline(text: string, stubs: string, math = false): Nodes[] {
  const root = parseMarkdown(`${guard} ${text.replace(/(?<!\s)\s*\n\s*/g, " ")}${stubs}`, math);
  const [paragraph] = root.children;
  if (paragraph?.type !== "paragraph") return [];
  const [first, ...rest] = paragraph.children;
  if (first?.type !== "text") return paragraph.children;
  const value = first.value.replace(/^\ufdef ?/, "");
  return value === "" ? rest : [{ ...first, value }, ...rest];
}
