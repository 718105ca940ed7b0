import { allHeadings } from "../../document/all-headings.ts";
import { element, join, type Markup, nothing } from "../markup.ts";
import type { Part } from "../ooxml/write-package.ts";
import { type Setting, type WordContext, wordLevel } from "./word-context.ts";
import { textNames } from "./word-names.ts";
import { bareParagraph, paragraph } from "./write-paragraph.ts";
import { field, run } from "./write-runs.ts";

const types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/** The running header: both lines, and the watermark's words below them. */
export function writeHeader(setting: Setting): Part {
  const { header, watermark = "" } = setting.context.document;
  return {
    path: "word/header1.xml",
    type: `${types}header+xml`,
    body: element(
      "w:hdr",
      textNames,
      writeSides(setting, "header", header.left, header.right),
      paragraph(setting, "Report watermark", run(watermark)),
    ),
  };
}

/** The running footer: both lines. */
export function writeFooter(setting: Setting): Part {
  const { document, locale } = setting.context;
  return {
    path: "word/footer1.xml",
    type: `${types}footer+xml`,
    body: element(
      "w:ftr",
      textNames,
      writeSides(setting, "footer", document.footer, document.folio ?? locale.words.pageOf),
    ),
  };
}

/** A line at each side. */
function writeSides(setting: Setting, style: "header" | "footer", left: string, right: string): Markup {
  const tab = right === "" ? nothing : element("w:r", {}, element("w:tab", {}));
  const content = join([runningWords(setting.context, left), tab, runningWords(setting.context, right)]);
  return bareParagraph(setting, style, content, { rightTab: setting.width });
}

/** Running words, whose page, number of pages and chapter are fields. */
function runningWords(context: WordContext, words: string): Markup {
  const fields: Readonly<Record<string, Markup>> = {
    "{page}": field("PAGE", run("1")),
    "{pages}": field("NUMPAGES", run(String(context.layout.pages.length))),
    "{chapter}": field(`STYLEREF ${wordLevel(context, chapterLevel(context))}`, run(" ")),
  };
  return join(words.split(/(\{(?:page|pages|chapter)\})/).map((part) => fields[part] ?? run(part)));
}

/** Chapters are the headings of level 2, or of level 1 if there are more of these than the title. */
function chapterLevel({ document }: WordContext): 1 | 2 {
  const titles = allHeadings(document.blocks).filter(({ level }) => level === 1);
  return titles.length > 1 ? 1 : 2;
}
