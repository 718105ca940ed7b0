import { element, type Markup, nothing } from "../markup.ts";
import type { Setting } from "./word-context.ts";
import { hex, styleId, type StyleName } from "./word-styles.ts";

/** What a paragraph has beside its style. */
interface ParagraphLook {
  /** Whether it stays with the next paragraph. @default as its style says */
  readonly keepNext?: boolean;
  readonly align?: "left" | "right" | "center";
  /** Place of a tab at which text ends, twentieths of a point. */
  readonly rightTab?: number;
  /** Indentation beside the setting's, twentieths of a point. */
  readonly indent?: number;
  /** Whether it reads from right to left. @default as the report does */
  readonly fromRight?: boolean;
  /** The end of a section. */
  readonly section?: Markup;
}

/**
 * A paragraph, with the mark that waits for it. Without words and without a mark it is nothing.
 *
 * @param content runs
 */
export function paragraph(setting: Setting, style: StyleName, content: Markup, look: ParagraphLook = {}): Markup {
  if (content.markup === "" && setting.waiting.mark === undefined) return nothing;
  return bareParagraph(setting, style, content, look);
}

/** A paragraph that is there even without words. */
export function bareParagraph(
  setting: Setting,
  style: StyleName,
  content: Markup = nothing,
  look: ParagraphLook = {},
): Markup {
  const { mark } = setting.waiting;
  setting.waiting.mark = undefined;
  const list = mark !== undefined && "list" in mark ? mark : undefined;
  const { context, boxed } = setting;
  const { keepNext, align, rightTab, fromRight = context.rightToLeft, section } = look;
  const indent = setting.indent + (look.indent ?? 0);
  return element(
    "w:p",
    {},
    element(
      "w:pPr",
      {},
      element("w:pStyle", { "w:val": styleId(style) }),
      keepNext === undefined ? nothing : element("w:keepNext", keepNext ? {} : { "w:val": 0 }),
      list === undefined
        ? nothing
        : element(
            "w:numPr",
            {},
            element("w:ilvl", { "w:val": list.level }),
            element("w:numId", { "w:val": list.list }),
          ),
      boxed ? box(context.theme.accent) : nothing,
      boxed ? element("w:shd", { "w:val": "clear", "w:color": "auto", "w:fill": hex(ground(setting)) }) : nothing,
      rightTab === undefined
        ? nothing
        : element("w:tabs", {}, element("w:tab", { "w:val": "right", "w:pos": rightTab })),
      fromRight ? element("w:bidi", {}) : nothing,
      // The list's own level indents its marks.
      indent === 0 || list !== undefined ? nothing : element("w:ind", { "w:left": indent }),
      align === undefined || align === "left" ? nothing : element("w:jc", { "w:val": align }),
      section ?? nothing,
    ),
    mark !== undefined && "content" in mark ? mark.content : nothing,
    content,
  );
}

/** Writes the mark that waits in a paragraph of its own: what follows is none. */
export function flushMark(setting: Setting): Markup {
  return setting.waiting.mark === undefined ? nothing : bareParagraph(setting, setting.style);
}

/** The ground of boxes: the theme's, if it is light enough for the ink of a white page. */
function ground({ context: { theme } }: Setting): string {
  return isLight(theme.paper) ? theme.tint : "#f2f2f2";
}

/** Whether dark text is legible on a colour. @param color `#rrggbb` */
export function isLight(color: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red! + 0.587 * green! + 0.114 * blue! > 140;
}

function box(accent: string): Markup {
  return element(
    "w:pBdr",
    {},
    element("w:left", { "w:val": "single", "w:sz": 18, "w:space": 6, "w:color": hex(accent) }),
  );
}
