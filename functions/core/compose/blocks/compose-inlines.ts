import type { Nodes, PhrasingContent } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import type { Where } from "../../errors.ts";
import { hintNearMatch, nearMatch } from "../../near-match.ts";
import { isSafeUrl, linkSchemes, linkUrl } from "./check-url.ts";
import { isDirectiveName } from "../directive-rules.ts";
import { nameText, plainText, type Composition } from "../composition.ts";
import type { Inline } from "../../document/document.ts";
import { splitFootnotes } from "../markdown/split-footnotes.ts";
import { parseInline } from "../markdown/parse-markdown.ts";
import { hasPlaceholder } from "../liquid/placeholders.ts";
import { joinLines, setTypography } from "../markdown/typography.ts";

/** Inline content of a block, values put in. @param where place for what has none of its own */
export function composeInlines(composition: Composition, nodes: readonly Nodes[], where?: Where): Inline[] {
  const inlines: Inline[] = [];
  for (const node of nodes) {
    for (const inline of composeInline(composition, node as PhrasingContent, where ?? composition.where(node), where)) {
      const last = inlines.at(-1);
      if (inline.type === "text" && last?.type === "text" && last.language === inline.language) {
        inlines[inlines.length - 1] = { ...last, text: last.text + inline.text };
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
  const simple = splitFootnotes(trimmed, composition.footnoteDefinitions);
  if (simple !== undefined) {
    return simple.flatMap((part) => ("text" in part ? composeText(composition, part.text) : [{ type: "footnote" as const, index: footnoteIndex(composition, part.footnote) }]));
  }
  const labels = [...composition.footnoteDefinitions.values()].map(({ label, identifier }) => label ?? identifier);
  return composeInlines(composition, parseInline(trimmed, labels), where);
}

function composeInline(composition: Composition, node: PhrasingContent, where: Where, fixed: Where | undefined): Inline[] {
  const children = (): Inline[] => ("children" in node ? composeInlines(composition, node.children, fixed) : []);
  switch (node.type) {
    case "text":
      checkLooseFootnote(composition, node.value, where);
      return composeText(composition, node.value);
    case "strong":
    case "emphasis":
    case "delete":
      return [{ type: node.type, children: children() }];
    case "inlineCode":
      return [{ type: "code", text: plainText(composition, node.value) }];
    case "break":
      return [{ type: "break" }];
    case "link":
      return composeLink(composition, node.url, children(), where);
    case "linkReference": {
      const definition = composition.definitions.get(node.identifier);
      return definition === undefined ? children() : composeLink(composition, definition.url, children(), where);
    }
    case "footnoteReference":
      if (!composition.footnoteDefinitions.has(node.identifier)) checkLooseFootnote(composition, `[^${node.label ?? node.identifier}]`, where);
      return [{ type: "footnote", index: footnoteIndex(composition, node.identifier) }];
    case "textDirective":
      return composeTextDirective(composition, node, children, where);
    case "html":
      if (!/^<!--[\s\S]*-->$/.test(node.value)) refuseHtml(composition, node.value, where);
      return [];
    case "image":
    case "imageReference":
      composition.problems.push({
        code: "image-in-markdown",
        message: `${where.file}:${where.line}: images are not printed`,
        where,
        hint: "draw a chart with ::chart, or leave the image out",
      });
      return [];
    default:
      return children();
  }
}

function composeText(composition: Composition, text: string): Inline[] {
  const pieces = composition.splitValues(joinLines(text));
  const shown = pieces.map((piece) => ("text" in piece ? setTypography(piece.text) : oneLine(composition.formats.plain(piece.value))));
  const joined = shown.join("");
  return joined === "" ? [] : [{ type: "text", text: joined }];
}

/** A value inside a paragraph has no lines of its own. */
function oneLine(text: string): string {
  return /[\n\r\t\v\f\u2028\u2029]/.test(text) ? text.replace(/\s*[\n\r\t\v\f\u2028\u2029]\s*/g, " ") : text;
}

function composeLink(composition: Composition, url: string, children: Inline[], where: Where): Inline[] {
  if (url.startsWith("#")) {
    const target = nameText(composition, url.slice(1));
    composition.references.push({ target, children, where });
    return [{ type: "reference", target, children }];
  }
  const resolved = linkUrl(composition, url);
  if (isSafeUrl(resolved)) return [{ type: "link", url: resolved, children: children.length > 0 ? children : [{ type: "text", text: resolved }] }];
  const problem = {
    code: "unsafe-link",
    message: `${where.file}:${where.line}: a link cannot lead to ${JSON.stringify(resolved.slice(0, 200))}`,
    where,
    seen: resolved.slice(0, 200),
    allowed: [...linkSchemes, "#id"],
  };
  // An address out of the data is no mistake of the template: the words stay, the link goes.
  if (hasPlaceholder(url)) composition.warn(problem);
  else composition.problems.push(problem);
  return children;
}

function footnoteIndex({ footnotes }: Composition, identifier: string): number {
  const known = footnotes.indexOf(identifier);
  return known >= 0 ? known : footnotes.push(identifier) - 1;
}

/** `[^x]` without a definition is text to Markdown: here it is a mistake. */
function checkLooseFootnote(composition: Composition, text: string, where: Where): void {
  for (const [, label = ""] of text.matchAll(/\[\^([^\]\s]+)\]/g)) {
    const allowed = [...composition.footnoteDefinitions.values()].map((definition) => definition.label ?? definition.identifier);
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
}

const textDirectives = { sup: "superscript", sub: "subscript", sc: "smallcaps" } as const;

/**
 * `:sup[2]`, `:sub[2]`, `:sc[nato]` (small capitals) and `:lang[北京]{code="zh-Hans"}`. Every other is text that happens to hold a
 * colon, such as `10:30`, and stays text.
 */
function composeTextDirective(composition: Composition, node: TextDirective, children: () => Inline[], where: Where): Inline[] {
  if ((node.name === "sup" || node.name === "sub" || node.name === "sc") && node.children.length > 0) return [{ type: textDirectives[node.name], children: children() }];
  if (node.name === "lang" && typeof node.attributes?.["code"] === "string") {
    const language = node.attributes["code"];
    return children().map((inline) => (inline.type === "text" ? { ...inline, language } : inline));
  }
  checkMeantDirective(composition, node, where);
  const attributes = Object.entries(node.attributes ?? {});
  const inner: Inline[] = node.children.length > 0 ? [{ type: "text", text: "[" }, ...children(), { type: "text", text: "]" }] : [];
  const braces = attributes.length === 0 ? "" : `{${attributes.map(([name, value]) => (value ? `${name}="${value}"` : name)).join(" ")}}`;
  return [{ type: "text", text: `:${node.name}` }, ...inner, ...composeText(composition, braces)];
}

/** `:chart{...}` with one colon inside a paragraph is most likely meant as a block. */
function checkMeantDirective(composition: Composition, node: TextDirective, where: Where): void {
  if (!isDirectiveName(node.name)) return;
  if (node.attributes === null || node.attributes === undefined || Object.keys(node.attributes).length === 0) return;
  composition.problems.push({
    code: "inline-directive",
    message: `${where.file}:${where.line}: ${node.name} stands on a line of its own and begins with two colons`,
    where,
    seen: `:${node.name}`,
    ...hintNearMatch(`::${node.name}`, [`::${node.name}`]),
  });
}

/** Refuses raw HTML: a report is no web page. */
export function refuseHtml(composition: Composition, html: string, where: Where): void {
  composition.problems.push({
    code: "html-in-markdown",
    message: `${where.file}:${where.line}: HTML is not printed: ${JSON.stringify(plainText(composition, html).slice(0, 60))}`,
    where,
    hint: "write it in Markdown, or put a backslash before < to print the character",
  });
}
