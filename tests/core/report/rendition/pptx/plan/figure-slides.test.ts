import { expect, test } from "vitest";
import { createFontFiles } from "../../../../../../functions/adapters/font-files.ts";
import type { Block } from "../../../../../../functions/core/report/document/document.ts";
import { openTypesetter } from "../../../../../../functions/core/report/fonts/open-typesetter.ts";
import { english } from "../../../../../../functions/core/report/locale/languages/en.ts";
import { planSlides } from "../../../../../../functions/core/report/rendition/pptx/plan/plan-slides.ts";
import { openSlides } from "../../../../../../functions/core/report/rendition/pptx/slide-context.ts";
import { ownFrame } from "../../../../../../functions/core/report/rendition/pptx/slide-frame.ts";
import { defaultTheme } from "../../../../../../functions/core/report/template/theme/default-theme.ts";

const measurer = openTypesetter(createFontFiles(), "en", () => {});

const text = (each: string) => [{ type: "text", text: each }] as const;

/** The second slide of a report of key figures. @param words of the text that leads to them */
function planned(words: string, count: number) {
  const items = Array.from({ length: count }, (_, index) => ({
    value: text(`${index}.5%`),
    label: text("of the whole"),
    note: text("in 2024, by the newest count"),
  }));
  const blocks: Block[] = [
    { type: "heading", level: 1, id: "a", children: text("Title") },
    ...(words === "" ? [] : [{ type: "paragraph", children: text(words) } as const]),
    { type: "key-figures", items },
  ];
  const context = openSlides({
    document: { title: "Title", language: "en", header: { left: "", right: "" }, footer: "", blocks, footnotes: [] },
    locale: english,
    theme: defaultTheme,
    charts: new Map(),
    layout: { pages: [] },
    measurer,
    pictures: new Map(),
  });
  const [, slide] = planSlides(context, ownFrame);
  const boxes = slide!.shapes.map(({ box, ...shape }) => ({ ...box, name: shape.kind === "text" ? shape.name : "" }));
  return { slide: slide!, boxes: boxes.filter(({ name }) => name === "Key figure" || name === "Text") };
}

const counts = [1, 2, 3, 4, 5, 6, 7, 8];
const lengths = [0, 5, 20, 60, 120, 400];
const cases = counts.flatMap((count) => lengths.map((length) => [count, length] as const));

test.each(cases)(
  "%i key figures behind %i sentences stand apart, in the middle of what the text leaves",
  (count, length) => {
    const { slide, boxes } = planned("Twelve words lead to the figures. ".repeat(length).trim(), count);
    const cards = boxes.filter(({ name }) => name === "Key figure");
    const texts = boxes.filter(({ name }) => name === "Text");
    expect(cards).toHaveLength(count);
    expect(texts.length + slide.before.length).toBe(length === 0 ? 0 : 1);
    const top = Math.max(ownFrame.title.y, ...texts.map(({ y, height }) => y + height));
    const [first, last] = [cards[0]!, cards.at(-1)!];
    const [above, below] = [first.y - top, ownFrame.content.y + ownFrame.content.height - last.y - last.height];
    expect(above).toBeGreaterThan(8);
    expect(below).toBeGreaterThanOrEqual(-0.01);
    expect(below).toBeLessThanOrEqual(above + 0.01);
  },
);

test("short text stands above key figures, long text in the notes", () => {
  expect(planned("Short.", 4).slide.before).toEqual([]);
  expect(planned("Twelve words lead to the figures. ".repeat(400), 4).slide.before).toHaveLength(1);
});
