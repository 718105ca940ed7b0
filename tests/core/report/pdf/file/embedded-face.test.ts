import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import { openTypesetter } from "../../../../../functions/core/report/fonts/open-typesetter.ts";
import { outlineText } from "../../../../../functions/core/report/fonts/outline-text.ts";
import { withOwnFonts } from "../../../../../functions/core/report/fonts/own-fonts.ts";
import { writePdf } from "../../../../../functions/core/report/pdf/write-pdf.ts";
import { checkPdf } from "../../../../../functions/proof/check-pdf.ts";
import { everyDictionary } from "../../../../../functions/proof/reader/every-dictionary.ts";
import { PdfReader } from "../../../../../functions/proof/reader/pdf-reader.ts";
import { readCff } from "../../../../../functions/proof/reader/read-cff.ts";
import { postScriptFont } from "../../fonts/open-type-font.ts";
import { LayoutBuilder } from "../sample-layout.ts";

const warn = (warning: { readonly message: string }): never => expect.unreachable(warning.message);
const typesetter = openTypesetter(
  withOwnFonts(
    createFontFiles(),
    { serif: { regular: "fonts/own.otf" } },
    new Map([["fonts/own.otf", postScriptFont]]),
  ),
  "en",
  warn,
);
const text = "Größe: 1,204 – née";

async function write(): Promise<Uint8Array> {
  const build = new LayoutBuilder(typesetter);
  build.text(build.element("P"), text, 50, 100);
  const info = {
    title: "T",
    author: "A",
    subject: "S",
    keywords: "k",
    reportId: sha256("report"),
    date: "2026-03-01",
    language: "en",
    producer: "Broadsheet 1",
  } as const;
  return (
    await writePdf({ pages: [build.page()], structure: build.structure, outline: [] }, new Map(), {
      typesetter,
      info,
      attachments: [],
      warn,
    })
  ).bytes;
}

describe("a face with PostScript outlines", async () => {
  const bytes = await write();
  const reader = new PdfReader(bytes);
  const dictionaries = [...everyDictionary(reader)].map(({ dictionary }) => dictionary);

  it("is embedded as a CID-keyed program of the glyphs that are used", () => {
    const font = dictionaries.find((each) => reader.name(each.get("Subtype")) === "CIDFontType0")!;
    const descriptor = reader.dictionary(font.get("FontDescriptor"));
    const file = reader.stream(descriptor.get("FontFile3"))!;
    expect(reader.name(file.dictionary.get("Subtype"))).toBe("CIDFontType0C");
    expect(descriptor.has("FontFile2") || font.has("CIDToGIDMap")).toBe(false);
    const used = new Set(text).size + 1;
    expect(readCff(reader.decode(file))).toMatchObject({ cidKeyed: true, glyphs: used });
    // Every glyph of the font is 600 wide.
    expect(reader.list(reader.list(font.get("W"))[1])).toEqual(Array.from({ length: used }, () => 600));
  });

  it("keeps to the archival rules, can be read as text, and gives the same bytes each time", async () => {
    expect(checkPdf(bytes).findings).toEqual([]);
    const page = await (await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).getPage(1);
    const items = (await page.getTextContent()).items.flatMap((item) =>
      "str" in item && item.str !== "" ? [item] : [],
    );
    expect(items.map(({ str }) => str).join("")).toBe(text);
    expect(items[0]!.width).toBeCloseTo(text.length * 6, 3);
    expect(Buffer.from(await write()).equals(bytes)).toBe(true);
  });

  it("can be drawn as shapes", () => {
    const { steps, width } = outlineText(typesetter, "H", "10px serif");
    const ys = steps.flatMap(({ args }) => args).filter((_, i) => i % 2 === 1);
    expect(width).toBeCloseTo(6, 6);
    expect(Math.min(...ys)).toBeCloseTo(-typesetter.metrics({ family: "serif", weight: 400, size: 10 }).capHeight, 1);
    expect(Math.max(...ys)).toBeCloseTo(0, 6);
  });
});
