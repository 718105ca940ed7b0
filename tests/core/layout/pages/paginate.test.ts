import { describe, expect, it } from "vitest";
import { boxesOf, elements, figure, footnote, heading, layOut, linesOf, linesOn, paragraph, testPage } from "../layout-fixture.ts";

const ref = (index: number) => ({ type: "footnote", index }) as const;

/** Counts the lines of body text on each page. */
const counts = (blocks: Parameters<typeof layOut>[0], options: Parameters<typeof layOut>[1] = {}) => layOut(blocks, options).pages.map((page) => linesOn(page).length);

/** Makes five sections: four of 12 lines, the last of `lines`. */
const sections = (lines: number) => [0, 1, 2, 3, 4].flatMap((index) => [heading(2, `h${index}`), linesOf(index === 4 ? lines : 12)]);

/** Makes a heading, two lines that introduce a figure, the figure, and the blocks after it. */
const introduced = (...behind: Parameters<typeof layOut>[0]) => [heading(2, "h", "Heading"), linesOf(2, "lead"), figure("f", 1), ...behind];

/** Returns the baseline of the lowest line of text on the first page. */
const foot = (...blocks: Parameters<typeof layOut>[0]): number => Math.max(...boxesOf(layOut(blocks).pages[0], "text").filter(({ means }) => typeof means === "number").map(({ y }) => y));

describe("pages", () => {
  it("hold forty lines", () => {
    expect(counts([linesOf(80)])).toEqual([40, 40]);
  });

  it("leave no line of a paragraph alone at the foot or at the top", () => {
    expect(counts([linesOf(41)])).toEqual([39, 2]);
    expect(counts([linesOf(38), linesOf(5)])).toEqual([38, 5]);
    expect(counts([linesOf(37), linesOf(3)])).toEqual([37, 3]);
    expect(counts([linesOf(37), linesOf(4)])).toEqual([39, 2]);
  });

  it("never strand a heading", () => {
    for (let lines = 30; lines <= 40; lines++) {
      const { pages } = layOut([linesOf(lines), heading(2, "h", "Heading"), linesOf(20)]);
      for (const page of pages) expect(linesOn(page).at(-1)).not.toBe("Heading");
    }
  });

  it("keep a heading with a figure that follows, unless text can come between", () => {
    const blocks = [linesOf(30), heading(2, "h", "Heading"), figure("f", 1)];
    const charts = { f: [400, 200] as const };
    expect(linesOn(layOut(blocks, { charts }).pages[1])[0]).toBe("Heading");
    const { pages } = layOut([...blocks, linesOf(12)], { charts });
    expect(linesOn(pages[0])).toContain("Heading");
    expect(linesOn(pages[1])[0]).toBe("Figure 1");
  });

  it("keep a heading and its short introduction with a figure, unless the hole would be large or enough text can come between", () => {
    const charts = { f: [400, 260] as const };
    const next = [heading(2, "n", "Next"), linesOf(12, "next")];
    const moved = layOut([linesOf(27), ...introduced(...next)], { charts }).pages;
    expect(linesOn(moved[0])).toHaveLength(27);
    expect(linesOn(moved[1]).slice(0, 4)).toEqual(["Heading", expect.stringContaining("lead"), expect.stringContaining("lead"), "Figure 1"]);
    const large = layOut([linesOf(21), ...introduced(...next)], { charts }).pages;
    expect(linesOn(large[0])).toContain("Heading");
    const between = layOut([linesOf(27), ...introduced(linesOf(12, "more"))], { charts }).pages;
    expect(linesOn(between[0])).toContain("Heading");
    expect(linesOn(between[0]).filter((line) => line.startsWith("more")).length).toBeGreaterThanOrEqual(4);
    const long = layOut([linesOf(27), heading(2, "h", "Heading"), linesOf(5, "lead"), figure("f", 1), ...next], { charts }).pages;
    expect(linesOn(long[0])).toContain("Heading");
  });

  it("keep a heading, a heading below it and their introductions with a figure", () => {
    const { pages } = layOut([linesOf(24), heading(2, "h", "Heading"), linesOf(2, "lead"), heading(3, "i", "Below"), linesOf(2, "lead"), figure("f", 1)], { charts: { f: [400, 260] } });
    expect(linesOn(pages[0])).toHaveLength(24);
    expect(linesOn(pages[1])[0]).toBe("Heading");
  });

  it("do not carry a section along with the next one's figure", () => {
    const { pages } = layOut([linesOf(24), heading(2, "h", "Heading"), linesOf(2, "lead"), heading(2, "i", "Next"), linesOf(2, "lead"), figure("f", 1)], { charts: { f: [400, 260] } });
    expect(linesOn(pages[0])).toContain("Heading");
    expect(linesOn(pages[0])).not.toContain("Next");
    expect(linesOn(pages[1])[0]).toBe("Next");
  });

  it("keep a line that ends with a colon together with what follows", () => {
    const { pages } = layOut([linesOf(39), paragraph("As follows:"), linesOf(9, "next")]);
    expect(linesOn(pages[0]).at(-1)).not.toBe("As follows:");
    expect(linesOn(pages[1])[0]).toBe("As follows:");
  });

  it("let text fill the hole that a figure would leave", () => {
    const { pages } = layOut([linesOf(25), figure("f", 1), linesOf(30, "next")], { charts: { f: [400, 250] } });
    expect(linesOn(pages[0]).filter((line) => line.startsWith("next")).length).toBeGreaterThanOrEqual(12);
    expect(boxesOf(pages[0], "chart")).toEqual([]);
    expect(boxesOf(pages[1], "chart")).toHaveLength(1);
    expect(linesOn(pages[1])[0]).toBe("Figure 1");
  });

  it("close a small hole above a section by the spaces between blocks, but not where a page was to end", () => {
    const parts = Array.from({ length: 6 }, (_, index) => linesOf(5, `w${index}ab`.slice(0, 4)));
    const next = [heading(2, "h"), { type: "callout", title: [], children: [linesOf(8)] }] as const;
    const open = foot(...parts);
    expect(foot(...parts, linesOf(2), ...next)).toBeGreaterThan(open + 3 * 14);
    expect(foot(...parts, linesOf(2), ...next)).toBeLessThan(620);
    expect(foot(...parts, { type: "page-break" }, ...next)).toBe(open);
  });

  it("keep figures in their order", () => {
    const { pages } = layOut([linesOf(20), figure("a", 1), figure("b", 2), linesOf(40)], { charts: { a: [400, 300], b: [400, 100] } });
    expect(pages.flatMap((page) => boxesOf(page, "chart").map(({ figure: id }) => id))).toEqual(["a", "b"]);
  });

  it("do not begin a section in front of a waiting figure for a small hole, but for a large one", () => {
    const section = [heading(2, "s", "Section"), linesOf(30, "next")];
    const small = layOut([linesOf(30), figure("f", 1), ...section], { charts: { f: [400, 200] } });
    expect(linesOn(small.pages[0])).not.toContain("Section");
    const large = layOut([linesOf(12), figure("f", 1), ...section], { charts: { f: [400, 450] } });
    expect(linesOn(large.pages[0])).toContain("Section");
  });

  it("obey a page break, figures first", () => {
    const { pages } = layOut([linesOf(30), figure("f", 1), { type: "page-break" }, linesOf(2, "next")], { charts: { f: [400, 250] } });
    expect(pages).toHaveLength(3);
    expect(boxesOf(pages[1], "chart")).toHaveLength(1);
    expect(linesOn(pages[2])).toHaveLength(2);
  });

  it("make a figure smaller that is too wide or too tall, and say so", () => {
    const { pages, warnings } = layOut([figure("f", 1), figure("g", 2)], { charts: { f: [800, 100], g: [100, 900] } });
    const [wide, tall] = pages.flatMap((page) => boxesOf(page, "chart"));
    expect(wide).toMatchObject({ scale: 0.5, width: 400, height: 50 });
    expect(tall!.scale).toBeLessThan(0.6);
    expect(tall!.y + tall!.height).toBeLessThan(testPage.height - testPage.margins.bottom);
    expect(warnings.map(({ code, where }) => [code, where?.file])).toEqual([["scaled-figure", "report.md"], ["scaled-figure", "report.md"]]);
  });
});

describe("footnotes", () => {
  it("stand at the foot of the page of their reference", () => {
    const { pages } = layOut([linesOf(45), paragraph("Here", ref(0))], { footnotes: [footnote("Nota")] });
    expect(linesOn(pages[0]).join()).not.toContain("Nota");
    expect(linesOn(pages[1]).at(-1)).toBe("1Nota");
    const note = boxesOf(pages[1], "text").filter(({ means }) => typeof means === "number").at(-1)!;
    expect(testPage.height - testPage.margins.bottom - note.y).toBeLessThan(8);
  });

  it("push a line to the next page rather than part from it", () => {
    const { pages } = layOut([linesOf(38), paragraph("Here", ref(0))], { footnotes: [footnote("Nota")] });
    expect(linesOn(pages[0])).toHaveLength(38);
    expect(linesOn(pages[1])).toEqual(["Here1", "1Nota"]);
  });

  it("go on on the next page when they are long", () => {
    const { pages } = layOut([linesOf(30), paragraph("Here", ref(0)), linesOf(8)], { footnotes: [{ label: "n", children: [linesOf(20, "nota")] }] });
    const notes = pages.map((page) => linesOn(page).filter((line) => line.includes("nota")).length);
    expect(notes[0]).toBeGreaterThanOrEqual(2);
    expect(notes[1]).toBeGreaterThanOrEqual(2);
    const all = elements(layOut([paragraph("x", ref(0))], { footnotes: [footnote("n")] }), "Note");
    expect(all).toMatchObject([{ id: "n1" }]);
  });

  it("are printed once however often they are cited", () => {
    const { pages } = layOut([paragraph("One", ref(0)), linesOf(45), paragraph("Two", ref(0), ref(1))], { footnotes: [footnote("First"), footnote("Second")] });
    const all = pages.flatMap((page) => linesOn(page));
    expect(all.filter((line) => line.includes("First"))).toHaveLength(1);
    expect(all).toContain("Two1,2");
  });

  it("part after a comma if many stand in a row, but never two", () => {
    const refs = Array.from({ length: 120 }, (_, index) => ref(index));
    const notes = refs.map(() => footnote("n"));
    const layout = layOut([paragraph("Word", ...refs)], { footnotes: notes });
    expect(layout.warnings).toEqual([]);
    const lines = layout.pages.flatMap((page) => linesOn(page)).filter((line) => line.includes(","));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join("")).toBe(`Word${refs.map(({ index }) => index + 1).join(",")}`);
    for (const line of lines.slice(0, -1)) expect(line.at(-1)).toBe(",");
    for (let room = 1; room < 80; room++) {
      const { pages } = layOut([paragraph("w".repeat(room), ref(0), ref(1))], { footnotes: notes });
      expect(pages.flatMap((page) => linesOn(page)).join("\n")).toContain("1,2");
    }
  });

  it("link to the note and back", () => {
    const { pages } = layOut([paragraph("One", ref(0))], { footnotes: [footnote("First")] });
    expect(boxesOf(pages[0], "link").map(({ target, contents }) => [target, contents])).toEqual([
      [{ destination: "note-1" }, "Note 1"],
      [{ destination: "note-reference-1" }, "Back to the text"],
    ]);
    expect(boxesOf(pages[0], "destination").map(({ name }) => name)).toEqual(["note-reference-1", "note-1"]);
  });

  it("may stand at the end of the report", () => {
    const { pages } = layOut([paragraph("One", ref(0)), linesOf(60)], { footnotes: [footnote("First")], notes: "end" });
    expect(linesOn(pages[0]).join()).not.toContain("First");
    expect(linesOn(pages[1]).slice(-2)).toEqual(["Notes", "1First"]);
  });

  it("in a footnote are printed too", () => {
    const { pages } = layOut([paragraph("One", ref(0))], { footnotes: [{ label: "a", children: [paragraph("First", ref(1))] }, footnote("Second")] });
    expect(linesOn(pages[0])).toEqual(["One1", "1First2", "2Second"]);
  });

  it("does not leave a few lines alone on the last page where the spaces before can give way", () => {
    const roomy = Array.from({ length: 8 }, (_, index) => layOut(sections(index + 8)).pages);
    for (const pages of roomy) {
      const last = linesOn(pages.at(-1));
      expect(last.length === 0 || last.length > 3 || pages.length === 1).toBe(true);
    }
    // The spaces have no room for one line more, so it stays on a page by itself.
    expect(layOut([linesOf(40), paragraph("alone")]).pages).toHaveLength(2);
  });
});

const cell = (text: string) => ({ children: [{ type: "text", text }] }) as const;
const column = (text: string) => ({ label: [{ type: "text", text }], align: "left" }) as const;
const rowsOf = (page: Parameters<typeof linesOn>[0]): string[] => linesOn(page).filter((line) => line.startsWith("row"));

const table = (rows: number, groups = 0): Parameters<typeof layOut>[0][number] => ({
  type: "table", id: "t", number: 1, title: [{ type: "text", text: "Title" }], deck: [], source: [], note: [], columns: [column("Head"), column("More")],
  rows: Array.from({ length: rows }, (_, index) => [
    ...(groups > 0 && index % groups === 0 ? [{ kind: "group", cells: [{ ...cell(`Group ${index / groups}`), colSpan: 2 }] } as const] : []),
    { kind: "body", cells: [cell(`row ${index}`), cell("x")] } as const,
  ]).flat(),
});

describe("lists and tables on pages", () => {
  it("leave no single line of a list's first or last item alone", () => {
    const list = { type: "list", ordered: false, start: 1, tight: true, items: ["a", "b", "c", "d"].map((item) => [paragraph(item)]) } as const;
    for (let lines = 30; lines <= 40; lines++) {
      const items = layOut([linesOf(lines), list]).pages.map((page) => linesOn(page).filter((line) => line.startsWith("•")).length).filter((count) => count > 0);
      for (const count of items) expect(count).toBeGreaterThan(1);
    }
  });

  it("leave no two rows of a long table alone", () => {
    for (let lines = 0; lines <= 38; lines += 1) {
      for (const page of layOut([linesOf(lines), table(60)]).pages) expect([1, 2]).not.toContain(rowsOf(page).length);
    }
  });

  it("repeat the heading of the group that continues below the header, and no other", () => {
    const { pages, structure } = layOut([table(120, 50)]);
    expect(pages.length).toBeGreaterThan(2);
    pages.slice(1).forEach((page) => {
      const lines = linesOn(page);
      const first = Number(/row (\d+)/.exec(lines.find((line) => line.startsWith("row"))!)![1]);
      const heading = lines.slice(0, 4).filter((line) => line.startsWith("Group"));
      expect(heading).toEqual([`Group ${Math.floor(first / 50)}`]);
      const repeated = boxesOf(page, "text").filter(({ means }) => means === "layout").map(({ runs }) => runs.map((run) => run.text).join(""));
      expect(repeated.includes(heading[0]!)).toBe(first % 50 !== 0);
    });
    expect(structure.filter(({ role }) => role === "TR")).toHaveLength(1 + 120 + 3);
  });
});
