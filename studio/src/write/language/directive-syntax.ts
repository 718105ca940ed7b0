import { tags } from "@lezer/highlight";
import type { BlockContext, Element, InlineContext, Line, MarkdownConfig } from "@lezer/markdown";

/** `:::name` or `::name`, with a label and the opening brace of its attributes if it has them. */
const opening = /^(:{2,})([a-z][a-z0-9_-]*)(\[[^\]]*\])?(\{)?/i;
const closing = /^:{3,}\s*$/;
const inlineName = /^:(?:sup|sub|sc|lang|page)(?=\[)/;
const footnote = /^\[\^[^\]\s]+\]/;

/**
 * Broadsheet's directives in Lezer's Markdown: `::chart{spec="sales"}`, `:::callout` … `:::`, `:sup[2]`, and references
 * to footnotes. As in the report's own parser, attributes may span several lines, up to a blank one.
 */
export const directiveSyntax: MarkdownConfig = {
  defineNodes: [
    { name: "Directive", block: true },
    { name: "DirectiveMark", style: tags.processingInstruction },
    { name: "DirectiveName", style: tags.tagName },
    { name: "DirectiveLabel", style: tags.string },
    { name: "DirectiveBrace", style: tags.brace },
    { name: "AttributeName", style: tags.attributeName },
    { name: "AttributeValue", style: tags.attributeValue },
    { name: "FootnoteMark", style: tags.labelName },
  ],
  parseBlock: [
    {
      name: "Directive",
      before: "FencedCode",
      parse: parseDirective,
      endLeaf: (_context, line) => opening.test(line.text.slice(line.pos)) || closing.test(line.text.slice(line.pos)),
    },
  ],
  parseInline: [
    {
      name: "TextDirective",
      parse: (context, next, at) => (next === 58 ? take(context, "DirectiveName", inlineName, at) : -1),
    },
    {
      name: "FootnoteMark",
      before: "Link",
      parse: (context, next, at) => (next === 91 ? take(context, "FootnoteMark", footnote, at) : -1),
    },
  ],
};

function take(context: InlineContext, type: string, pattern: RegExp, at: number): number {
  const found = pattern.exec(context.slice(at, context.end));
  return found === null ? -1 : context.addElement(context.elt(type, at, at + found[0].length));
}

function parseDirective(context: BlockContext, line: Line): boolean {
  const text = line.text.slice(line.pos);
  const start = context.lineStart + line.pos;
  if (closing.test(text)) {
    context.addElement(
      context.elt("Directive", start, start + text.trimEnd().length, [
        context.elt("DirectiveMark", start, start + text.trimEnd().length),
      ]),
    );
    context.nextLine();
    return true;
  }
  const found = opening.exec(text);
  if (found === null) return false;
  const [, colons = "", name = "", label = "", brace] = found;
  const parts: Element[] = [
    context.elt("DirectiveMark", start, start + colons.length),
    context.elt("DirectiveName", start + colons.length, start + colons.length + name.length),
  ];
  let end = start + colons.length + name.length + label.length;
  if (label !== "") parts.push(context.elt("DirectiveLabel", end - label.length, end));
  if (brace !== undefined) {
    parts.push(context.elt("DirectiveBrace", end, end + 1));
    end = parseAttributes(context, line, line.pos + found[0].length, parts);
  }
  // The rest of the line holds nothing that the parser would read.
  const last = Math.max(end, context.lineStart + line.text.trimEnd().length);
  context.addElement(context.elt("Directive", start, last, parts));
  context.nextLine();
  return true;
}

/** Adds the attributes from `position` in the line to `parts`, going on to later lines. @returns offset of their end */
function parseAttributes(context: BlockContext, line: Line, position: number, parts: Element[]): number {
  let at = position;
  const add = (type: string, length: number): void => {
    if (length > 0) parts.push(context.elt(type, context.lineStart + at, context.lineStart + at + length));
    at += length;
  };
  let quote = "";
  for (;;) {
    while (at < line.text.length) {
      const rest = line.text.slice(at);
      if (quote !== "") {
        const close = rest.indexOf(quote);
        add("AttributeValue", close < 0 ? rest.length : close + 1);
        if (close >= 0) quote = "";
        continue;
      }
      const first = rest.charAt(0);
      if (first === "}") {
        add("DirectiveBrace", 1);
        return context.lineStart + at;
      }
      const name = /^#?[\w-]+(?==|[\s}]|$)/.exec(rest)?.[0];
      const value = /^=(["'])/.exec(rest);
      if (value !== null) {
        at += 1;
        add("AttributeValue", 1);
        quote = value[1]!;
      } else if (first === "=") {
        at += 1;
        add("AttributeValue", /^[^\s}]*/.exec(line.text.slice(at))![0].length);
      } else if (name !== undefined) add("AttributeName", name.length);
      else at += 1;
    }
    const next = context.peekLine();
    if (next.trim() === "" || !context.nextLine()) return context.lineStart + line.text.length;
    at = 0;
  }
}
