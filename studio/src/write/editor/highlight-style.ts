import { HighlightStyle } from "@codemirror/language";
import { tags } from "@lezer/highlight";

/**
 * Colours of source, few and quiet: headings and directives in the accent, Liquid and keywords in blue, values in
 * green.
 */
export const highlightStyle = HighlightStyle.define([
  { tag: tags.heading, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.processingInstruction, tags.tagName], color: "var(--caution)" },
  { tag: [tags.attributeName, tags.propertyName, tags.labelName], color: "var(--slate)" },
  { tag: [tags.string, tags.attributeValue, tags.special(tags.string)], color: "var(--good)" },
  {
    tag: [
      tags.keyword,
      tags.controlKeyword,
      tags.definitionKeyword,
      tags.moduleKeyword,
      tags.operatorKeyword,
      tags.brace,
    ],
    color: "var(--code)",
  },
  {
    tag: [tags.function(tags.variableName), tags.standard(tags.name), tags.special(tags.name)],
    color: "var(--caution)",
  },
  { tag: [tags.number, tags.bool, tags.atom, tags.null, tags.typeName], color: "var(--code)" },
  { tag: [tags.comment, tags.lineComment, tags.blockComment, tags.meta], color: "var(--muted)" },
  { tag: [tags.url, tags.link], color: "var(--slate)", textDecoration: "underline" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
]);
