import { describe, expect, it } from "vitest";
import {
  boxesOf,
  elements,
  figure,
  footnote,
  heading,
  layOut,
  linesOf,
  linesOn,
  paragraph,
  testPage,
} from "../layout-fixture.ts";

const ref = (index: number) => ({ type: "footnote", index }) as const;

/** Counts the lines of body text on each page. */
const counts = (blocks: Parameters<typeof layOut>[0], options: Parameters<typeof layOut>[1] = {}) =>
  layOut(blocks, options).pages.map((page) => linesOn(page).length);

/** Makes five sections: four of 12 lines, the last of `lines`. */
const sections = (lines: number) =>
  [0, 1, 2, 3, 4].flatMap((index) => [heading(2, `h${index}`), linesOf(index === 4 ? lines : 12)]);

/** Makes a heading, two lines that introduce a figure, the figure, and the blocks after it. */
const introduced = (...behind: Parameters<typeof layOut>[0]) => [
  heading(2, "h", "Heading"),
  linesOf(2, "lead"),
  figure("f", 1),
  ...behind,
];

/** Returns the baseline of the lowest line of text on the first page. */
const foot = (...blocks: Parameters<typeof layOut>[0]): number =>
  Math.max(
    ...boxesOf(layOut(blocks).pages[0], "text")
      .filter(({ means }) => typeof means === "number")
      .map(({ y }) => y),
  );

/** Makes 25 lines, a figure that does not fit below them, and 30 more lines. */
const around = (place?: "here") => [
  linesOf(25),
  { ...figure("f", 1), ...(place === undefined ? {} : { place }) },
  linesOf(30, "next"),
];

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
    expect(linesOn(moved[1]).slice(0, 4)).toEqual([
      "Heading",
      expect.stringContaining("lead"),
      expect.stringContaining("lead"),
      "Figure 1",
    ]);
    const large = layOut([linesOf(21), ...introduced(...next)], { charts }).pages;
    expect(linesOn(large[0])).toContain("Heading");
    const between = layOut([linesOf(27), ...introduced(linesOf(12, "more"))], { charts }).pages;
    expect(linesOn(between[0])).toContain("Heading");
    expect(linesOn(between[0]).filter((line) => line.startsWith("more")).length).toBeGreaterThanOrEqual(4);
    const long = layOut([linesOf(27), heading(2, "h", "Heading"), linesOf(5, "lead"), figure("f", 1), ...next], {
      charts,
    }).pages;
    expect(linesOn(long[0])).toContain("Heading");
  });

  it("keep a heading, a heading below it and their introductions with a figure", () => {
    const { pages } = layOut(
      [
        linesOf(28),
        heading(2, "h", "Heading"),
        linesOf(2, "lead"),
        heading(3, "i", "Below"),
        linesOf(2, "lead"),
        figure("f", 1),
      ],
      { charts: { f: [400, 260] } },
    );
    expect(linesOn(pages[0])).toHaveLength(28);
    expect(linesOn(pages[1])[0]).toBe("Heading");
  });

  it("do not carry a section along with the next one's figure", () => {
    const { pages } = layOut(
      [
        linesOf(28),
        heading(2, "h", "Heading"),
        linesOf(2, "lead"),
        heading(2, "i", "Next"),
        linesOf(2, "lead"),
        figure("f", 1),
      ],
      { charts: { f: [400, 260] } },
    );
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
    const { pages } = layOut([linesOf(20), figure("a", 1), figure("b", 2), linesOf(40)], {
      charts: { a: [400, 300], b: [400, 100] },
    });
    expect(pages.flatMap((page) => boxesOf(page, "chart").map(({ figure: id }) => id))).toEqual(["a", "b"]);
  });

  it("do not let a section begin in front of a figure of the section before", () => {
    for (const [lines, height] of [
      [30, 200],
      [12, 450],
    ] as const) {
      const { pages } = layOut([linesOf(lines), figure("f", 1), heading(2, "s", "Section"), linesOf(30, "next")], {
        charts: { f: [400, height] },
      });
      const drawn = pages.findIndex((page) => boxesOf(page, "chart").length > 0);
      const begun = pages.findIndex((page) => linesOn(page).includes("Section"));
      expect(drawn).toBeLessThanOrEqual(begun);
      if (drawn === begun)
        expect(linesOn(pages[drawn]).indexOf("Figure 1")).toBeLessThan(linesOn(pages[drawn]).indexOf("Section"));
    }
  });

  it("let a figure pass a section below its own", () => {
    const { pages } = layOut(
      [heading(2, "h", "Heading"), linesOf(28), figure("f", 1), heading(3, "s", "Below"), linesOf(30, "next")],
      { charts: { f: [400, 250] } },
    );
    expect(linesOn(pages[0])).toContain("Below");
    expect(boxesOf(pages[1], "chart")).toHaveLength(1);
  });

  it("move a figure up over the paragraphs before it, not over their heading, where its section ends with a hole", () => {
    const next = [heading(2, "n", "Next"), linesOf(20, "next")];
    let passed = 0;
    for (let above = 4; above < 16; above++) {
      const { pages } = layOut(
        [linesOf(above), heading(2, "h", "Heading"), linesOf(3, "lead"), linesOf(9, "more"), figure("f", 1), ...next],
        { charts: { f: [400, 220] } },
      );
      const lines = linesOn(pages[0]);
      const at = lines.indexOf("Figure 1");
      if (at < 0) continue;
      expect(lines.indexOf("Heading")).toBeLessThan(at);
      const below = lines.slice(at).filter((line) => /^(?:lead|more)/.test(line)).length;
      if (below === 0) continue;
      passed++;
      expect(below).toBeGreaterThanOrEqual(2);
      expect(linesOn(pages[1])[0]).toContain("more");
    }
    expect(passed).toBeGreaterThan(2);
  });

  it("do not part a figure from the line with a colon that introduces it", () => {
    const { pages } = layOut(
      [
        linesOf(14),
        linesOf(9, "more"),
        paragraph("As follows:"),
        figure("f", 1),
        heading(2, "n", "Next"),
        linesOf(20, "next"),
      ],
      { charts: { f: [400, 300] } },
    );
    const page = pages.find((each) => boxesOf(each, "chart").length > 0);
    expect(linesOn(page)[linesOn(page).indexOf("Figure 1") - 1]).toBe("As follows:");
  });

  it("have no few lines under a figure at the foot, nor above one at the top, while the paragraph goes on", () => {
    const charts = { f: [400, 250] } as const;
    let tidied = 0;
    for (let above = 8; above < 20; above++) {
      const lines = linesOn(layOut([linesOf(above), figure("f", 1), linesOf(30, "next")], { charts }).pages[0]);
      const at = lines.indexOf("Figure 1");
      if (at < 0) continue;
      const under = lines.slice(at).filter((line) => line.startsWith("next")).length;
      expect([1, 2, 3]).not.toContain(under);
      if (under === 0 && lines.slice(0, at).some((line) => line.startsWith("next"))) tidied++;
    }
    expect(tidied).toBe(2);
    const high = layOut([linesOf(42), figure("f", 1), linesOf(30, "next")], { charts }).pages[1];
    expect(linesOn(high)[0]).toBe("Figure 1");
    expect(linesOn(high).filter((line) => line.startsWith("word"))).toHaveLength(2);
  });

  it("keep a figure in its place where its author or the template wants it", () => {
    const charts = { f: [400, 250] } as const;
    for (const { pages } of [
      layOut(around("here"), { charts }),
      layOut(around(), { charts, page: { figures: "here" } }),
    ]) {
      expect(linesOn(pages[0])).toHaveLength(25);
      expect(linesOn(pages[1])[0]).toBe("Figure 1");
    }
  });

  it("less than a third full are a warning, unless a chapter ends on them", () => {
    const charts = { f: [400, 420] } as const;
    const short = layOut([linesOf(8), { ...figure("f", 1), place: "here" }, linesOf(30)], { charts });
    expect(short.warnings).toMatchObject([
      { code: "short-page", seen: "20%", message: expect.stringContaining("Page 1 is only 20% full") },
    ]);
    expect(
      layOut([linesOf(8), heading(2, "h"), { ...figure("f", 1), place: "here" }, linesOf(30)], { charts }).warnings,
    ).toEqual([]);
    expect(layOut([linesOf(8), { type: "page-break" }, linesOf(30)]).warnings).toEqual([]);
  });

  it("read a figure where the source has it, wherever it stands", () => {
    const { structure, pages } = layOut([linesOf(25), figure("f", 1), linesOf(30, "next")], {
      charts: { f: [400, 250] },
    });
    expect(boxesOf(pages[1], "chart")).toHaveLength(1);
    expect(structure.filter(({ parent }) => parent === 0).map(({ role }) => role)).toEqual(["P", "Figure", "P", "P"]);
    const [, , source, next] = structure.filter(({ parent }) => parent === 0);
    const wordsFor = (means: number): string =>
      pages
        .flatMap((page) => boxesOf(page, "text"))
        .filter((box) => box.means === means)
        .map((box) => box.runs.map((run) => run.text).join(""))
        .join("");
    expect(wordsFor(source!.index)).toBe("Source: Office");
    expect(wordsFor(next!.index)).toMatch(/^next/);
  });

  it("grow no space beyond one and a half times its set size", () => {
    for (let lines = 20; lines < 40; lines++) {
      const parts = Array.from({ length: 4 }, (_, index) => linesOf(5, `w${index}ab`));
      const { pages } = layOut([
        ...parts,
        linesOf(lines - 20),
        { type: "callout", title: [], children: [linesOf(8)] },
        linesOf(30),
      ]);
      const baselines = [
        ...new Set(
          boxesOf(pages[0], "text")
            .filter(({ means }) => typeof means === "number")
            .map(({ y }) => y),
        ),
      ];
      // 14 points from line to line, 7 between two paragraphs.
      baselines.slice(1, 18).forEach((y, index) => expect(y - baselines[index]!).toBeLessThan(14 + 7 * 1.5 + 0.01));
    }
  });

  it("are filled before a figure that waits for the last page", () => {
    const { pages } = layOut([linesOf(17), heading(2, "h"), linesOf(14, "last"), figure("f", 1)], {
      charts: { f: [400, 250] },
    });
    const ys = [
      ...new Set(
        boxesOf(pages[0], "text")
          .filter(({ means }) => typeof means === "number")
          .map(({ y }) => y),
      ),
    ];
    const filled = Math.max(...ys);
    const { pages: before } = layOut([linesOf(17), heading(2, "h"), linesOf(14, "last")]);
    expect(pages).toHaveLength(2);
    expect(filled).toBeGreaterThan(
      Math.max(
        ...boxesOf(before[0], "text")
          .filter(({ means }) => typeof means === "number")
          .map(({ y }) => y),
      ),
    );
  });

  it("obey a page break, figures first", () => {
    const { pages } = layOut([linesOf(30), figure("f", 1), { type: "page-break" }, linesOf(2, "next")], {
      charts: { f: [400, 250] },
    });
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
    expect(warnings.map(({ code, where }) => [code, where?.file])).toEqual([
      ["scaled-figure", "report.md"],
      ["scaled-figure", "report.md"],
      ["short-page", undefined],
    ]);
  });
});

describe("footnotes", () => {
  it("stand at the foot of the page of their reference", () => {
    const { pages } = layOut([linesOf(45), paragraph("Here", ref(0))], { footnotes: [footnote("Nota")] });
    expect(linesOn(pages[0]).join()).not.toContain("Nota");
    expect(linesOn(pages[1]).at(-1)).toBe("1Nota");
    const note = boxesOf(pages[1], "text")
      .filter(({ means }) => typeof means === "number")
      .at(-1)!;
    expect(testPage.height - testPage.margins.bottom - note.y).toBeLessThan(8);
  });

  it("push a line to the next page rather than part from it", () => {
    const { pages } = layOut([linesOf(38), paragraph("Here", ref(0))], { footnotes: [footnote("Nota")] });
    expect(linesOn(pages[0])).toHaveLength(38);
    expect(linesOn(pages[1])).toEqual(["Here1", "1Nota"]);
  });

  it("go on on the next page when they are long", () => {
    const { pages } = layOut([linesOf(30), paragraph("Here", ref(0)), linesOf(8)], {
      footnotes: [{ label: "n", children: [linesOf(20, "nota")] }],
    });
    const notes = pages.map((page) => linesOn(page).filter((line) => line.includes("nota")).length);
    expect(notes[0]).toBeGreaterThanOrEqual(2);
    expect(notes[1]).toBeGreaterThanOrEqual(2);
    const all = elements(layOut([paragraph("x", ref(0))], { footnotes: [footnote("n")] }), "Note");
    expect(all).toMatchObject([{ id: "n1" }]);
  });

  it("are printed once however often they are cited", () => {
    const { pages } = layOut([paragraph("One", ref(0)), linesOf(45), paragraph("Two", ref(0), ref(1))], {
      footnotes: [footnote("First"), footnote("Second")],
    });
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
    const { pages } = layOut([paragraph("One", ref(0))], {
      footnotes: [{ label: "a", children: [paragraph("First", ref(1))] }, footnote("Second")],
    });
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
const rowsOf = (page: Parameters<typeof linesOn>[0]): string[] =>
  linesOn(page).filter((line) => line.startsWith("row"));

const table = (rows: number, groups = 0): Parameters<typeof layOut>[0][number] => ({
  type: "table",
  id: "t",
  number: 1,
  title: [{ type: "text", text: "Title" }],
  deck: [],
  source: [],
  note: [],
  columns: [column("Head"), column("More")],
  rows: Array.from({ length: rows }, (_, index) => [
    ...(groups > 0 && index % groups === 0
      ? [{ kind: "group", cells: [{ ...cell(`Group ${index / groups}`), colSpan: 2 }] } as const]
      : []),
    { kind: "body", cells: [cell(`row ${index}`), cell("x")] } as const,
  ]).flat(),
});

describe("lists and tables on pages", () => {
  it("leave no single line of a list's first or last item alone", () => {
    const list = {
      type: "list",
      ordered: false,
      start: 1,
      tight: true,
      items: ["a", "b", "c", "d"].map((item) => [paragraph(item)]),
    } as const;
    for (let lines = 30; lines <= 40; lines++) {
      const items = layOut([linesOf(lines), list])
        .pages.map((page) => linesOn(page).filter((line) => line.startsWith("•")).length)
        .filter((count) => count > 0);
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
      const repeated = boxesOf(page, "text")
        .filter(({ means }) => means === "layout")
        .map(({ runs }) => runs.map((run) => run.text).join(""));
      expect(repeated.includes(heading[0]!)).toBe(first % 50 !== 0);
    });
    expect(structure.filter(({ role }) => role === "TR")).toHaveLength(1 + 120 + 3);
  });
});
