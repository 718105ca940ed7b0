import type { Chart } from "./chart/chart.ts";
import type { NarrowCompiled } from "./compile-narrow.ts";
import type { Block, Figure, Inline } from "./document/document.ts";
import { plainText } from "./document/plain-text.ts";
import { BroadsheetError } from "../errors.ts";
import type { Box, Page } from "./layout/page.ts";
import { moveBox } from "./layout/slice.ts";
import type { CardContent } from "./rendition/card/card-content.ts";
import { extentOf, layOut, type Piece, type Report, setBlocks, type Sizes } from "./set-piece.ts";

/** Half the card's pixels, points: at 2 pixels a point it has 1,200 × 630. */
export const cardSize = { width: 600, height: 315 } as const;

/** The bar at the top, and the room on each side and at the foot, points. */
const bar = 8;
const margins = { side: 36, top: 28, foot: 22 } as const;
const inner = cardSize.width - 2 * margins.side;
/** Width of a chart, between it and the words beside it, and the least share of its size, points. */
const chartRoom = { width: 248, gap: 24, least: 0.6 } as const;
/** Space above each part, points. */
const above = { title: 7, deck: 9, visual: 16, foot: 14, caption: 4 } as const;
/** A logo may be as high, points. */
const logoHeight = 24;
/** Marks may hang beyond their lines, but no farther into the margin, points. */
const mostHung = 14;
/** Longer titles have room at no size: at 6 points a card has some 8,000 letters. */
const longestTitle = 10_000;

/** Sizes of a title that are tried, points: with what stands beside it, and alone. */
const titleSizes = { rich: [40, 36, 32, 29, 26, 24], poor: [30, 27, 24, 22, 20] } as const;
const titleAlone = [40, 36, 32, 28, 24, 21, 18, 16, 14, 12, 10.5, 9, 8, 7, 6] as const;

/** What a card shows, with the boxes that show it. */
export interface SetCard {
  readonly page: Page;
  /** What there was room for. */
  readonly shown: CardContent;
  /** Its charts, with that of the card. */
  readonly charts: ReadonlyMap<string, Chart>;
}

/**
 * Sets the card of a report: a page that shows its title, and of what else it may show as much as there is room for
 * in a legible size. Words are set by the rules of pages, and none is cut. First the deck goes, then key figures
 * or the chart, last what is above and below the title.
 *
 * @param compile compiles a chart for a width in points
 * @throws BroadsheetError `limit-exceeded` for a title that no size makes fit
 */
export async function setCard(
  content: CardContent,
  report: Report,
  compile: (figure: Figure, width: number) => Promise<NarrowCompiled | undefined>,
): Promise<SetCard> {
  const { figure } = content;
  const chart = figure && (await compile(figure, chartRoom.width))?.chart;
  const charts = new Map([
    ...report.charts,
    ...(figure !== undefined && chart !== undefined ? [[figure.id, chart] as const] : []),
  ]);
  const own = { ...report, charts };
  const whole = chart === undefined ? { ...content, figure: undefined } : content;
  const letters = plainText(content.title).length;
  for (const { shown, sizes } of letters > longestTitle ? [] : choices(whole)) {
    for (const size of sizes) {
      const page = await setPage(own, shown, size);
      if (page !== undefined) return { page, shown, charts };
    }
  }
  throw new BroadsheetError("limit-exceeded", {
    code: "title-too-long",
    message: "the report's title is too long for a card, whatever its size",
    seen: `${letters} characters`,
    hint: "Shorten the report's first heading",
  });
}

/** What a card may show, the best first. */
function* choices(content: CardContent): Generator<{ readonly shown: CardContent; readonly sizes: readonly number[] }> {
  const { keyFigures, figure } = content;
  const bare = { ...content, deck: [] };
  const least = { ...bare, keyFigures: [], figure: undefined };
  if (keyFigures.length > 0 || figure !== undefined) {
    yield { shown: content, sizes: titleSizes.rich };
    for (let count = keyFigures.length; count >= (figure === undefined ? 1 : 0); count--)
      yield { shown: { ...bare, keyFigures: keyFigures.slice(0, count) }, sizes: titleSizes.poor };
  }
  yield { shown: { ...least, deck: content.deck }, sizes: titleSizes.rich };
  yield { shown: least, sizes: titleAlone };
  yield { shown: { ...least, kicker: [] }, sizes: titleAlone };
  yield { shown: { ...least, kicker: [], foot: [] }, sizes: titleAlone };
}

/** @returns `undefined` if there is not room for all of it */
async function setPage(report: Report, shown: CardContent, size: number): Promise<Page | undefined> {
  const { theme } = report.template;
  const { figure, keyFigures } = shown;
  const mirrored = report.locale.direction === "rtl";
  const beside = figure === undefined ? 0 : chartRoom.width + chartRoom.gap;
  const [left, width] = [mirrored ? beside : 0, inner - beside];
  const logo = await setLogo(report);
  const head = await setWords(report, shown.kicker, "kicker", inner - logo.room, { label: 13, step: 8 });
  const title = await setBlocks(report, [heading(shown.title)], width, { title: size, step: size * 1.2 });
  const deck = await setWords(report, shown.deck, "standfirst", width, { heading: 15, step: 20 });
  const foot = await setWords(report, footOf(shown), "dateline", inner, { label: 11.5, step: 8 });
  const key = await setBlocks(
    report,
    keyFigures.length === 0 ? [] : [{ type: "key-figures", items: keyFigures }],
    inner,
    {
      title: 30,
      heading: 22,
      label: 12,
      caption: 10.5,
      step: 18,
    },
  );
  if ([head, title, deck, foot, key].some(({ over }) => over > mostHung)) return undefined;
  const top = margins.top + Math.max(head.height, logo.height);
  const bottom = cardSize.height - margins.foot - foot.height - (foot.height > 0 ? above.foot : 0);
  const drawn = figure && (await setChart(report, figure, bottom - top - above.visual));
  if (figure !== undefined && drawn === undefined) return undefined;
  const words = title.height + (deck.height > 0 ? above.deck + deck.height : 0);
  const keys = key.height > 0 ? above.visual + key.height : 0;
  const room = bottom - top - above.title - words - keys;
  if (room < 0) return undefined;
  const begin = top + above.title + (keys > 0 ? Math.min(room, 8) : room / 2);
  const place = ({ boxes }: Piece, x: number, y: number): Box[] =>
    boxes.map((box) => moveBox(box, margins.side + x, y));
  return {
    ...cardSize,
    boxes: [
      ground(theme.paper, cardSize.height),
      ground(theme.accent, bar),
      ...logo.boxes,
      ...place(head, mirrored ? logo.room : 0, margins.top),
      ...place(title, left, begin),
      ...place(deck, left, begin + title.height + above.deck),
      ...place(key, 0, bottom - key.height),
      ...(drawn === undefined ? [] : place(drawn, mirrored ? 0 : inner - chartRoom.width, middle(drawn, top, bottom))),
      ...place(foot, 0, cardSize.height - margins.foot - foot.height),
    ],
  };
}

function middle({ height }: Piece, top: number, bottom: number): number {
  return top + above.visual + (bottom - top - above.visual - height) / 2;
}

function ground(fill: string, height: number): Box {
  return { kind: "rectangle", means: "layout", x: 0, y: 0, width: cardSize.width, height, fill };
}

function heading(children: readonly Inline[]): Block {
  return { type: "heading", level: 1, id: "title", children };
}

function footOf({ foot }: CardContent): readonly Inline[] {
  return foot.length === 0 ? [] : [{ type: "text", text: foot.join(" · ") }];
}

function setWords(
  report: Report,
  children: readonly Inline[],
  role: "kicker" | "standfirst" | "dateline",
  width: number,
  sizes: Sizes,
): Promise<Piece> {
  return setBlocks(report, plainText(children) === "" ? [] : [{ type: "paragraph", role, children }], width, sizes);
}

/** A chart with its title and deck above; `undefined` if it would be too small. */
async function setChart(report: Report, figure: Figure, high: number): Promise<Piece | undefined> {
  const chart = report.charts.get(figure.id)!;
  const { width } = chartRoom;
  const named =
    plainText(figure.title) === ""
      ? []
      : [{ type: "heading", level: 4, id: "figure", children: figure.title } as const];
  const title = await setBlocks(report, named, width, { label: 12, step: 8 });
  const deck = await setWords(report, figure.deck, "dateline", width, { label: 11, step: 8 });
  const y = title.height + (deck.height > 0 ? above.caption + deck.height : 0) + above.caption * 1.5;
  const scale = Math.min(1, width / chart.width, (high - y) / chart.height);
  if (scale < chartRoom.least || title.over > mostHung || deck.over > mostHung) return undefined;
  const size = { width: chart.width * scale, height: chart.height * scale };
  return {
    height: y + size.height,
    over: 0,
    boxes: [
      ...title.boxes,
      ...deck.boxes.map((box) => moveBox(box, 0, title.height + above.caption)),
      { kind: "chart", means: "layout", x: (width - size.width) / 2, y, ...size, figure: figure.id, scale },
    ],
  };
}

/** The theme's logo at the far end of the head, and the room that it takes there. */
async function setLogo(report: Report): Promise<Pick<Piece, "boxes" | "height"> & { readonly room: number }> {
  if (report.template.theme.logo === undefined) return { boxes: [], height: 0, room: 0 };
  const side = { left: margins.side, right: margins.side };
  const boxes = (
    await layOut(report, [], { width: cardSize.width, margins: { ...side, top: 48, bottom: 0 } }, { step: 8 })
  )
    .filter((box) => (box.kind === "path" || box.kind === "image") && box.means === "header")
    .map((box) => (box.kind === "path" || box.kind === "image" ? { ...box, means: "layout" as const } : box));
  const ends = boxes.map(extentOf);
  const from = Math.min(...ends.map(({ left }) => left));
  const [top, bottom] = [Math.min(...ends.map((each) => each.top)), Math.max(...ends.map((each) => each.bottom))];
  const room = Math.max(...ends.map(({ right }) => right)) - from + chartRoom.gap;
  return {
    boxes: boxes.map((box) => moveBox(box, 0, margins.top - 4 - top)),
    height: Math.min(logoHeight, bottom - top),
    room,
  };
}
