import type { CellTone, Inline } from "../../document/document.ts";
import { isSafeUrl } from "../../document/safe-url.ts";
import { toneColor } from "../../layout/tone-color.ts";
import { splitLanguages } from "../../layout/text/split-languages.ts";
import { joinLines } from "../join-lines.ts";
import { keepDigitOrder } from "../keep-digit-order.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { bookmark, bookmarkName, count, type Setting } from "./word-context.ts";
import { isFromRight, wordLanguage } from "./word-language.ts";
import { type CharacterStyle, hex, inkOnWhite, styleId } from "./word-styles.ts";

/** How a run of text looks. */
export interface RunLook {
  readonly style?: CharacterStyle;
  readonly strong?: true;
  readonly emphasis?: true;
  readonly delete?: true;
  readonly smallcaps?: true;
  readonly place?: "superscript" | "subscript";
  /** `#rrggbb` */
  readonly color?: string;
  /** Size of type, points; absent: its style's. */
  readonly size?: number;
  /** BCP 47; absent: the report's. */
  readonly language?: string;
  readonly fromRight?: boolean;
  /** Whether inside a link, in which no other can be. */
  readonly linked?: true;
}

/** The longest address that Word follows. */
const longestAddress = 2_000;

/** Inline content as runs, links, fields and notes. */
export function writeRuns(setting: Setting, inlines: readonly Inline[], look: RunLook = {}): Markup {
  return join(
    inlines.map((inline, index) => {
      const written = writeInline(setting, inline, look);
      // Two marks side by side would read as one number.
      const again = inline.type === "footnote" && inlines[index - 1]?.type === "footnote";
      return again ? join([run(",", { ...look, style: "Report mark comma" }), written]) : written;
    }),
  );
}

function writeInline(setting: Setting, inline: Inline, look: RunLook): Markup {
  switch (inline.type) {
    case "text":
      return writeText(setting, joinLines(inline.text), inline.language, lookOf(setting, inline.tone, look));
    case "code":
      return run(inline.text, { ...look, style: "Report code characters" });
    case "break":
      return element("w:r", {}, element("w:br", {}));
    case "formula":
      return run(inline.tex, { ...look, style: "Report formula characters" });
    case "footnote":
      return writeMark(setting, inline.index, look);
    case "page-reference":
      return writePage(setting, inline.words, inline.target, look);
    case "link":
      return writeLink(setting, inline.url, inline.children, look);
    case "reference":
      return toBlock(setting, inline.target, inline.children, look);
    case "superscript":
    case "subscript":
      return writeRuns(setting, inline.children, { ...look, place: inline.type });
    default:
      return writeRuns(setting, inline.children, { ...look, [inline.type]: true });
  }
}

/** The look of a mark in its tone's colour. */
function lookOf({ context: { theme } }: Setting, tone: CellTone | undefined, look: RunLook): RunLook {
  return tone === undefined ? look : { ...look, color: inkOnWhite(toneColor(tone, "body", theme), theme) };
}

/** Text with the languages that its scripts tell, and the direction of each part. */
function writeText({ context }: Setting, words: string, language: string | undefined, look: RunLook): Markup {
  const { locale, rightToLeft } = context;
  const parts = language === undefined ? splitLanguages(locale.tag, words) : [{ text: words, language }];
  return join(
    parts.map((part) => {
      // Digits without letters keep their order in text from the right.
      const digits = /\d/.test(part.text) && !/\p{L}/u.test(part.text);
      const fromRight = part.language === undefined ? rightToLeft && !digits : isFromRight(part.language);
      const ordered = keepDigitOrder(part.text, rightToLeft);
      return run(ordered, { ...look, fromRight, ...(part.language !== undefined && { language: part.language }) });
    }),
  );
}

/** A run of text. Lines of the source are spaces. */
export function run(words: string, look: RunLook = {}): Markup {
  if (words === "") return nothing;
  const spaced = words.replaceAll(/[\t\n\r]/g, " ");
  return element("w:r", {}, runProperties(look), element("w:t", { "xml:space": "preserve" }, text(spaced)));
}

/** The properties of a run, in the order of the schema (ECMA-376-1, 17.3.2). */
export function runProperties(look: RunLook): Markup {
  const { style, strong, emphasis, delete: struck, smallcaps, place, color, size, language, fromRight } = look;
  const properties = [
    ...(style === undefined ? [] : [element("w:rStyle", { "w:val": styleId(style) })]),
    ...(strong === true ? [element("w:b", {}), element("w:bCs", {})] : []),
    ...(emphasis === true ? [element("w:i", {}), element("w:iCs", {})] : []),
    ...(smallcaps === true ? [element("w:smallCaps", {})] : []),
    ...(struck === true ? [element("w:strike", {})] : []),
    ...(color === undefined ? [] : [element("w:color", { "w:val": hex(color) })]),
    ...(size === undefined ? [] : [element("w:sz", { "w:val": size * 2 }), element("w:szCs", { "w:val": size * 2 })]),
    ...(place === undefined ? [] : [element("w:vertAlign", { "w:val": place })]),
    ...(fromRight === true ? [element("w:rtl", {})] : []),
    ...(language === undefined ? [] : [element("w:lang", wordLanguage(language))]),
  ];
  return properties.length === 0 ? nothing : element("w:rPr", {}, ...properties);
}

/** A link to an address. One that no reader should follow, or that Word cannot, is only read. */
function writeLink(setting: Setting, url: string, children: readonly Inline[], look: RunLook): Markup {
  if (url.startsWith("#")) return toBlock(setting, url.slice(1), children, look);
  const words = writeRuns(setting, children, { ...look, linked: true, style: "Hyperlink" });
  const follows = look.linked !== true && url.length <= longestAddress && isSafeUrl(url) && words.markup !== "";
  if (!follows) return join([writeRuns(setting, children, { ...look, linked: true }), run(` <${url}>`, look)]);
  return element("w:hyperlink", { "r:id": setting.relations.to("hyperlink", url, true) }, words);
}

/** A link to another place of the document. */
function toBlock(setting: Setting, target: string, children: readonly Inline[], look: RunLook): Markup {
  const words = writeRuns(setting, children, { ...look, linked: true });
  if (look.linked === true || words.markup === "") return words;
  return element("w:hyperlink", { "w:anchor": bookmarkName(target) }, words);
}

/** The words of a reference to a page: a field that shows the PDF's page until Word counts its own. */
function writePage(setting: Setting, words: string, target: string, look: RunLook): Markup {
  const number = setting.context.pageOf(target);
  if (number === "") return nothing;
  const parts = words.split("{page}");
  return join(
    parts.flatMap((part, index) => [
      ...(index === 0 ? [] : [field(`PAGEREF ${bookmarkName(target)} \\h`, run(number, look))]),
      writeText(setting, part, undefined, look),
    ]),
  );
}

/** A field with what it shows until it is computed. @param instruction of ECMA-376-1, 17.16.5 */
export function field(instruction: string, shown: Markup): Markup {
  return element("w:fldSimple", { "w:instr": ` ${instruction} ` }, shown);
}

/**
 * The mark of a footnote. Word numbers it where its own number is the PDF's; else it has the PDF's number as a mark of
 * its own. A note that was marked before is named again, and so is one inside a note, where Word has none.
 *
 * Of a mark of its own the first character alone is with the reference, and the others are a run behind it: LibreOffice
 * (25.2) shows a longer text twice.
 */
function writeMark(setting: Setting, index: number, look: RunLook): Markup {
  const { context } = setting;
  const number = context.noteNumber(index);
  const marked: RunLook = { ...look, style: "footnote reference" };
  const known = context.noted.find((note) => note.index === index);
  if (known !== undefined || setting.noted) {
    const shown = run(String(number), marked);
    return known === undefined || known.custom ? shown : field(`NOTEREF ${noteBookmark(index)} \\f \\h`, shown);
  }
  const custom = number !== (context.counts.get("note") ?? 0) + 1;
  if (!custom) count(context, "note");
  context.noted.push({ index, custom });
  const mark = element("w:footnoteReference", {
    "w:customMarkFollows": custom ? 1 : undefined,
    "w:id": context.noted.length,
  });
  const own = custom ? element("w:t", {}, text(String(number)[0]!)) : nothing;
  const reference = element("w:r", {}, runProperties(marked), mark, own);
  if (!custom) return bookmark(context, noteBookmark(index), reference);
  return number < 10 ? reference : join([reference, run(String(number).slice(1), marked)]);
}

function noteBookmark(index: number): string {
  return `_n${index + 1}`;
}
