import { expect, test } from "vitest";
import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { openTypesetter } from "../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../functions/core/report/pdf/write-pdf.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { rulesOfPdf1 } from "../../functions/proof/rules/rules-of-pdf1.ts";
import { sampleLayout } from "../core/report/pdf/sample-layout.ts";
import { broken } from "./broken-files.ts";
import { dictionary, name, PdfEditor, text } from "./edit-pdf.ts";
import { cffProgram, jpxFile, wholeFont } from "./sample-programs.ts";

const typesetter = openTypesetter(createFontFiles(), "en", () => {});
const { layout, charts } = sampleLayout(typesetter);
const info = {
  title: "R&D <报告>",
  reportId: sha256("report"),
  date: "2026-03-01",
  language: "en",
  producer: "Broadsheet",
};
const attachments = [
  {
    name: "bars.csv",
    description: "Data",
    type: "text/csv",
    body: Buffer.from("a,b\n1,2\n"),
    relationship: "Data" as const,
  },
];
const { bytes: good } = await writePdf(layout, charts, { typesetter, info, attachments, warn: () => {} });

/** Shows "A" in an artifact, with a simple font that has a CFF program. */
function showNamed(pdf: PdfEditor, program: Uint8Array): void {
  const file = pdf.addStream({ Subtype: name("Type1C") }, program);
  const about = pdf.add(
    dictionary({ Type: name("FontDescriptor"), FontName: name("ABCDEF+Named"), Flags: 32, FontFile3: file }),
  );
  pdf.resource(
    1,
    "Font",
    "Named",
    pdf.add(
      dictionary({
        Type: name("Font"),
        Subtype: name("Type1"),
        BaseFont: name("ABCDEF+Named"),
        FirstChar: 65,
        LastChar: 65,
        Widths: [722],
        FontDescriptor: about,
        Encoding: name("WinAnsiEncoding"),
      }),
    ),
  );
  pdf.content(1, (content) => `/Artifact BMC BT /Named 9 Tf (A) Tj ET EMC\n${content}`);
}

test("finds nothing in a good file, packed or plain", () => {
  const nothing = {
    findings: [],
    standards: ["ISO 14289-1", "ISO 19005-3"],
    declared: [],
    pages: 2,
    pdfua1: true,
    pdfua2: false,
    pdfa3a: true,
    pdfa4f: false,
    complete: true,
  };
  expect(checkPdf(good)).toEqual(nothing);
  expect(checkPdf(new PdfEditor(good).write())).toEqual(nothing);
});

test.each(broken)("%s: %s", (code, _, breakIt) => {
  const pdf = new PdfEditor(good);
  breakIt(pdf);
  const { findings } = checkPdf(pdf.write());
  const found = findings.find((finding) => finding.code === code);
  expect(findings.map((finding) => finding.code)).toContain(code);
  expect(found!.count).toBeGreaterThan(0);
  expect(found!.clauses.join()).toMatch(/ISO (14289-1|19005-3), \d/);
});

test.each<[string, (pdf: PdfEditor) => void, readonly string[]]>([
  [
    "text that stands in a list item itself",
    (pdf) => {
      // Label and body become separate items.
      const parts = [pdf.element("Lbl"), pdf.element("LBody")];
      pdf.element("L").set(
        "K",
        parts.map((part) => pdf.referenceTo(part)),
      );
      for (const part of parts) part.set("S", name("LI"));
    },
    [],
  ],
  ["a language of one letter, as RFC 3066 allows", (pdf) => void pdf.catalog.set("Lang", text("p-pt")), []],
  ["a font with CFF outlines that has the shown glyphs", (pdf) => showNamed(pdf, cffProgram()), []],
  [
    "two Separation spaces of a name that say the same",
    (pdf) => {
      const tint = dictionary({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [1, 1, 1], C1: [0, 0, 0] });
      for (const key of ["One", "Two"])
        pdf.resource(1, "ColorSpace", key, [name("Separation"), name("Gold"), name("DeviceRGB"), new Map(tint)]);
      pdf.content(1, (content) => `/One cs /Two cs\n${content}`);
    },
    [],
  ],
  [
    "JPEG 2000 data whose second specification is the preferred one",
    (pdf) => {
      const colours = [
        { method: 2, approximation: 0, space: 0 },
        { method: 1, approximation: 1, space: 16 },
      ];
      pdf.resource(
        1,
        "XObject",
        "Jpx",
        pdf.addStream(
          { Type: name("XObject"), Subtype: name("Image"), Width: 1, Height: 1, Filter: name("JPXDecode") },
          jpxFile({ colours }),
        ),
      );
      pdf.content(1, (content) => `/Artifact BMC /Jpx Do EMC\n${content}`);
    },
    [],
  ],
  [
    "what lies outside of the crop box",
    (pdf) => {
      const page = pdf.page(1);
      page.set("CropBox", [0, 0, 500, 500]);
      const kinds = [
        {
          Subtype: name("Stamp"),
          AP: dictionary({ N: pdf.addStream({ Subtype: name("Form"), BBox: [0, 0, 1, 1] }, "") }),
        },
        { Subtype: name("Link") },
        {
          Subtype: name("Widget"),
          FT: name("Tx"),
          T: text("t"),
          AP: dictionary({ N: pdf.addStream({ Subtype: name("Form"), BBox: [0, 0, 1, 1] }, "") }),
        },
      ];
      page.set("Annots", [
        ...pdf.reader.list(page.get("Annots")),
        ...kinds.map((kind) => pdf.add(dictionary({ Type: name("Annot"), F: 4, Rect: [510, 510, 500, 520], ...kind }))),
      ]);
    },
    [],
  ],
  [
    "a column of headers whose Scope covers the cells, beside a header without one",
    (pdf) => {
      // The first header loses its Scope, and a data cell its Headers: another header still covers the cell.
      pdf.element("TH").delete("A");
      pdf.element("TD").delete("A");
    },
    [],
  ],
  [
    "a media clip with a type and texts",
    (pdf) =>
      void pdf.add(
        dictionary({
          Type: name("MediaClip"),
          S: name("MCD"),
          CT: text("video/mp4"),
          Alt: [text(""), text("A film"), text("de"), text("Ein Film")],
        }),
      ),
    [],
  ],
  [
    "the smallest and the largest integer, and zero",
    (pdf) => void pdf.catalog.set("Numbers", [-2_147_483_648, 2_147_483_647, 0, 1.5e-38]),
    [],
  ],
  [
    "halftones of types 1 and 5",
    (pdf) => {
      const halftone = dictionary({
        HalftoneType: 5,
        Cyan: dictionary({ HalftoneType: 1 }),
        Gold: dictionary({ HalftoneType: 1, TransferFunction: name("Identity") }),
        Default: dictionary({ HalftoneType: 1 }),
      });
      pdf.resource(1, "ExtGState", "Sound", dictionary({ HT: halftone, TR2: name("Default") }));
      pdf.resource(1, "ExtGState", "Usual", dictionary({ HT: name("Default") }));
      pdf.content(1, (content) => `q /Sound gs /Usual gs Q\n${content}`);
    },
    [],
  ],
  [
    "a form with a font of its own",
    (pdf) => {
      const font = pdf.referenceTo(pdf.ofType("Font", "Type0"));
      pdf.resource(
        1,
        "XObject",
        "Own",
        pdf.addStream(
          {
            Type: name("XObject"),
            Subtype: name("Form"),
            BBox: [0, 0, 9, 9],
            Resources: dictionary({ Font: dictionary({ F: font }) }),
          },
          "BT /F 9 Tf <0001> Tj ET",
        ),
      );
      pdf.content(1, (content) => `/Artifact BMC /Own Do EMC\n${content}`);
    },
    [],
  ],
  [
    "Differences from the Adobe Glyph List",
    (pdf) => {
      const about = pdf.add(
        dictionary({
          Type: name("FontDescriptor"),
          FontName: name("ABCDEF+Simple"),
          Flags: 32,
          FontFile2: pdf.addStream({}, wholeFont()),
        }),
      );
      pdf.resource(
        1,
        "Font",
        "Named",
        pdf.add(
          dictionary({
            Type: name("Font"),
            Subtype: name("TrueType"),
            BaseFont: name("ABCDEF+Simple"),
            FirstChar: 65,
            LastChar: 65,
            Widths: [600],
            FontDescriptor: about,
            Encoding: dictionary({
              BaseEncoding: name("WinAnsiEncoding"),
              Differences: [65, name("Lcommaaccent"), name("dalethatafpatah"), name("uni20AC")],
            }),
          }),
        ),
      );
      pdf.content(1, (content) => `/Artifact BMC BT /Named 9 Tf () Tj ET EMC\n${content}`);
    },
    [],
  ],
  [
    "a pattern of grey",
    (pdf) => {
      pdf.resource(
        1,
        "Pattern",
        "Tile",
        pdf.addStream(
          {
            PatternType: 1,
            PaintType: 1,
            TilingType: 1,
            BBox: [0, 0, 1, 1],
            XStep: 1,
            YStep: 1,
            Resources: dictionary({}),
          },
          "0.5 g 0 0 1 1 re f",
        ),
      );
      pdf.content(1, (content) => `/Artifact BMC /Pattern cs /Tile scn 0 0 1 1 re f EMC\n${content}`);
    },
    [],
  ],
])("%s is no fault", (_, change, besides) => {
  const pdf = new PdfEditor(good);
  change(pdf);
  const { findings } = checkPdf(pdf.write());
  expect(findings.map(({ code }) => code)).toEqual(besides);
});

test("an annotation of an unknown type is against PDF/A alone", () => {
  const pdf = new PdfEditor(good);
  pdf.element("Link");
  const link = pdf.find((item) => pdf.reader.name(item.get("Subtype")) === "Link" && item.has("StructParent"));
  link.set("Subtype", name("Own"));
  expect(checkPdf(pdf.write()).findings.find(({ code }) => code === "annotation-type")?.clauses).toEqual([
    "ISO 19005-3, 6.3.1",
  ]);
});

test("a font's supplement may be older than its CMap's in PDF/UA, and later in PDF/A", () => {
  for (const [code, standards] of [
    ["font-supplement", [true, false]],
    ["cmap-supplement", [false, true]],
  ] as const) {
    const pdf = new PdfEditor(good);
    broken.find(([rule]) => rule === code)![2](pdf);
    const { pdfua1, pdfa3a } = checkPdf(pdf.write());
    expect([pdfua1, pdfa3a], code).toEqual(standards);
  }
});

test("every rule has a file that breaks it", () => {
  const encryption = ["encrypted", "access-forbidden"];
  const without = Object.keys(rulesOfPdf1).filter(
    (code) => !encryption.includes(code) && !broken.some(([rule]) => rule === code),
  );
  expect(without).toEqual([]);
});

test("an encrypted file is reported as such, and nothing more is claimed about it", () => {
  const pdf = new PdfEditor(good);
  pdf.trailer.set("Encrypt", dictionary({ Filter: text("Standard"), P: -3904 }));
  const { findings, complete, pdfua1 } = checkPdf(pdf.write());
  expect({ codes: findings.map(({ code }) => code), complete, pdfua1 }).toEqual({
    codes: ["encrypted", "access-forbidden"],
    complete: false,
    pdfua1: false,
  });
});

test("names the places, the first few of many, and counts them all", () => {
  const pdf = new PdfEditor(good);
  pdf.content(1, (content) => `${Array.from({ length: 9 }, (_, i) => `${i} foo${i}`).join("\n")}\n${content}`);
  const [finding] = checkPdf(pdf.write()).findings;
  expect(finding).toMatchObject({
    code: "unknown-operator",
    count: 9,
    places: ["page 1: foo0", "page 1: foo1", "page 1: foo2", "page 1: foo3", "page 1: foo4"],
  });
});
