import type { FootnoteReference, Link, LinkReference, Nodes, PhrasingContent } from "mdast";
import type { Where } from "../../../errors.ts";
import { nearMatch } from "../../../near-match.ts";
import { composeFormula } from "./compose-formula.ts";
import { composeText } from "./compose-text.ts";
import { composeTextDirective } from "./compose-text-directive.ts";
import { warnOfMathematics } from "./warn-of-mathematics.ts";
import { isSafeUrl, linkSchemes } from "../../document/safe-url.ts";
import { linkUrl } from "./check-url.ts";
import { nameText, plainText, shownValue, type Composition } from "../composition.ts";
import type { Inline } from "../../document/document.ts";
import { joinTexts } from "../../document/inline-origins.ts";
import { identifierOf } from "../markdown/identifier-of.ts";
import { stubsFor } from "../markdown/label-stubs.ts";
import { splitFootnotes } from "../markdown/split-footnotes.ts";
import { parseInline } from "../markdown/parse-markdown.ts";
import { markPages } from "../markdown/mark-pages.ts";
import { hasPlaceholder } from "../liquid/placeholders.ts";

/** Inline content of a block, with values inserted. @param where place for nodes without their own */
export function composeInlines(composition: Composition, nodes: readonly Nodes[], where?: Where): Inline[] {
  const inlines: Inline[] = [];
  for (const node of nodes) {
    for (const inline of composeInline(composition, node as PhrasingContent, where ?? composition.where(node), where)) {
      const last = inlines.at(-1);
      if (inline.type === "text" && last?.type === "text" && last.language === inline.language) {
        inlines[inlines.length - 1] = joinTexts(last, inline);
      } else if (inline.type !== "text" || inline.text !== "") {
        inlines.push(inline);
      }
    }
  }
  return inlines;
}

/** Inline content of a directive's attribute or of a table column's label. */
export function composeInlineText(composition: Composition, text: string, where: Where): Inline[] {
  if (text.trim() === "") return [];
  const trimmed = text.trim();
  warnOfMathematics(composition, trimmed, where);
  const simple =
    composition.template.math && trimmed.includes("$")
      ? undefined
      : splitFootnotes(trimmed, composition.footnoteDefinitions);
  if (simple !== undefined) {
    return simple.flatMap((part) =>
      "text" in part
        ? composeText(composition, part.text)
        : [{ type: "footnote" as const, index: footnoteIndex(composition, part.footnote) }],
    );
  }
  const stubs = stubsFor(
    trimmed,
    (label) => nameText(composition, label),
    composition.footnoteDefinitions,
    composition.definitions,
  );
  return composeInlines(composition, parseInline(trimmed, stubs, composition.template.math), where);
}

function composeInline(
  composition: Composition,
  node: PhrasingContent,
  where: Where,
  fixed: Where | undefined,
): Inline[] {
  const children = (): Inline[] => ("children" in node ? composeInlines(composition, node.children, fixed) : []);
  switch (node.type) {
    case "text":
      checkLooseFootnote(composition, node.value, where);
      if (fixed === undefined && node.value.includes("$$"))
        warnOfMathematics(composition, composition.sourceOf(node), where);
      return composeText(composition, node.value, fixed === undefined ? node : undefined);
    case "strong":
    case "emphasis":
    case "delete":
      return [{ type: node.type, children: children() }];
    case "inlineMath":
      return [{ type: "formula", ...composeFormula(composition, node.value, false, where) }];
    case "inlineCode":
      return [composeCode(composition, node.value, fixed === undefined ? node : undefined)];
    case "break":
      return [{ type: "break" }];
    case "link":
      return composeLink(composition, node, node.url, where, fixed);
    case "pageNumber":
      return [{ type: "page-reference", target: nameText(composition, node.target), words: "{page}" }];
    case "linkReference": {
      const definition = composition.definitions.get(identifierOf(nameText(composition, node.identifier)));
      return definition === undefined ? children() : composeLink(composition, node, definition.url, where, fixed);
    }
    case "footnoteReference":
      return [composeFootnoteMark(composition, node, where)];
    case "textDirective":
      return composeTextDirective(composition, node, children, where);
    case "html":
      if (!/^<!--[\s\S]*-->$/.test(node.value)) refuseHtml(composition, node.value, where);
      return [];
    case "image":
    case "imageReference":
      refuseImage(composition, where);
      return [];
    default:
      return children();
  }
}

function composeCode(composition: Composition, value: string, node: Nodes | undefined): Inline {
  const text = plainText(composition, value);
  const { origins, splitValues } = composition;
  if (origins === undefined) return { type: "code", text };
  const pieces = splitValues(value);
  const shown = pieces.map((piece) => ("text" in piece ? piece.text : shownValue(composition, piece.value)));
  return { type: "code", text, origins: origins.ofPieces(pieces, shown, node) };
}

function composeLink(
  composition: Composition,
  node: Link | LinkReference,
  url: string,
  where: Where,
  fixed: Where | undefined,
): Inline[] {
  const children = composeInlines(composition, markPages(node.children, url), fixed);
  if (url.startsWith("#")) {
    const target = nameText(composition, url.slice(1));
    composition.references.push({ target, children, where, page: children.some(hasPage) });
    return [{ type: "reference", target, children }];
  }
  const resolved = linkUrl(composition, url);
  if (isSafeUrl(resolved))
    return [
      { type: "link", url: resolved, children: children.length > 0 ? children : [{ type: "text", text: resolved }] },
    ];
  const problem = {
    code: "unsafe-link" as const,
    message: `${where.file}:${where.line}: a link cannot lead to ${JSON.stringify(resolved.slice(0, 200))}`,
    where,
    seen: resolved.slice(0, 200),
    allowed: [...linkSchemes, "#id"],
  };
  // An unsafe address from the data is not the template's fault: the words stay, the link is dropped.
  if (hasPlaceholder(url)) composition.warn(problem);
  else composition.problems.push(problem);
  return children;
}

function hasPage(inline: Inline): boolean {
  return inline.type === "page-reference" || ("children" in inline && inline.children.some(hasPage));
}

function composeFootnoteMark(composition: Composition, node: FootnoteReference, where: Where): Inline {
  const identifier = identifierOf(nameText(composition, node.identifier));
  if (!composition.footnoteDefinitions.has(identifier))
    refuseFootnote(composition, nameText(composition, node.label ?? node.identifier), where);
  return { type: "footnote", index: footnoteIndex(composition, identifier) };
}

function footnoteIndex({ footnotes }: Composition, identifier: string): number {
  const known = footnotes.indexOf(identifier);
  return known >= 0 ? known : footnotes.push(identifier) - 1;
}

/** Reports `[^x]` without a definition: Markdown takes it as text, but it is a mistake. */
function checkLooseFootnote(composition: Composition, text: string, where: Where): void {
  for (const [, label = ""] of text.matchAll(/\[\^([^\]\s]+)\]/g))
    refuseFootnote(composition, nameText(composition, label), where);
}

function refuseFootnote(composition: Composition, label: string, where: Where): void {
  const allowed = [...composition.footnoteDefinitions.values()].map(
    (definition) => definition.label ?? definition.identifier,
  );
  const match = nearMatch(label, allowed);
  composition.problems.push({
    code: "unknown-footnote",
    message: `${where.file}:${where.line}: there is no footnote [^${label}]`,
    where,
    seen: label,
    allowed,
    hint: match === undefined ? `define it on a line of its own: [^${label}]: ...` : `did you mean [^${match}]?`,
  });
}

function refuseImage(composition: Composition, where: Where): void {
  composition.problems.push({
    code: "image-in-markdown",
    message: `${where.file}:${where.line}: an image must be in its own paragraph, not inside a line`,
    where,
    hint: "put an empty line before and after it",
  });
}

/** Refuses raw HTML: a report is not a web page. */
export function refuseHtml(composition: Composition, html: string, where: Where): void {
  composition.problems.push({
    code: "html-in-markdown",
    message: `${where.file}:${where.line}: HTML is not printed: ${JSON.stringify(plainText(composition, html).slice(0, 60))}`,
    where,
    hint: "write it in Markdown, or put a backslash before < to print the character",
  });
}
