import type { TextDirective } from "mdast-util-directive";
import type { Where } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { nameText, type Composition } from "../composition.ts";
import type { Inline } from "../../document/document.ts";
import { composeText } from "./compose-text.ts";

const languageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** `code` of `:lang[..]{code=".."}`. */
function languageOf(composition: Composition, written: string, where: Where): string | undefined {
  const language = nameText(composition, written);
  if (languageTag.test(language)) return language;
  composition.problems.push({
    code: "invalid-attribute",
    message: `${where.file}:${where.line}: code must be the tag of a language (BCP 47)`,
    where,
    seen: language,
    hint: 'such as "zh-Hans", "la" or "pt-BR"',
  });
  return undefined;
}

const textDirectives = { sup: "superscript", sub: "subscript", sc: "smallcaps" } as const;

/** Names of the directives inside a line. */
export const textDirectiveNames: readonly string[] = [...Object.keys(textDirectives), "lang", "page"];

/**
 * `:sup[2]`, `:sub[2]`, `:sc[nato]` (small capitals) and `:lang[北京]{code="zh-Hans"}`. Any other is text that happens to
 * hold a colon, such as `10:30`, and stays text.
 */
export function composeTextDirective(
  composition: Composition,
  node: TextDirective,
  children: () => Inline[],
  where: Where,
): Inline[] {
  if ((node.name === "sup" || node.name === "sub" || node.name === "sc") && node.children.length > 0)
    return [{ type: textDirectives[node.name], children: children() }];
  if (node.name === "page" && node.children.length > 0) return composePageReference(composition, node, where);
  if (node.name === "lang" && typeof node.attributes?.["code"] === "string") {
    const language = languageOf(composition, node.attributes["code"], where);
    return language === undefined ? [] : children().map((inline) => inLanguage(inline, language));
  }
  checkMeantDirective(composition, node, where);
  const attributes = Object.entries(node.attributes ?? {});
  const inner: Inline[] =
    node.children.length > 0 ? [{ type: "text", text: "[" }, ...children(), { type: "text", text: "]" }] : [];
  const braces =
    attributes.length === 0
      ? ""
      : `{${attributes.map(([name, value]) => (value ? `${name}="${value}"` : name)).join(" ")}}`;
  return [...composeText(composition, `:${node.name}`), ...inner, ...composeText(composition, braces)];
}

/** `:page[sales]`: "page 12". */
function composePageReference(composition: Composition, node: TextDirective, where: Where): Inline[] {
  const written = node.children.map((child) => ("value" in child ? child.value : "")).join("");
  const target = nameText(composition, written).trim().replace(/^#/, "");
  composition.references.push({ target, children: [], where, page: true });
  return [{ type: "page-reference", target, words: composition.locale.words.onPage }];
}

/** Marks words as being in a language, including those in emphasis or a link. */
function inLanguage(inline: Inline, language: string): Inline {
  if (inline.type === "text") return { ...inline, language: inline.language ?? language };
  return "children" in inline
    ? { ...inline, children: inline.children.map((child) => inLanguage(child, language)) }
    : inline;
}

/** `:chart{...}` with one colon inside a paragraph is most likely meant as a block; reports it. */
function checkMeantDirective(composition: Composition, node: TextDirective, where: Where): void {
  if (!composition.directives.has(node.name)) return;
  if (node.attributes === null || node.attributes === undefined || Object.keys(node.attributes).length === 0) return;
  composition.problems.push({
    code: "inline-directive",
    message: `${where.file}:${where.line}: ${node.name} must be on its own line and begin with two colons`,
    where,
    seen: `:${node.name}`,
    ...hintNearMatch(`::${node.name}`, [`::${node.name}`]),
  });
}
