import type { LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import type { Box, Meaning, PlacedRun } from "../page.ts";
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
  const meaning = <M extends Meaning>(means: M): M => (typeof means === "number" ? (indices[means] as M) : means);
  return boxes.flatMap((box): Box[] => {
    switch (box.kind) {
      case "text":
        for (const run of box.runs) roundRun(run);
        return [
          box.actualText === undefined && box.turn === undefined
            ? { kind: "text", means: meaning(box.means), y: round(box.y), runs: box.runs }
            : { ...box, means: meaning(box.means), y: round(box.y) },
        ];
      case "page-number":
        return setPageNumber(context, { ...box, means: meaning(box.means) }, pageOf.get(box.destination));
      case "page-reference":
        return [
          {
            kind: "text",
            means: meaning(box.means),
            y: round(box.y),
            runs: numberRuns(context, box, pageOf.get(box.destination)),
          },
        ];
      case "page-link": {
        const page = pageOf.get(box.target.destination);
        return page === undefined
          ? []
          : [
              {
                ...box,
                kind: "link",
                contents: box.contents.replaceAll("{page}", page),
                means: meaning(box.means),
                x: round(box.x),
                y: round(box.y),
                width: round(box.width),
                height: round(box.height),
              },
            ];
      }
      case "line":
        return [
          {
            ...box,
            means: meaning(box.means),
            x1: round(box.x1),
            x2: round(box.x2),
            y1: round(box.y1),
            y2: round(box.y2),
          },
        ];
      case "path":
        return [
          {
            ...box,
            means: meaning(box.means),
            x: round(box.x),
            y: round(box.y),
            width: round(box.width),
            height: round(box.height),
          },
        ];
      case "chart":
        return [
          {
            ...box,
            means: meaning(box.means),
            x: round(box.x),
            y: round(box.y),
            width: round(box.width),
            height: round(box.height),
            scale: Math.round(box.scale * 1e6) / 1e6,
            ...(box.offset !== undefined && { offset: { x: round(box.offset.x), y: round(box.offset.y) } }),
          },
        ];
      case "link":
        if ("destination" in box.target && !pageOf.has(box.target.destination)) return [];
        return [
          {
            ...box,
            means: meaning(box.means),
            x: round(box.x),
            y: round(box.y),
            width: round(box.width),
            height: round(box.height),
          },
        ];
      case "image":
      case "rectangle":
        return [{ ...box, x: round(box.x), y: round(box.y), width: round(box.width), height: round(box.height) }];
      case "destination":
        return [{ ...box, x: round(box.x), y: round(Math.max(0, box.y)) }];
    }
  });
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
