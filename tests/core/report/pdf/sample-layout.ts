import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import type {
  Box,
  Layout,
  Meaning,
  PlacedRun,
  StructureElement,
  StructureRole,
} from "../../../../functions/core/report/layout/page.ts";
import type { TextStyle } from "../../../../functions/core/ports.ts";
import type { Typesetter } from "../../../../functions/core/report/fonts/typesetter.ts";

const serif: TextStyle = { family: "serif", weight: 400, size: 10 };
const sans: TextStyle = { family: "sans", weight: 400, size: 8 };

/** Builds layouts by hand: gives elements their index and text its runs. */
export class LayoutBuilder {
  readonly structure: StructureElement[] = [{ index: 0, role: "Document" }];
  readonly boxes: Box[] = [];
  readonly #typesetter: Typesetter;

  constructor(typesetter: Typesetter) {
    this.#typesetter = typesetter;
  }

  element(role: StructureRole, parent = 0, more: Partial<StructureElement> = {}): number {
    return this.structure.push({ index: this.structure.length, role, parent, ...more }) - 1;
  }

  /** @returns the width of the text */
  text(
    means: Meaning,
    text: string,
    x: number,
    y: number,
    style: TextStyle = serif,
    more: Partial<PlacedRun> & { actualText?: string } = {},
  ): number {
    const { actualText, ...run } = more;
    const runs: PlacedRun[] = [];
    let at = x;
    for (const { text: drawn, face, width } of this.#typesetter.runs(text, style)) {
      runs.push({
        text: drawn,
        face,
        x: at,
        width,
        size: style.size,
        color: "#1a1a1a",
        ...(style.features === undefined ? {} : { features: style.features }),
        ...(style.letterSpacing === undefined ? {} : { letterSpacing: style.letterSpacing }),
        ...run,
      });
      at += width;
    }
    this.boxes.push({ kind: "text", means, y, runs, ...(actualText === undefined ? {} : { actualText }) });
    return at - x;
  }

  page(): Layout["pages"][number] {
    return { width: 595.28, height: 841.89, boxes: this.boxes.splice(0) };
  }
}

/** A chart with one bar and one label. */
export const barChart: Chart = {
  name: "bars",
  width: 200,
  height: 100,
  alt: "One bar",
  draw(context) {
    context.fillStyle = "#a11d21";
    context.fillRect(10, 10, 80, 40);
    context.fillStyle = "#000";
    context.font = "400 9px sans-serif";
    context.fillText("Bar 25.1%", 10, 70);
    context.link?.(10, 10, 80, 40, "https://example.org/bar");
  },
};

/** Makes two pages with every kind of box and most structure roles. */
export function sampleLayout(typesetter: Typesetter): { layout: Layout; charts: ReadonlyMap<string, Chart> } {
  const build = new LayoutBuilder(typesetter);
  build.text("header", "Broadsheet", 56, 40, sans);
  build.boxes.push({ kind: "destination", name: "title", x: 56, y: 60 });
  const title = build.element("H1");
  build.text(title, "Ten industries, R&D and AV", 56, 90, { family: "serif", weight: 700, size: 22 });
  const paragraph = build.element("P");
  build.text(paragraph, "An office of fine affairs, final efficiency ", 56, 120, serif, { wordSpacing: 2 });
  const width = build.text(paragraph, "with 10\u00a0000 items; see ", 56, 134);
  const link = build.element("Link", paragraph);
  const linked = build.text(link, "the source", 56 + width, 134, serif, { underline: true, color: "#a11d21" });
  build.boxes.push({
    kind: "link",
    means: link,
    x: 56 + width,
    y: 125,
    width: linked,
    height: 12,
    target: { url: "https://example.org/数据?a=1&b=(2)" },
    contents: "the source",
  });
  build.text(paragraph, " of it.", 56 + width + linked, 134);
  const mixed = build.element("P", 0, { lang: "zh-Hans" });
  build.text(mixed, "北京高技术产业占比“30.1%”，𝛼 ☃ 😀 \u03a9 \u2126", 56, 160);
  const hebrew = build.element("P", 0, { lang: "he" });
  build.text(hebrew, "שלום עולם", 56, 180, serif, { rightToLeft: true, actualText: "שלום עולם" });
  const arabic = build.element("P", 0, { lang: "ar" });
  build.text(arabic, "السلام عليكم", 56, 200, { ...serif, size: 14 }, { rightToLeft: true, actualText: "السلام عليكم" });
  const list = build.element("L", 0, { listNumbering: "Disc" });
  const item = build.element("LI", list);
  build.text(build.element("Lbl", item), "•", 56, 220);
  build.text(
    build.element("LBody", item),
    "A list item, e\u0301lan, \u201cquoted\u201d \u2014 struck",
    66,
    220,
    serif,
    { strike: true },
  );
  build.boxes.push({ kind: "rectangle", means: "layout", x: 56, y: 240, width: 300, height: 16, fill: "#f0e8e4" });
  const table = build.element("Table");
  const head = build.element("TR", build.element("THead", table));
  build.text(build.element("TH", head, { scope: "Column", id: "h1" }), "Year", 60, 252, { ...sans, weight: 600 });
  build.text(build.element("TH", head, { scope: "Column", id: "h2", colSpan: 2 }), "Share, %", 160, 252, {
    ...sans,
    weight: 600,
  });
  const row = build.element("TR", build.element("TBody", table));
  build.text(build.element("TH", row, { scope: "Row" }), "2021", 60, 268, sans);
  build.element("TD", row, { headers: ["h2"] });
  build.text(build.element("TD", row, { headers: ["h2"] }), "\u22121,230.10", 160, 268, {
    ...sans,
    features: ["tnum"],
  });
  build.boxes.push({ kind: "line", means: "layout", x1: 56, y1: 274, x2: 356, y2: 274, color: "#999999", width: 0.4 });
  const figure = build.element("Figure", 0, { alt: "One bar of 25.1%" });
  build.boxes.push({ kind: "chart", means: figure, x: 56, y: 300, width: 200, height: 100, figure: "bars", scale: 1 });
  build.text("footer", "Page 1 of 2", 480, 800, sans);
  const first = build.page();

  build.text("header", "Broadsheet", 56, 40, sans);
  build.boxes.push({ kind: "destination", name: "章", x: 56, y: 60 });
  build.text(build.element("H2"), "A second page", 56, 90, { family: "sans", weight: 700, size: 14 });
  build.text(paragraph, "The paragraph goes on here.", 56, 120, { ...serif, italic: true, letterSpacing: 0.5 });
  const note = build.element("Note", 0, { id: "note-1" });
  build.text(note, "1", 56, 780, { ...sans, size: 6 }, { rise: 2 });
  const back = build.element("Link", note);
  build.text(back, " Back to the text.", 62, 780, sans);
  build.boxes.push({
    kind: "link",
    means: back,
    x: 62,
    y: 772,
    width: 60,
    height: 10,
    target: { destination: "title" },
    contents: "Back to the text",
  });
  build.text(build.element("Code"), "mono(0) -> 1", 56, 600, { family: "mono", weight: 400, size: 9 });
  build.text("footer", "Page 2 of 2", 480, 800, sans);
  const second = build.page();

  return {
    layout: {
      pages: [first, second],
      structure: build.structure,
      outline: [
        {
          title: "Ten industries",
          destination: "title",
          children: [{ title: "第二章", destination: "章", children: [] }],
        },
      ],
    },
    charts: new Map([["bars", barChart]]),
  };
}
