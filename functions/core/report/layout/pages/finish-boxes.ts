import type { LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import type { Box, ChartBox, PlacedRun, TextBox } from "../page.ts";
import type { FlowBox, PageNumberBox, PageReferenceBox } from "../slice.ts";
import { pageNumberOf } from "../text/flatten-inlines.ts";

/** Two decimals: 1/7200 inch, the same on every machine. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/**
 * Finishes the boxes of a page: fills in page numbers, renumbers structure elements, removes links to missing places,
 * and rounds coordinates.
 *
 * @param pageOf printed number of a destination's page
 * @param indices old number of a structure element → new number
 */
export function finishBoxes(
  context: LayoutContext,
  boxes: readonly FlowBox[],
  pageOf: ReadonlyMap<string, string>,
  indices: Uint32Array,
): Box[] {
  return boxes.flatMap((box) =>
    box.kind === "text" ? [finishText(box, indices)] : finishBox(context, renumbered(box, indices), pageOf),
  );
}

type OtherBox = Exclude<FlowBox, TextBox>;

function renumbered(box: OtherBox, indices: Uint32Array): OtherBox {
  return "means" in box && typeof box.means === "number" ? { ...box, means: indices[box.means]! } : box;
}

function finishBox(context: LayoutContext, box: OtherBox, pageOf: ReadonlyMap<string, string>): Box[] {
  switch (box.kind) {
    case "page-number":
      return setPageNumber(context, box, pageOf.get(box.destination));
    case "page-reference": {
      const runs = numberRuns(context, box, pageOf.get(box.destination));
      return [{ kind: "text", means: box.means, y: round(box.y), runs }];
    }
    case "page-link": {
      const page = pageOf.get(box.target.destination);
      if (page === undefined) return [];
      return [{ ...roundPlace(box), kind: "link", contents: box.contents.replaceAll("{page}", page) }];
    }
    case "line":
      return [{ ...box, x1: round(box.x1), x2: round(box.x2), y1: round(box.y1), y2: round(box.y2) }];
    case "chart":
      return [finishChart(box)];
    case "link":
      return "destination" in box.target && !pageOf.has(box.target.destination) ? [] : [roundPlace(box)];
    case "path":
    case "image":
    case "rectangle":
      return [roundPlace(box)];
    case "destination":
      return [{ ...box, x: round(box.x), y: round(Math.max(0, box.y)) }];
  }
}

function roundPlace<
  B extends { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
>(box: B): B {
  return { ...box, x: round(box.x), y: round(box.y), width: round(box.width), height: round(box.height) };
}

/** Copies once, since a long table has hundreds of thousands. */
function finishText(box: TextBox, indices: Uint32Array): TextBox {
  for (const run of box.runs) roundRun(run);
  const means = typeof box.means === "number" ? indices[box.means]! : box.means;
  return box.actualText === undefined && box.turn === undefined
    ? { kind: "text", means, y: round(box.y), runs: box.runs }
    : { ...box, means, y: round(box.y) };
}

function finishChart(box: ChartBox): ChartBox {
  const { scale, offset } = box;
  return {
    ...roundPlace(box),
    scale: Math.round(scale * 1e6) / 1e6,
    ...(offset !== undefined && { offset: { x: round(offset.x), y: round(offset.y) } }),
  };
}

/** In place: layout made the run and nothing else refers to it yet, and a long table has hundreds of thousands. */
function roundRun(placed: PlacedRun): PlacedRun {
  const run = placed as { -readonly [K in keyof PlacedRun]: PlacedRun[K] };
  run.x = round(run.x);
  run.width = round(run.width);
  run.size = round(run.size);
  if (run.wordSpacing !== undefined) run.wordSpacing = Math.round(run.wordSpacing * 1e4) / 1e4;
  if (run.letterSpacing !== undefined) run.letterSpacing = Math.round(run.letterSpacing * 1e4) / 1e4;
  if (run.rise !== undefined) run.rise = round(run.rise);
  return run;
}

/** The runs of a page number, which was set with the number of an earlier pass; mostly it is still the same. */
function numberRuns(
  context: LayoutContext,
  { runs, style, destination }: PageReferenceBox,
  page: string | undefined,
): PlacedRun[] {
  if (page === undefined || page === pageNumberOf(context, destination)) return runs.map(roundRun);
  let x = runs[0]?.x ?? 0;
  return measureWord(context, style.text, page).runs.map((run) => {
    const placed = roundRun({
      text: run.text,
      face: run.face,
      x,
      width: run.width,
      size: style.text.size,
      color: style.color,
      features: style.text.features,
      rise: style.rise,
      underline: style.underline,
    });
    x += run.width;
    return placed;
  });
}

function setPageNumber(context: LayoutContext, box: PageNumberBox, page: string | undefined): Box[] {
  if (page === undefined) return [];
  const { text, color } = box.style;
  const word = measureWord(context, text, page);
  let x = box.align === "right" ? box.x - word.width : box.x;
  const left = x;
  const runs = word.runs.map((run) => {
    const placed = roundRun({ text: run.text, face: run.face, x, width: run.width, size: text.size, color });
    x += run.width;
    return placed;
  });
  const set: Box[] = [{ kind: "text", means: box.means, y: round(box.y), runs }];
  if (typeof box.means === "number") {
    set.push({
      kind: "link",
      means: box.means,
      x: round(left),
      y: round(box.y - text.size),
      width: round(word.width),
      height: round(text.size * 1.25),
      target: { destination: box.destination },
      contents: page,
    });
  }
  return set;
}
