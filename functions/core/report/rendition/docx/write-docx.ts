import { blocksOf } from "../../document/blocks-of.ts";
import { element, type Markup, nothing } from "../markup.ts";
import {
  manifestRelationship,
  type OfficeFacts,
  packageRelationships,
  propertyParts,
} from "../ooxml/document-properties.ts";
import { type Part, writePackage } from "../ooxml/write-package.ts";
import { openWord, Relations, type Setting, type WordContext, type WordParts } from "./word-context.ts";
import { wordLanguage } from "./word-language.ts";
import { textNames, wordNames } from "./word-names.ts";
import { writeStyles } from "./write-styles.ts";
import { writeFooter, writeHeader } from "./write-furniture.ts";
import { writeNumbering } from "./write-numbering.ts";
import { bareParagraph } from "./write-paragraph.ts";
import { run } from "./write-runs.ts";
import { lineWidth, writeSections } from "./write-sections.ts";
import { writeFootnotes, writeLateNotes } from "./write-word-notes.ts";

const types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/**
 * Writes a report as a text document (ECMA-376-1, transitional), with styles, notes, fields and lists of Word's own.
 * The same report gives the same bytes.
 *
 * @throws TypeError if a figure was never drawn
 */
export function writeDocx(parts: WordParts, { date, application, manifest }: OfficeFacts): Uint8Array {
  const context = openWord(parts);
  const relations = new Relations();
  const setting: Setting = {
    context,
    relations,
    style: "Normal",
    indent: 0,
    width: lineWidth({ context }),
    depth: 0,
    boxed: false,
    noted: false,
    waiting: {},
  };
  const [header, footer] = [writeHeader(setting), writeFooter(setting)];
  const body = writeBody(setting, header, footer);
  // Later, since the text has said which notes there are, and which lists.
  const notes = writeFootnotes(setting);
  relations.to("styles", "/word/styles.xml");
  if (parts.customer?.theme !== undefined) relations.to("theme", "/word/theme/theme1.xml");
  relations.to("numbering", "/word/numbering.xml");
  relations.to("settings", "/word/settings.xml");
  relations.to("footnotes", `/${notes.path}`);
  const { title } = parts.document;
  return writePackage(
    [
      {
        path: "word/document.xml",
        type: `${types}document.main+xml`,
        body,
        relationships: [...relations.list, manifestRelationship("rIdManifest")],
      },
      header,
      footer,
      notes,
      {
        path: "word/styles.xml",
        type: `${types}styles+xml`,
        body: writeStyles(parts.theme, parts.locale, parts.customer),
      },
      ...themeParts(parts),
      { path: "word/numbering.xml", type: `${types}numbering+xml`, body: writeNumbering(context) },
      { path: "word/settings.xml", type: `${types}settings+xml`, body: settings(context) },
      ...context.images.values(),
      ...context.chartParts,
      ...propertyParts({ title, language: parts.locale.tag, date, application, manifest }),
    ],
    packageRelationships("word/document.xml"),
  );
}

/** The theme to which a customer's styles refer. */
function themeParts({ customer }: WordParts): Part[] {
  if (customer?.theme === undefined) return [];
  const type = "application/vnd.openxmlformats-officedocument.theme+xml";
  return [{ path: "word/theme/theme1.xml", type, body: customer.theme }];
}

function writeBody(setting: Setting, header: Part, footer: Part): Markup {
  const { context, relations } = setting;
  const { document } = context;
  const reference = (name: "header" | "footer", { path }: Part): Markup =>
    element(`w:${name}Reference`, { "w:type": "default", "r:id": relations.to(name, `/${path}`) });
  const titled = [...blocksOf(document)].some(({ type }) => type === "heading");
  const title = titled ? nothing : bareParagraph(setting, "heading 1", run(document.title));
  const furniture: Markup = { markup: reference("header", header).markup + reference("footer", footer).markup };
  const written = writeSections(setting, document.blocks, furniture, () => writeLateNotes(setting));
  return element("w:document", textNames, element("w:body", {}, title, written));
}

function settings({ locale }: WordContext): Markup {
  const mode = element("w:compatSetting", {
    "w:name": "compatibilityMode",
    "w:uri": "http://schemas.microsoft.com/office/word",
    "w:val": 15,
  });
  return element(
    "w:settings",
    { "xmlns:w": wordNames },
    element("w:footnotePr", {}, element("w:footnote", { "w:id": -1 }), element("w:footnote", { "w:id": 0 })),
    element("w:compat", {}, mode),
    element("w:themeFontLang", wordLanguage(locale.tag)),
  );
}
