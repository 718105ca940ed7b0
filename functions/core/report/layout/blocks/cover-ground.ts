import { readableOn } from "../../../contrast-ratio.ts";
import { coverPicture } from "../../document/cover-picture.ts";
import { BroadsheetError } from "../../../errors.ts";
import type { Theme } from "../../template/theme.ts";
import type { LayoutContext } from "../layout-context.ts";
import { pictureBox } from "../picture-box.ts";
import { moveBox, type FlowBox } from "../slice.ts";
import type { LineStyle } from "../styles.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { setWatermark } from "../pages/watermark.ts";
import { setLogo } from "./set-logo.ts";

const white = "#ffffff";
/** A picture lower than this share of the page is left out, which makes room for the words. */
const lowest = 0.08;

/** Whether the report has a cover with its own background, from edge to edge. */
export function coversPage({ page, theme: { cover }, document }: LayoutContext): boolean {
  const opening = document.blocks[0];
  const opens =
    opening !== undefined &&
    ((opening.type === "heading" && opening.level === 1) ||
      (opening.type === "paragraph" && opening.role !== undefined));
  return page.cover === true && opens && (cover?.color !== undefined || cover?.image !== undefined);
}

/** The context for setting a cover's words, all in one ink that is readable on its background. */
export function coverContext(context: LayoutContext): LayoutContext {
  if (!coversPage(context)) return context;
  const { styles, theme } = context;
  const ink = coverInk(theme);
  const inked = (style: LineStyle): LineStyle => ({ ...style, run: { ...style.run, color: ink } });
  const [title, ...lower] = styles.headings;
  return {
    ...context,
    theme: { ...theme, accent: ink, rule: ink, muted: ink, ink },
    styles: {
      ...styles,
      headings: [inked(title!), ...lower],
      kicker: inked(styles.kicker),
      standfirst: inked(styles.standfirst),
      keyLabel: inked(styles.keyLabel),
      deck: inked(styles.deck),
    },
  };
}

function coverInk({ ink, paper, cover }: Theme): string {
  return cover?.ink ?? readableOn(cover?.color ?? paper, ink, white);
}

/**
 * The background of a cover: its colour over the whole page, the picture on the upper part, the watermark and the logo.
 * All of it is decoration, with y from the top of the text area.
 *
 * @param above how far below the page's top the words begin, points
 * @param below height left uncoloured at the foot of the page, for footnotes, points
 * @throws BroadsheetError `chart-failed` if there is no drawing for the picture
 */
export function setGround(context: LayoutContext, above: number, below: number): FlowBox[] {
  const { page, theme, charts } = context;
  const { cover = {}, paper } = theme;
  const color = cover.color ?? paper;
  const ink = coverInk(theme);
  const boxes: FlowBox[] = [
    { kind: "rectangle", means: "layout", x: 0, y: 0, width: page.width, height: page.height - below, fill: color },
  ];
  const pictured = cover.image !== undefined && above >= page.height * lowest;
  if (cover.image !== undefined && pictured) {
    const drawing = charts.get(coverPicture);
    if (drawing === undefined)
      throw new BroadsheetError("chart-failed", {
        code: "missing-chart",
        message: "There is no drawing for the cover's image",
      });
    boxes.push(
      pictureBox(drawing, coverPicture, { x: 0, y: 0, width: page.width, height: above }, "layout", cover.image.focus),
    );
  } else if (cover.image !== undefined) {
    context.warn({
      code: "overflow",
      message: "The cover has no room for its image above its words",
      seen: `${Math.round(above)} pt`,
      allowed: `at least ${Math.round(page.height * lowest)} pt`,
      hint: "Shorten the title or the standfirst.",
    });
  }
  boxes.push(
    ...setWatermark(
      context,
      {
        ink,
        muted: ink,
        accent: ink,
        paper: color,
        ...(theme.watermark === undefined || cover.color !== undefined ? {} : { watermark: theme.watermark }),
      },
      pictured ? above : 0,
    ),
  );
  boxes.push(...setLogo(context, readsFromRight(context.locale) ? "right" : "left", "cover"));
  return boxes.map((box) => moveBox(box, 0, -page.margins.top));
}
