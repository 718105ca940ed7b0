import { describe, expect, it } from "vitest";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import {
  boxesOf,
  footnote,
  heading,
  layOut,
  linesOf,
  linesOn,
  text,
  wordsOf,
  type Options,
} from "../layout-fixture.ts";

const opening: readonly Block[] = [
  { type: "paragraph", role: "kicker", children: text("Kicker") },
  heading(1, "t", "Title"),
  { type: "paragraph", role: "standfirst", children: text("Standfirst") },
  { type: "paragraph", role: "dateline", children: text("30 June 2024") },
  linesOf(50),
];
const image = { path: "images/a.jpg", focus: { x: 0, y: 0.5 } };
const cover = (look: NonNullable<Options["theme"]>["cover"] & object, more: Options = {}) =>
  layOut(opening, {
    cover: true,
    charts: { " cover": [800, 600] },
    ...more,
    theme: { ...more.theme, cover: look },
  });

/** Returns the watermark's text on each page. */
const marks = (options: Options = {}) =>
  layOut([linesOf(45)], { document: { watermark: "Draft" }, ...options }).pages.map((page) =>
    page.boxes.flatMap((box) => (box.kind === "text" && box.means === "watermark" ? [box] : [])),
  );

describe("a cover with a ground", () => {
  it("is coloured from edge to edge, and its words can be read", () => {
    for (const color of ["#12304c", "#f0e0d0", "#808080"]) {
      const [page, next] = cover({ color }).pages;
      expect(boxesOf(page, "rectangle")[0]).toMatchObject({ x: 0, y: 0, width: 500, height: 680, fill: color });
      expect(linesOn(page)).toEqual(["Kicker", "Title", "Standfirst", "Left", "30 June 2024"]);
      const inks = new Set(boxesOf(page, "text").flatMap(({ runs }) => runs.map((run) => run.color)));
      expect(inks.size).toBe(1);
      expect(contrastRatio([...inks][0]!, color)).toBeGreaterThan(3.9);
      expect(boxesOf(next, "rectangle")).toEqual([]);
      expect(boxesOf(next, "text")[0]!.runs[0]!.color).not.toBe([...inks][0]);
    }
    expect(boxesOf(cover({ color: "#12304c", ink: "#ffeecc" }).pages[0], "text")[0]!.runs[0]!.color).toBe("#ffeecc");
  });

  it("has its picture on the upper part, cut to the place about its focus, and the logo on it", () => {
    const logo = {
      width: 20,
      height: 10,
      shapes: [{ segments: [["M", 0, 0], ["L", 20, 10], ["Z"]], fill: "#aa0000" }],
    } as const;
    const { pages, warnings } = cover({ color: "#12304c", image }, { theme: { logo } });
    const [picture] = boxesOf(pages[0], "chart");
    expect(picture).toMatchObject({ means: "layout", x: 0, y: 0, width: 500, figure: " cover", offset: { x: 0 } });
    expect(picture!.height).toBeGreaterThan(250);
    const kicker = boxesOf(pages[0], "text").find((box) => wordsOf(box) === "Kicker")!;
    expect(kicker.y).toBeGreaterThan(picture!.height);
    expect(boxesOf(pages[0], "path")).toMatchObject([{ x: 50, y: 60 }]);
    expect(pages[0]!.boxes.findIndex(({ kind }) => kind === "path")).toBeGreaterThan(
      pages[0]!.boxes.findIndex(({ kind }) => kind === "chart"),
    );
    expect(warnings).toEqual([]);
  });

  it("reports that there is no room for a picture", () => {
    const long = layOut([heading(1, "t", "Title ".repeat(330).trim()), linesOf(5)], {
      cover: true,
      charts: { " cover": [800, 600] },
      theme: { cover: { image } },
    });
    expect(boxesOf(long.pages[0], "chart")).toEqual([]);
    expect(long.warnings).toContainEqual(
      expect.objectContaining({ code: "overflow", message: "The cover has no room for its image above its words" }),
    );
  });

  it("leaves paper under the footnotes that its words cite", () => {
    const title: Block = {
      type: "heading",
      level: 1,
      id: "t",
      children: [...text("Title"), { type: "footnote", index: 0 }],
    };
    const { pages } = layOut([title, linesOf(5)], {
      cover: true,
      footnotes: [footnote("A note")],
      theme: { cover: { color: "#12304c" } },
    });
    const [ground] = boxesOf(pages[0], "rectangle");
    const note = boxesOf(pages[0], "text").find((box) => wordsOf(box) === "A note")!;
    expect(ground!.height).toBeLessThan(note.y - 10);
    expect(note.runs[0]!.color).toBe("#1a1a1a");
  });

  it("has its words and bar on the right in a language that is read from there", () => {
    const hebrew = [
      { type: "paragraph", role: "kicker", children: text("שנתון") },
      heading(1, "t", "כותרת"),
      linesOf(5),
    ] as const;
    const [page] = layOut(hebrew, { cover: true, language: "he", theme: { cover: { color: "#12304c" } } }).pages;
    const bar = boxesOf(page, "rectangle").at(-1)!;
    expect(bar.x + bar.width).toBeCloseTo(450, 0);
    const title = boxesOf(page, "text").find(({ runs }) => runs[0]!.size > 20)!;
    expect(Math.max(...title.runs.map(({ x, width }) => x + width))).toBeCloseTo(450, 0);
  });

  it("is only for reports that have a cover", () => {
    expect(
      boxesOf(layOut(opening, { theme: { cover: { color: "#12304c" } } }).pages[0], "rectangle").map(
        ({ fill }) => fill,
      ),
    ).toEqual(["#a3142e"]);
    expect(
      boxesOf(layOut([linesOf(3)], { cover: true, theme: { cover: { color: "#12304c" } } }).pages[0], "rectangle"),
    ).toEqual([]);
  });
});

describe("a watermark", () => {
  it("lies along the diagonal of every page, behind everything, about its middle", () => {
    const { pages } = layOut([linesOf(45)], { document: { watermark: "Draft" } });
    expect(pages).toHaveLength(2);
    for (const { boxes } of pages)
      expect(boxes[0]).toMatchObject({ kind: "text", means: "watermark", turn: { x: 250, y: 340 } });
    const [[mark]] = marks() as [[NonNullable<ReturnType<typeof marks>[number][number]>]];
    expect(mark.turn!.sin / mark.turn!.cos).toBeCloseTo(680 / 500);
    const [run] = mark.runs;
    expect(run!.x + run!.width / 2).toBeCloseTo(250, 1);
    expect(run!.width).toBeLessThan(Math.hypot(500, 680) * 0.67);
    expect(marks({ document: {} }).flat()).toEqual([]);
  });

  it("leaves text over it readable, whatever the theme", () => {
    for (const theme of [
      {},
      { paper: "#101820", ink: "#f4f4f4", muted: "#b0b8c0", accent: "#ffb000" },
      { muted: "#767676" },
    ]) {
      const { color } = marks({ theme })[0]![0]!.runs[0]!;
      const {
        paper = "#ffffff",
        muted = "#5c5f62",
        ink = "#1a1a1a",
      } = theme as { paper?: string; muted?: string; ink?: string };
      expect(contrastRatio(ink, color)).toBeGreaterThan(4.5);
      expect(contrastRatio(muted, color)).toBeGreaterThan(muted === "#767676" ? 4 : 4.5);
      expect(contrastRatio(paper, color)).toBeGreaterThan(1.05);
    }
    expect(marks({ theme: { watermark: "#ffe0e0" } })[0]![0]!.runs[0]!.color).toBe("#ffe0e0");
  });

  it("falls where its words are read from the right, and fits however long it is", () => {
    expect(marks({ document: { watermark: "טיוטה" }, language: "he" })[0]![0]!.turn!.sin).toBeLessThan(0);
    const long = marks({ document: { watermark: "Not for publication before 30 June 2024" } })[0]![0]!;
    expect(long.runs.reduce((sum, { width }) => sum + width, 0)).toBeLessThan(Math.hypot(500, 680) * 0.67);
  });

  it("stands on a cover's ground, below its picture", () => {
    const { pages } = cover({ color: "#12304c", image }, { document: { watermark: "Draft" }, language: "he" });
    const kinds = pages[0]!.boxes.map((box) => ("means" in box && box.means === "watermark" ? "mark" : box.kind));
    expect(kinds.indexOf("mark")).toBeGreaterThan(kinds.indexOf("chart"));
    const mark = boxesOf(pages[0], "text").find(({ means }) => means === "watermark")!;
    expect(mark.turn!.y).toBeGreaterThan(boxesOf(pages[0], "chart")[0]!.height);
    expect(contrastRatio(mark.runs[0]!.color, "#ffffff")).toBeGreaterThan(4.5);
  });
});
