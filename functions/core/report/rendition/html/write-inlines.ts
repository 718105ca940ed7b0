import type { Inline, PageReference } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { isSafeUrl } from "../../document/safe-url.ts";
import { readsFromRight } from "../../layout/text/reads-from-right.ts";
import { splitLanguages } from "../../layout/text/split-languages.ts";
import { joinLines } from "../join-lines.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { fragmentOf, type HtmlContext, ownId } from "./html-context.ts";
import { writeNumbers } from "./write-origin.ts";

const tags = {
  strong: "strong",
  emphasis: "em",
  delete: "del",
  superscript: "sup",
  subscript: "sub",
  smallcaps: "span",
} as const;

/**
 * Inline content as HTML.
 *
 * @param linked whether inside a link, or what is not heard, in which nothing else may be followed or opened
 */
export function writeInlines(context: HtmlContext, inlines: readonly Inline[], linked = false): Markup {
  return join(
    inlines.map((inline, index) => {
      const mark = writeInline(context, inline, linked);
      // Two marks side by side would read as one number.
      const again = inline.type === "footnote" && inlines[index - 1]?.type === "footnote";
      return again ? join([element("sup", {}, text(",")), mark]) : mark;
    }),
  );
}

function writeInline(context: HtmlContext, inline: Inline, linked: boolean): Markup {
  switch (inline.type) {
    case "text":
      if (inline.tone !== undefined)
        return element("span", { class: `tone-${inline.tone}` }, writeText(context, inline.text, inline.language));
      return (
        (linked ? undefined : writeNumbers(context, inline, (part) => writeText(context, part, inline.language))) ??
        writeText(context, inline.text, inline.language)
      );
    case "code":
      return element("code", {}, text(inline.text.replaceAll(/\s+/g, " ")));
    case "break":
      return element("br", {});
    case "formula": {
      const mathml = context.charts.get(inline.id)?.mathml;
      return mathml === undefined ? text(inline.tex) : { markup: mathml };
    }
    case "footnote":
      return writeMark(context, inline.index, linked);
    case "page-reference":
      return writePage(context, inline, linked);
    case "link":
    case "reference":
      return writeLink(context, inline, linked);
    default:
      return element(
        tags[inline.type],
        inline.type === "smallcaps" ? { class: "smallcaps" } : {},
        writeInlines(context, inline.children, linked),
      );
  }
}

/** Text with the languages that its scripts tell. Digits without letters keep their order in text from the right. */
function writeText({ locale }: HtmlContext, words: string, language: string | undefined): Markup {
  const joined = joinLines(words);
  if (language !== undefined) return element("span", { lang: language, dir: "auto" }, text(joined));
  if (readsFromRight(locale) && /\d/.test(joined) && !/\p{L}/u.test(joined))
    return element("span", { dir: "ltr" }, text(joined));
  return join(
    splitLanguages(locale.tag, joined).map((part) =>
      part.language === undefined ? text(part.text) : element("span", { lang: part.language }, text(part.text)),
    ),
  );
}

function writeLink(
  context: HtmlContext,
  inline: Extract<Inline, { readonly type: "link" | "reference" }>,
  linked: boolean,
): Markup {
  const words = writeInlines(context, inline.children, true);
  if (linked) return words;
  const name = plainText(inline.children) === "" ? (inline.type === "link" ? inline.url : inline.target) : undefined;
  if (inline.type === "reference") return element("a", { href: fragmentOf(inline.target), "aria-label": name }, words);
  const { url } = inline;
  if (url.startsWith("#")) return element("a", { href: fragmentOf(url.slice(1)), "aria-label": name }, words);
  // Compose has checked the address; what reaches a browser is checked where it is written.
  if (!isSafeUrl(url)) return words;
  return element("a", { href: url, rel: "noopener noreferrer", "aria-label": name }, words);
}

/** A footnote's raised number, a link to the note. */
function writeMark(context: HtmlContext, index: number, linked: boolean): Markup {
  const number = String(context.noteNumber(index));
  if (linked) return element("sup", {}, text(number));
  const { words } = context.locale;
  const id = ownId(context, `cite-${index + 1}`);
  const first = !context.cited.has(id);
  context.cited.add(id);
  const href = fragmentOf(ownId(context, `note-${index + 1}`));
  const label = `${words.note} ${number}`;
  return element("sup", {}, element("a", { href, id: first ? id : undefined, "aria-label": label }, text(number)));
}

/** The words of a reference to a page, with the number that the PDF prints. */
function writePage(context: HtmlContext, { target, words }: PageReference, linked: boolean): Markup {
  const number = context.pageOf(target);
  const printed = text(words.replaceAll("{page}", number));
  if (number === "") return nothing;
  return linked ? printed : element("a", { href: fragmentOf(target) }, printed);
}
