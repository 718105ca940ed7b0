import { describe, expect, it } from "vitest";
import { PageBuilder } from "../../../../../functions/core/report/layout/pages/page-builder.ts";
import { type Frame, type Slice, slice } from "../../../../../functions/core/report/layout/slice.ts";

const height = 100;
/** A text area that begins 30 points below the page's top. */
const frame = { left: 50, top: 30, height, leading: 24, noteRule: { width: 40, color: "#000000" } };

/** Makes a bar whose x serves as its name. */
function bar(x: number, high: number, rules: Partial<Slice> = {}): Slice {
  return slice({ height: high, boxes: [box(x, high)] }, rules);
}

function box(x: number, high: number) {
  return { kind: "rectangle", means: "layout", x, y: 0, width: 10, height: high, fill: "#ffffff" } as const;
}

interface Opened {
  readonly page: PageBuilder;
  readonly printed: Slice[];
}

/** @param notes footnotes by their number */
function open({
  notes = {},
  carried = [],
}: { notes?: Readonly<Record<number, readonly Slice[]>>; carried?: readonly Slice[] } = {}): Opened {
  const printed: Slice[] = [];
  const notesOf = (slices: readonly Slice[]): (readonly Slice[])[] =>
    slices.flatMap((part) => part.notes.map((note) => notes[note]!));
  return {
    page: new PageBuilder(frame, carried, { of: notesOf, print: (slices) => void printed.push(...slices) }),
    printed,
  };
}

/** Lists `x@y` of every bar, with y from the top of the text area. */
function placesOf(page: PageBuilder, full = false): string[] {
  return page
    .finish(full)
    .draw()
    .flatMap((one) => (one.kind === "rectangle" ? [`${one.x}@${Math.round((one.y - frame.top) * 100) / 100}`] : []));
}

describe("a page", () => {
  it("holds slices one under the other, with the larger of two spaces between them and none at the top", () => {
    const { page, printed } = open();
    const slices = [bar(1, 20, { before: 9, after: 5 }), bar(2, 10, { before: 8 }), bar(3, 10, { before: 2 })];
    expect([page.empty, page.fresh, page.room()]).toEqual([true, true, 100]);
    expect(page.place(slices)).toBe(true);
    expect([page.empty, page.fresh, page.room()]).toEqual([false, false, 50]);
    expect(printed).toEqual(slices);
    expect(page.place([])).toBe(true);
    expect(placesOf(page)).toEqual(["1@0", "2@28", "3@40"]);
    expect(page.finish(false)).toMatchObject({ filled: 0.5, carried: [] });
  });

  it.each([
    ["as much as there is room for", 60, {}, true],
    ["a rounding error more", 60.01, {}, true],
    ["more", 60.02, {}, false],
    ["room that must stay", 55, { extra: 5 }, true],
    ["too much room that must stay", 55, { extra: 5.02 }, false],
    ["more, by force", 200, { force: true }, true],
  ] as const)("takes %s", (_, high, options, taken) => {
    const { page, printed } = open();
    page.place([bar(1, 30, { after: 10 })]);
    expect(page.place([bar(2, high)], options)).toBe(taken);
    expect(printed).toHaveLength(taken ? 2 : 1);
    expect(page.room()).toBeCloseTo(taken ? 60 - high : 70, 5);
    expect(page.finish(false).draw()).toHaveLength(taken ? 2 : 1);
  });

  it("repeats what comes above a slice only where it is the first", () => {
    const resume = { height: 12, boxes: [box(9, 12)] };
    const row = bar(1, 20, { resume });
    const first = open().page;
    first.place([row, bar(2, 20, { resume })]);
    expect(placesOf(first)).toEqual(["9@0", "1@12", "2@32"]);
    const float = open().page;
    float.place([bar(3, 10)], { float: true });
    expect([float.fresh, float.empty]).toEqual([true, false]);
    float.place([row], { float: true });
    float.place([row]);
    expect(placesOf(float)).toEqual(["3@0", "1@10", "9@30", "1@42"]);
    const later = open().page;
    later.place([bar(3, 10)]);
    later.place([row]);
    expect(placesOf(later)).toEqual(["3@0", "1@10"]);
    const full = open().page;
    expect(full.place([bar(1, 89, { resume })])).toBe(false);
    expect(full.place([bar(1, 88, { resume })])).toBe(true);
  });

  it("leaves room for a frame that it cuts", () => {
    const cut: Frame = { x: 50, width: 10, fill: "#eeeeee", padding: 6 };
    const { page } = open();
    expect(page.place([bar(1, 89, { frames: [cut] })])).toBe(false);
    expect(page.place([bar(1, 88, { frames: [cut] })])).toBe(true);
    expect(placesOf(page)).toEqual(["50@0", "1@6"]);
    const opening = open().page;
    expect(opening.place([bar(1, 94, { frames: [cut], opens: [cut] })])).toBe(true);
    expect(placesOf(opening)).toContain("1@0");
    const closing = open().page;
    expect(closing.place([bar(1, 94, { frames: [cut], closes: [cut] })])).toBe(true);
    const floating = open().page;
    expect(floating.place([bar(1, 94, { frames: [cut] })], { float: true })).toBe(true);
  });

  it("lets spaces give way by half, and by eight points in a hundred, where it is asked to", () => {
    const spaced = (high: number): boolean => {
      const { page } = open();
      page.place([bar(1, 40, { after: 10 })]);
      return page.place([bar(2, high)], { squeeze: true });
    };
    expect([spaced(55), spaced(55.02)]).toEqual([true, false]);
    const wide = (high: number): boolean => {
      const { page } = open();
      page.place([bar(1, 20, { after: 10 }), bar(2, 20, { after: 10 })]);
      return page.place([bar(3, high)], { squeeze: true });
    };
    expect([wide(48), wide(48.02)]).toEqual([true, false]);
    const { page } = open();
    page.place([bar(1, 20, { after: 10 }), bar(2, 20, { after: 10 })]);
    expect(page.place([bar(3, 44)])).toBe(false);
    expect(page.place([bar(3, 44)], { squeeze: true })).toBe(true);
    // The slices are four points too high; the spaces have twenty.
    expect(placesOf(page)).toEqual(["1@0", "2@28", "3@56"]);
  });

  it("closes a small hole by its spaces where it ends for want of room, at most by half", () => {
    const filled = (high: number, full: boolean): string[] => {
      const { page } = open();
      page.place([bar(1, 30, { after: 20 }), bar(2, high)]);
      return placesOf(page, full);
    };
    expect(filled(40, true)).toEqual(["1@0", "2@60"]);
    expect(filled(40, false)).toEqual(["1@0", "2@50"]);
    // A hole that is too large stays.
    expect(filled(28, true)).toEqual(["1@0", "2@60"]);
    expect(filled(27.9, true)).toEqual(["1@0", "2@50"]);
    const narrow = open().page;
    narrow.place([bar(1, 40, { after: 5 }), bar(2, 35)]);
    expect(placesOf(narrow, true)).toEqual(["1@0", "2@47.5"]);
    const one = open().page;
    one.place([bar(1, 90)]);
    expect(placesOf(one, true)).toEqual(["1@0"]);
    // 30 points are a line and a quarter: no space grows beyond.
    const wide = open().page;
    wide.place([bar(1, 30, { after: 25 }), bar(2, 30)]);
    expect(placesOf(wide, true)).toEqual(["1@0", "2@60"]);
  });
});

/** Heights of the charts on a page that ends for want of room. */
function chartsOf(page: PageBuilder): readonly number[] {
  const drawn = page.finish(true).draw();
  return drawn.flatMap((one) => (one.kind === "chart" ? [one.height] : []));
}

/** Height of its only chart. */
function chartOf(page: PageBuilder): number {
  return chartsOf(page)[0]!;
}

describe("figures of a page", () => {
  const drawing = { kind: "chart", means: "layout", x: 2, y: 0, width: 10, height: 30, figure: "f", scale: 1 } as const;
  const figure = (most: number): Slice =>
    slice({ height: 40, boxes: [drawing, { ...box(3, 5), y: 35 }] }, { after: 10, stretch: { below: 32, most } });

  it("grow where the spaces cannot close a hole, and what is below them moves", () => {
    const { page } = open();
    page.place([figure(20), bar(4, 30)]);
    // Of 20 points, spaces take 5.
    expect(chartOf(page)).toBe(45);
    expect(placesOf(page, true)).toEqual(["3@50", "4@70"]);
    expect(page.finish(true).filled).toBe(1);
  });

  it("grow by no more than they may, and only where the page ends for want of room", () => {
    const { page } = open();
    page.place([figure(6), bar(4, 24)]);
    expect(chartOf(page)).toBe(36);
    expect(placesOf(page, true)).toEqual(["3@41", "4@61"]);
    expect(placesOf(page)).toEqual(["3@35", "4@50"]);
  });

  it("keep their size side by side with others", () => {
    const columns = open().page;
    columns.place([figure(20)]);
    columns.placeColumns([[figure(20)], [bar(5, 10)]], 10, 0);
    expect(chartsOf(columns)).toEqual([35, 30]);
    const flowing = open().page;
    flowing.place([figure(20)]);
    flowing.placeFlow({ kind: "flow", slices: [figure(20)], count: 2, step: 20, before: 10, after: 0 });
    expect(chartsOf(flowing)).toEqual([35, 30]);
  });

  it("give way by six tenths of that where spaces may, too", () => {
    const { page } = open();
    expect(page.place([figure(10), bar(4, 62)])).toBe(false);
    expect(page.place([figure(10), bar(4, 62)], { squeeze: true })).toBe(false);
    expect(page.place([figure(10), bar(4, 61)], { squeeze: true })).toBe(true);
    // Spaces give 5 points, the figure 6.
    expect(chartOf(page)).toBe(24);
    expect(placesOf(page, true)).toEqual(["3@29", "4@39"]);
  });
});

describe("footnotes of a page", () => {
  const note = [bar(7, 10)];

  it("stand at its foot under a rule, and take their room", () => {
    const { page } = open({ notes: { 1: note } });
    expect(page.place([bar(1, 77.02, { notes: [1] })])).toBe(false);
    expect(page.place([bar(1, 77, { notes: [1] })])).toBe(true);
    expect(page.room()).toBeCloseTo(0, 5);
    const { draw, filled } = page.finish(false);
    const boxes = draw();
    expect(filled).toBeCloseTo(1, 5);
    expect(boxes).toMatchObject([
      { x: 1, y: 30 },
      { kind: "line", x1: 50, x2: 90, y1: 115, color: "#000000" },
      { x: 7, y: 120 },
    ]);
  });

  it("go on on the next page, and come first there", () => {
    const long = Array.from({ length: 10 }, (_, index) => bar(70 + index, 10));
    const { page } = open({ notes: { 1: long } });
    expect(page.place([bar(1, 20, { notes: [1] })])).toBe(true);
    const { carried } = page.finish(true);
    expect(carried.map(({ boxes }) => (boxes[0] as { x: number }).x)).toEqual([76, 77, 78, 79]);
    const next = open({ carried }).page;
    expect(next.empty).toBe(true);
    expect(next.room()).toBe(100 - 13 - 40);
    expect(placesOf(next)).toEqual(["76@60", "77@70", "78@80", "79@90"]);
  });
});

/** Makes lines of twenty points. */
function lines(x: number, count: number, rules: Partial<Slice> = {}): Slice[] {
  return Array.from({ length: count }, (_, index) => bar(x + index, 20, index === 0 ? {} : rules));
}

describe("columns of a page", () => {
  it("begin at one height and take what fits; later text stands below the longest", () => {
    const { page, printed } = open();
    page.place([bar(1, 10, { after: 4 })]);
    expect(page.placeColumns([lines(10, 2), lines(20, 3)], 10, 6)).toEqual([[], []]);
    expect(printed).toHaveLength(6);
    expect(page.fresh).toBe(false);
    expect(page.place([bar(2, 14)])).toBe(true);
    expect(placesOf(page)).toEqual(["1@0", "10@20", "11@40", "20@20", "21@40", "22@60", "2@86"]);
    const wide = open().page;
    wide.place([bar(1, 10, { after: 14 })]);
    wide.placeColumns([lines(10, 1)], 10, 0);
    expect(placesOf(wide)).toEqual(["1@0", "10@24"]);
  });

  it("part where the page ends, and not where slices belong together", () => {
    const { page } = open();
    const [left, right] = page.placeColumns([lines(10, 6), lines(20, 6, { keep: true })], 0, 0);
    expect(left).toHaveLength(1);
    expect(right).toHaveLength(6);
    const kept = open().page;
    kept.place([bar(1, 30)]);
    const [next] = kept.placeColumns([[bar(10, 20), bar(11, 20, { keepNext: true }), bar(12, 40)]], 0, 0);
    expect(next).toHaveLength(2);
    expect(placesOf(kept)).toEqual(["1@0", "10@30"]);
    const exact = open().page;
    expect(exact.placeColumns([lines(10, 5)], 0, 0)).toEqual([[]]);
    expect(exact.room()).toBe(0);
  });

  it("are forced onto a page that is empty, once", () => {
    const { page } = open();
    const [left, right] = page.placeColumns([[bar(10, 120), bar(11, 20)], [bar(20, 20)]], 0, 0);
    expect([left?.length, right?.length]).toEqual([1, 1]);
    const later = open().page;
    later.place([bar(1, 10)]);
    expect(later.placeColumns([[bar(10, 120)]], 0, 0)).toHaveLength(1);
    expect(later.fresh).toBe(false);
    expect(placesOf(later)).toEqual(["1@0"]);
    // Columns that did not begin leave the space below the previous slice as it was.
    const spaced = open().page;
    spaced.place([bar(1, 10, { after: 20 })]);
    spaced.placeColumns([[bar(10, 120)]], 0, 0);
    spaced.place([bar(2, 10)]);
    expect(placesOf(spaced)).toEqual(["1@0", "2@30"]);
  });

  it("repeat what comes above their first slice, and bring their footnotes", () => {
    const resume = { height: 12, boxes: [box(9, 12)] };
    const { page } = open({ notes: { 1: [bar(7, 10)] } });
    page.placeColumns([[bar(10, 20, { resume, notes: [1] }), bar(11, 20, { resume, before: 5 }), bar(12, 30)]], 0, 0);
    expect(placesOf(page)).toEqual(["9@0", "10@12", "11@37", "7@90"]);
    expect(page.room()).toBe(100 - 57 - 23);
    const fits = (high: number): boolean => {
      const below = open().page;
      below.place([bar(1, 1)]);
      return below.placeColumns([[bar(10, high, { resume })]], 0, 0)[0]?.length === 0;
    };
    expect([fits(87), fits(87.02)]).toEqual([true, false]);
    const chained = open().page;
    chained.placeColumns([[bar(10, 20, { resume }), bar(11, 20, { resume, keep: true })]], 0, 0);
    expect(placesOf(chained)).toEqual(["9@0", "10@12", "11@32"]);
    const beside = (high: number): number => {
      const columns = open({ notes: { 1: [bar(7, 10)] } }).page;
      return columns.placeColumns([[bar(10, high)], [bar(20, 20, { notes: [1] })]], 0, 0)[1]!.length;
    };
    expect([beside(77), beside(77.02)]).toEqual([0, 1]);
  });

  it("share no shrinkable space except the space above them", () => {
    const { page } = open();
    page.place([bar(1, 20, { after: 10 })]);
    page.placeColumns([[bar(10, 20, { after: 10 }), bar(11, 20)]], 0, 0);
    page.place([bar(2, 20)]);
    // The only space, of ten points, grows by half.
    expect(page.room()).toBe(0);
    const loose = open().page;
    loose.place([bar(1, 20, { after: 10 })]);
    loose.placeColumns([[bar(10, 20, { after: 10 }), bar(11, 20)]], 0, 0);
    loose.place([bar(2, 10)]);
    expect(placesOf(loose, true)).toEqual(["1@0", "10@35", "11@65", "2@85"]);
    const several = open().page;
    several.place([bar(1, 20, { after: 5 }), bar(3, 20, { after: 5 })]);
    several.placeColumns([[bar(10, 20)]], 0, 0);
    several.place([bar(2, 25)]);
    // Two spaces of five points share five more.
    expect(placesOf(several, true)).toEqual(["1@0", "3@27.5", "10@55", "2@75"]);
  });
});
