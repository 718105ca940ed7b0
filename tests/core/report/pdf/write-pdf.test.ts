import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import type { Layout, TextBox } from "../../../../functions/core/report/layout/page.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import type { Typesetter } from "../../../../functions/core/report/fonts/typesetter.ts";
import { writePdf, type PdfSettings } from "../../../../functions/core/report/pdf/write-pdf.ts";
import { checkPdf } from "../../../../functions/proof/check-pdf.ts";
import { listPages } from "../../../../functions/proof/reader/page-list.ts";
import { PdfReader } from "../../../../functions/proof/reader/pdf-reader.ts";
import { contentOf, readPdf, walk, type StructureNode } from "./read-pdf.ts";
import { barChart, LayoutBuilder, sampleLayout } from "./sample-layout.ts";

const open = (): Typesetter =>
  openTypesetter(createFontFiles(), "en", (warning) => expect.unreachable(warning.message));

function settings(typesetter: Typesetter): PdfSettings {
  return {
    typesetter,
    info: {
      title: "R&D <报告> (x)",
      author: "A & B",
      subject: "Share",
      keywords: "share, GDP",
      reportId: sha256("report"),
      date: "2026-03-01",
      language: "en",
      producer: "Broadsheet 1",
    },
    attachments: [
      {
        name: "manifest.json",
        description: "What it was made from",
        type: "application/json",
        body: Buffer.from("{}"),
        relationship: "Source",
      },
      {
        name: "bars.csv",
        description: "Data of figure 1",
        type: "text/csv",
        body: Buffer.from("a,b\n1,2\n"),
        relationship: "Data",
      },
    ],
    warn: (warning) => expect.unreachable(warning.message),
  };
}

async function writeSample(): Promise<Uint8Array> {
  const typesetter = open();
  const { layout, charts } = sampleLayout(typesetter);
  const { bytes, pages } = await writePdf(layout, charts, settings(typesetter));
  expect(pages).toBe(2);
  return bytes;
}

async function writeLayout(draw: (build: LayoutBuilder) => void, outline: Layout["outline"] = []): Promise<Uint8Array> {
  const typesetter = open();
  const build = new LayoutBuilder(typesetter);
  draw(build);
  const layout = { pages: [build.page()], structure: build.structure, outline };
  return (await writePdf(layout, new Map(), settings(typesetter))).bytes;
}

test("labels pages as their numbers are printed", async () => {
  const { layout, charts } = sampleLayout(open());
  const numbering = [
    { first: 0, style: "decimal", start: 0 },
    { first: 1, style: "lower-roman", start: 4 },
  ] as const;
  const { bytes } = await writePdf({ ...layout, numbering }, charts, settings(open()));
  expect((await readPdf(bytes)).labels).toEqual(["0", "iv"]);
  expect(checkPdf(bytes).findings).toEqual([]);
});

test("turns text about a point, and goes on as if nothing had been", async () => {
  const turned = { cos: 0, sin: 1, x: 100, y: 200 };
  const bytes = await writeLayout((build) => {
    build.text("watermark", "Draft", 100, 200);
    build.boxes[0] = { ...(build.boxes[0] as TextBox), turn: turned };
    build.text(build.element("P"), "After", 50, 300);
  });
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const items = (await page.getTextContent()).items.flatMap((item) =>
    "str" in item && item.str !== ""
      ? [{ text: item.str, transform: item.transform.map((value: number) => Math.round(value * 100) / 100) }]
      : [],
  );
  const height = (at: number): number => Math.round((page.view[3]! - at) * 100) / 100;
  expect(items).toEqual([
    { text: "Draft", transform: [0, 10, -10, 0, 100, height(200)] },
    { text: "After", transform: [10, 0, 0, 10, 50, height(300)] },
  ]);
  expect(checkPdf(bytes).findings).toEqual([]);
});

/** The sample's file, written in the test that asks: what a test notices is what it runs itself. */
async function made() {
  const sample = await writeSample();
  const pdf = await readPdf(sample);
  const [first, second] = pdf.pages;
  return { sample, pdf, first, second };
}
const outline = (node: StructureNode): unknown =>
  node.children.length === 0
    ? node.role
    : [node.role, ...node.children.map((child) => ("role" in child ? outline(child) : child.type))];

test("breaks no rule that can be decided here", async () => {
  const { sample } = await made();
  expect(checkPdf(sample).findings).toEqual([]);
});

test("names in the structure tree exactly the content that is drawn", async () => {
  const { pdf } = await made();
  for (const { structure, sequences } of pdf.pages) {
    const inTree = walk(structure).flatMap(contentOf);
    const drawn = sequences.flatMap(({ mcid }) => (mcid === undefined ? [] : [mcid]));
    expect(inTree.toSorted((a, b) => a - b)).toEqual(drawn.toSorted((a, b) => a - b));
  }
});

test("states what it is, in the information dictionary and in escaped XMP", async () => {
  const { sample, pdf } = await made();
  expect(pdf.info).toMatchObject({
    Title: "R&D <报告> (x)",
    Author: "A & B",
    Subject: "Share",
    Keywords: "share, GDP",
    Language: "en",
    Producer: "Broadsheet 1",
    CreationDate: "D:20260301000000Z",
    ModDate: "D:20260301000000Z",
  });
  expect(pdf.xmp).toContain("R&amp;D &lt;报告&gt; (x)</rdf:li>");
  expect(pdf.xmp).toContain("<xmp:ModifyDate>2026-03-01T00:00:00Z</xmp:ModifyDate>");
  expect(Buffer.from(sample).toString("latin1")).toContain(`/ID [<${sha256("report").slice(0, 32)}>`);
});

test("keeps text as it was written: ligatures, kerning, spaces, Chinese, symbols with a shared glyph", async () => {
  const { first, second } = await made();
  expect(first!.text).toContain(
    "An office of fine affairs, final efficiency with 10\u00a0000 items; see the source of it.",
  );
  expect(first!.text).toContain("北京高技术产业占比“30.1%”，𝛼 ☃ 😀 \u03a9 \u2126");
  expect(first!.text).toContain("A list item, \u00e9lan, \u201cquoted\u201d \u2014 struck");
  expect(first!.text).toContain("\u22121,230.10");
  expect(second!.text).toContain("mono(0) -> 1");
});

test("shows right-to-left words from left to right, and says that they are reversed", async () => {
  const { first } = await made();
  expect(first!.sequences.find(({ tag, text }) => tag === "P" && /[\u0590-\u05ff]/.test(text))?.text).toBe("שלום עולם");
  expect(first!.sequences.find(({ tag, text }) => tag === "P" && /[\u0600-\u06ff]/.test(text))?.text).toBe(
    "السلام عليكم",
  );
});

test("builds the structure tree in order of appearance, empty cells in their place", async () => {
  const { first, second } = await made();
  expect(outline(first!.structure)).toEqual([
    "Root",
    [
      "Document",
      ["H1", "content"],
      ["P", "content", ["Link", "content", "annotation"], "content"],
      ["P", "content"],
      ["P", "content"],
      ["P", "content"],
      ["L", ["LI", ["Lbl", "content"], ["LBody", "content"]]],
      [
        "Table",
        ["THead", ["TR", ["TH", "content"], ["TH", "content"]]],
        ["TBody", ["TR", ["TH", "content"], "TD", ["TD", "content"]]],
      ],
      ["Figure", "content", ["Link", "annotation"]],
    ],
  ]);
  expect(walk(second!.structure).map(({ role }) => role)).toEqual([
    "Root",
    "Document",
    "P",
    "H2",
    "Note",
    "Link",
    "Code",
  ]);
});

test("writes the attributes of tables, figures and languages", async () => {
  const { first } = await made();
  const nodes = walk(first!.structure);
  expect(nodes.find(({ role }) => role === "Figure")).toMatchObject({
    alt: "One bar of 25.1%",
    bbox: [56, 441.89, 256, 541.89],
  });
  expect(nodes.filter(({ role }) => role === "TH")).toMatchObject([
    { scope: "Column", structId: "h1" },
    { scope: "Column", colSpan: 2 },
    { scope: "Row" },
  ]);
  expect(nodes.filter(({ role }) => role === "TD")).toMatchObject([{ headers: ["h2"] }, { headers: ["h2"] }]);
  expect(nodes.filter(({ lang }) => lang !== undefined).map(({ lang }) => lang)).toEqual(["zh-Hans", "he", "ar"]);
});

test("marks running header, footer, rules and backgrounds as artifacts", async () => {
  const { first } = await made();
  const artifacts = first!.sequences.filter(({ tag }) => tag === "Artifact");
  expect(artifacts.map(({ text }) => text)).toEqual(["Broadsheet", "", "", "Page 1 of 2"]);
  expect(artifacts.map(({ painted }) => painted)).toEqual([true, true, true, true]);
});

test("links outwards with escaped addresses and inwards by destination", async () => {
  const { first, second } = await made();
  expect(first!.links).toMatchObject([
    { url: "https://example.org/%E6%95%B0%E6%8D%AE?a=1&b=(2)", contents: "the source" },
    { url: "https://example.org/bar", contents: "https://example.org/bar" },
  ]);
  expect(second!.links).toMatchObject([{ dest: "title", contents: "Back to the text" }]);
});

test("has an outline, destinations and attachments", async () => {
  const { pdf } = await made();
  expect(pdf.outline).toMatchObject([
    { title: "Ten industries", dest: [{}, { name: "XYZ" }, 56, 781.89, 0], count: -1, items: [{ title: "第二章" }] },
  ]);
  expect(pdf.destinations).toEqual(["title", "章"]);
  expect([...pdf.attachments.keys()]).toEqual(["bars.csv", "manifest.json"]);
  expect(Buffer.from(pdf.attachments.get("bars.csv")!).toString()).toBe("a,b\n1,2\n");
});

test("sorts destinations by their bytes, so that readers find them by halving", async () => {
  const names = ["b", "A", "a", "é", "B-1", "章", "_"];
  const bytes = await writeLayout((build) => {
    build.text(build.element("P"), "Text", 56, 60);
    for (const name of names) build.boxes.push({ kind: "destination", name, x: 0, y: 0 });
  });
  expect((await readPdf(bytes)).destinations).toEqual(["A", "B-1", "_", "a", "b", "é", "章"]);
});

test("draws a chart as vectors and text inside its figure", async () => {
  const { first } = await made();
  const figure = first!.sequences.find(({ tag }) => tag === "Figure");
  expect(figure).toMatchObject({ text: "Bar 25.1%", painted: true });
});

test("writes nothing for a chart that paints nothing, also where only a part of it is shown", async () => {
  const blank = { ...barChart, draw: () => undefined };
  const contents: string[] = [];
  for (const offset of [undefined, { x: 5, y: 5 }]) {
    const typesetter = open();
    const build = new LayoutBuilder(typesetter);
    const figure = build.element("Figure", 0, { alt: "Nothing" });
    build.boxes.push({
      kind: "chart",
      means: figure,
      x: 56,
      y: 60,
      width: 50,
      height: 50,
      figure: "blank",
      scale: 1,
      ...(offset === undefined ? {} : { offset }),
    });
    const layout = { pages: [build.page()], structure: build.structure, outline: [] };
    const reader = new PdfReader((await writePdf(layout, new Map([["blank", blank]]), settings(typesetter))).bytes);
    contents.push(
      Buffer.from(reader.decode(reader.stream(listPages(reader)[0]!.dictionary.get("Contents"))!)).toString(),
    );
  }
  expect(contents).toEqual(["/Figure <</MCID 0>> BDC\nEMC", "/Figure <</MCID 0>> BDC\nEMC"]);
});

test("gives the same bytes again, whatever was written before", async () => {
  const { sample } = await made();
  await writeLayout((build) => build.text(build.element("P"), "no\u00a0break Ω \ufb01 of\ufb01ce", 56, 60));
  expect(sha256(await writeSample())).toBe(sha256(sample));
});

test("packs objects into streams", async () => {
  const { sample } = await made();
  const source = Buffer.from(sample).toString("latin1");
  expect(source).toContain("/Type /ObjStm");
  expect(source).toContain("/Type /XRef");
  expect(source).not.toMatch(/\/StructElem|\/S \/TD/);
  expect(sample.byteLength).toBeLessThan(45_000);
});

test("replaces a hyphen at the end of a line in the text, not in the picture", async () => {
  const bytes = await writeLayout((build) => {
    const paragraph = build.element("P");
    build.text(paragraph, "indus", 56, 60);
    build.text(paragraph, "-", 80, 60, undefined, { actualText: "\u00ad" });
    build.text(paragraph, "try", 56, 74);
  });
  const { pages } = await readPdf(bytes);
  expect(pages[0]!.sequences).toHaveLength(1);
  expect(pages[0]!.text).toBe("indus-try");
});

const drawSpanIn =
  (role: "Link" | "P") =>
  (build: LayoutBuilder): void => {
    const link = build.element(role, build.element("P"));
    const span = build.element("Span", link, { lang: "he" });
    build.text(span, "there", 56, 60);
    build.boxes.push({
      kind: "link",
      means: span,
      x: 56,
      y: 50,
      width: 30,
      height: 12,
      target: { url: "https://example.org" },
      contents: "there",
    });
  };

test("an annotation belongs to its Link, also where the words lie in a Span of another language", async () => {
  const bytes = await writeLayout(drawSpanIn("Link"));
  expect(outline((await readPdf(bytes)).pages[0]!.structure)).toEqual([
    "Root",
    ["Document", ["P", ["Link", ["Span", "content"], "annotation"]]],
  ]);
  expect(checkPdf(bytes).findings).toEqual([]);
  await expect(writeLayout(drawSpanIn("P"))).rejects.toThrow("in no Link");
});

test("cuts texts longer than an archived file's strings may be, and leaves out such a link", async () => {
  const long = "長い".repeat(20_000);
  const typesetter = open();
  const build = new LayoutBuilder(typesetter);
  const link = build.element("Link", build.element("P"));
  build.text(link, "there", 56, 60);
  build.boxes.push({
    kind: "link",
    means: link,
    x: 56,
    y: 50,
    width: 30,
    height: 12,
    target: { url: `https://example.org/?q=${"x".repeat(40_000)}` },
    contents: "there",
  });
  const figure = build.element("Figure", 0, { alt: long });
  build.text(figure, "drawn", 56, 100);
  const warnings: Warning[] = [];
  build.boxes.push({ kind: "destination", name: "here", x: 56, y: 50 });
  const layout = {
    pages: [build.page()],
    structure: build.structure,
    outline: [{ title: long, destination: "here", children: [] }],
  };
  const { info } = settings(typesetter);
  const attachments = [
    { name: "a.csv", description: long, type: "text/csv", body: Buffer.from("a\n"), relationship: "Data" as const },
  ];
  const { bytes } = await writePdf(layout, new Map(), {
    ...settings(typesetter),
    info: { ...info, title: long, author: long },
    attachments,
    warn: (warning) => warnings.push(warning),
  });
  expect(warnings).toMatchObject([{ code: "unresolved-reference", allowed: 16_000 }]);
  expect(checkPdf(bytes).findings.map(({ code }) => code)).toEqual(["figure-without-box"]);
  const { pages } = await readPdf(bytes);
  expect(walk(pages[0]!.structure).find(({ role }) => role === "Figure")?.alt).toBe(`${long.slice(0, 15_999)}…`);
});

test("warns of a link that leads nowhere", async () => {
  const typesetter = open();
  const build = new LayoutBuilder(typesetter);
  const link = build.element("Link", build.element("P"));
  build.text(link, "there", 56, 60);
  build.boxes.push({
    kind: "link",
    means: link,
    x: 56,
    y: 50,
    width: 30,
    height: 12,
    target: { destination: "nowhere" },
    contents: "there",
  });
  const warnings: Warning[] = [];
  const layout = { pages: [build.page()], structure: build.structure, outline: [] };
  await writePdf(layout, new Map(), { ...settings(typesetter), warn: (warning) => warnings.push(warning) });
  const message = 'a link leads to "nowhere", which is not in the document';
  expect(warnings).toEqual([{ code: "unresolved-reference", message, where: { name: "nowhere" }, seen: "nowhere" }]);
});

test("names the missing target of a faulty layout", async () => {
  await expect(
    writeLayout(
      (build) => build.text(build.element("P"), "x", 0, 0),
      [{ title: "T", destination: "nowhere", children: [] }],
    ),
  ).rejects.toThrow('the outline names the destination "nowhere"');
  await expect(
    writeLayout((build) => build.text(build.element("P"), "x", 0, 0, undefined, { color: "red" })),
  ).rejects.toThrow("#rrggbb, not red");
});
