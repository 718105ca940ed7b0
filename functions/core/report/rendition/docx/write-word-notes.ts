import type { Block } from "../../document/document.ts";
import { element, join, type Markup, text } from "../markup.ts";
import type { Part } from "../ooxml/write-package.ts";
import { Relations, type Setting } from "./word-context.ts";
import { alternativeNames, textNames } from "./word-names.ts";
import { writeWordBlocks } from "./write-word-blocks.ts";
import { bareParagraph, flushMark } from "./write-paragraph.ts";
import { run, runProperties } from "./write-runs.ts";

/** The footnotes that the text has marked, in the order of their marks. */
export function writeFootnotes(setting: Setting): Part {
  const { context } = setting;
  const relations = new Relations();
  const notes = context.noted.map(({ index, custom }, at) => {
    const shown = custom ? ownMark(String(context.noteNumber(index))) : element("w:footnoteRef", {});
    const mark = element("w:r", {}, runProperties({ style: "footnote reference" }), shown);
    const content = join([mark, run(" ")]);
    const inside: Setting = {
      ...setting,
      relations,
      style: "footnote text",
      noted: true,
      waiting: { mark: { content } },
    };
    return element("w:footnote", { "w:id": at + 1 }, writeNote(inside, context.document.footnotes[index]!.children));
  });
  return {
    path: "word/footnotes.xml",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    body: element(
      "w:footnotes",
      { ...textNames, ...alternativeNames },
      separator("separator", -1, "w:separator"),
      separator("continuationSeparator", 0, "w:continuationSeparator"),
      ...notes,
    ),
    relationships: relations.list,
  };
}

/**
 * A mark of its own before a note. Word shows here what the text has; LibreOffice puts the mark before the note itself,
 * so that it is to read none: what only programs with Word's later parts read, it leaves out.
 */
function ownMark(mark: string): Markup {
  const shown = element("w:t", {}, text(mark));
  return element("mc:AlternateContent", {}, element("mc:Choice", { Requires: "w15" }, shown));
}

/** Notes that only other notes mark: Word's notes have none, so that these are at the end of the text. */
export function writeLateNotes(setting: Setting): Markup {
  const { context } = setting;
  const marked = new Set(context.noted.map(({ index }) => index));
  const inside: Setting = { ...setting, style: "footnote text", noted: true };
  return join(
    context.document.footnotes.flatMap(({ children }, index) =>
      marked.has(index)
        ? []
        : [
            bareParagraph(inside, "Report note number", run(String(context.noteNumber(index)))),
            writeNote(inside, children),
            bareParagraph(inside, "Report gap"),
          ],
    ),
  );
}

function writeNote(setting: Setting, blocks: readonly Block[]): Markup {
  return join([writeWordBlocks(setting, blocks), flushMark(setting)]);
}

function separator(type: string, id: number, name: string): Markup {
  return element(
    "w:footnote",
    { "w:type": type, "w:id": id },
    element("w:p", {}, element("w:r", {}, element(name, {}))),
  );
}
