import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import type { Layout } from "../../../../functions/core/report/layout/page.ts";
import type { Typesetter } from "../../../../functions/core/report/fonts/typesetter.ts";
import { LayoutBuilder, sampleLayout } from "./sample-layout.ts";

/**
 * The sample's two pages, and a third one with what PDF 2.0 tags otherwise, as the layout stage makes it: contents with
 * an entry of two lines, notes that are referred to twice, once and from another note, a list of terms, a formula and a
 * quotation.
 */
export function sampleTags(typesetter: Typesetter): { layout: Layout; charts: ReadonlyMap<string, Chart> } {
  const { layout, charts } = sampleLayout(typesetter);
  const build = new LayoutBuilder(typesetter);
  build.structure.splice(0, 1, ...layout.structure);
  const link = (means: number, y: number, destination: string): void =>
    void build.boxes.push({
      kind: "link",
      means,
      x: 56,
      y: y - 9,
      width: 20,
      height: 12,
      target: { destination },
      contents: `To ${destination}`,
    });
  const place = (name: string, y: number): void => void build.boxes.push({ kind: "destination", name, x: 56, y });

  const entry = build.element("TOCI", build.element("TOC"));
  const listed = build.element("Link", build.element("Reference", entry));
  build.text(listed, "Ten industries,", 56, 60);
  link(listed, 60, "title");
  build.text(listed, "and more", 56, 72);
  link(listed, 72, "title");

  place("third", 90);
  const heading = build.element("H2");
  build.text(build.element("Span", heading, { lang: "zh" }), "第三章", 56, 100);

  const cite = (parent: number, y: number, note: string, name?: string): void => {
    const means = build.element("Link", build.element("Reference", parent));
    if (name !== undefined) place(name, y - 10);
    build.text(means, note, 100, y, { family: "serif", weight: 400, size: 6 });
    link(means, y, `note-${note}`);
  };
  const paragraph = build.element("P");
  build.text(paragraph, "A claim", 56, 120);
  cite(paragraph, 120, "1", "cited-1");
  cite(paragraph, 132, "2", "cited-2");
  cite(paragraph, 144, "1");
  build.text(build.element("P", build.element("BlockQuote")), "A quotation", 56, 160);

  const terms = build.element("L", 0, { listNumbering: "None" });
  const item = build.element("LI", terms);
  build.text(build.element("Lbl", item), "Term", 56, 180);
  build.text(build.element("LBody", item), "What it means", 120, 180);
  const plain = build.element("LI", build.element("L", 0, { listNumbering: "None" }));
  build.text(build.element("LBody", plain), "A key figure", 56, 200);
  build.text(build.element("Formula", build.element("P"), { alt: "x plus one" }), "x + 1", 56, 220);

  for (const [note, y] of [
    ["1", 700],
    ["2", 720],
    ["3", 740],
  ] as const) {
    const element = build.element("Note", 0, { id: `n${note}` });
    place(`note-${note}`, y - 10);
    const back = build.element("Link", build.element("Lbl", element));
    build.text(back, note, 56, y);
    link(back, y, `cited-${note}`);
    const body = build.element("P", element);
    build.text(body, "A note", 70, y);
    if (note === "2") cite(body, y, "3", "cited-3");
  }
  const third = build.page();
  return { layout: { ...layout, pages: [...layout.pages, third], structure: build.structure }, charts };
}
