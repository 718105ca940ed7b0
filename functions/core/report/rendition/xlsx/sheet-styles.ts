import { contrastRatio } from "../../../contrast-ratio.ts";
import { textContrast, towards } from "../../layout/readable-color.ts";
import { element, join, type Markup } from "../markup.ts";

/** How a cell looks. */
export interface CellLook {
  /** Its named style: what the cell is, which a reader may restyle everywhere at once. */
  readonly style: StyleName;
  /** A number's format code; absent: a text as it is. */
  readonly format?: string;
  readonly align?: "left" | "right" | "center";
  /** Steps of indentation. */
  readonly indent?: number;
  /** `#rrggbb` */
  readonly color?: string;
  /** `#rrggbb` */
  readonly fill?: string;
  /** Reads from right to left. */
  readonly rightToLeft?: boolean;
}

interface NamedLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Points. */
  readonly size?: number;
  readonly color?: "ink" | "muted" | "accent";
  readonly fill?: "tint";
  readonly wrap?: boolean;
  /** Lines above and below. */
  readonly lines?: "below" | "above" | "both";
  readonly mono?: boolean;
}

/**
 * Every named style, in the order of the style sheet: what a statement of the report is. The first is that of cells
 * without any. The names are part of the form, by which a workbook is read back.
 */
export const namedStyles = {
  Normal: {},
  Running: { size: 9, color: "muted" },
  "Report heading 1": { bold: true, size: 20, wrap: true },
  "Report heading 2": { bold: true, size: 15, wrap: true },
  "Report heading 3": { bold: true, size: 12, wrap: true },
  "Report heading": { bold: true, wrap: true },
  "Report text": { wrap: true },
  Kicker: { size: 9, color: "accent", bold: true },
  Standfirst: { size: 13, color: "muted", wrap: true },
  Dateline: { size: 9, color: "muted", wrap: true },
  Bullet: { color: "muted" },
  Marker: { color: "muted" },
  Quotation: { italic: true, wrap: true },
  Speaker: { color: "muted", wrap: true },
  Term: { bold: true, wrap: true },
  Meaning: { wrap: true },
  "Report code": { mono: true, wrap: true },
  Formula: { mono: true, wrap: true },
  "Box title": { bold: true, fill: "tint", wrap: true },
  Entry: { color: "accent", wrap: true },
  Lead: { color: "accent", bold: true, wrap: true },
  "Key value": { bold: true, size: 20, color: "accent" },
  "Key label": { bold: true, wrap: true },
  "Key standing": { wrap: true },
  "Key note": { color: "muted", wrap: true },
  "Key trend": { color: "muted", wrap: true },
  "Caption number": { size: 9, color: "accent", bold: true },
  "Caption title": { bold: true, size: 13, wrap: true },
  "Caption deck": { color: "muted", wrap: true },
  "Report source": { size: 9, color: "muted", wrap: true },
  Continued: { wrap: true },
  "Data title": { bold: true },
  "Column heading": { bold: true, lines: "both", fill: "tint", wrap: true },
  Cell: {},
  "Row heading": {},
  "Group row": { bold: true },
  "Subtotal row": { bold: true, lines: "above" },
  "Total row": { bold: true, lines: "both" },
  "Muted row": { color: "muted" },
  "Highlighted row": { bold: true, fill: "tint" },
  "Data heading": { bold: true, lines: "below" },
  "Data cell": {},
} as const satisfies Readonly<Record<string, NamedLook>>;

export type StyleName = keyof typeof namedStyles;

/** The theme's colours that sheets use, `#rrggbb`. */
export interface SheetColors {
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly rule: string;
  readonly tint: string;
  readonly paper: string;
}

/** What a cell without a fill is on, whatever the theme's paper, and the darkest ink. */
const [sheet, black] = ["#ffffff", "#000000"];

const family = "Calibri";
const usualSize = 11;
/** The first number that a format of our own may have. */
const firstFormat = 164;
/** Excel promises to keep 200 formats of a workbook. */
const mostFormats = 200;
const names = Object.keys(namedStyles) as StyleName[];

/** Collects the looks of cells, each once, and writes the style sheet (ECMA-376-1, 18.8). */
export class SheetStyles {
  readonly #colors: SheetColors;
  readonly #looks = new Map<string, { readonly index: number; readonly look: CellLook }>();
  readonly #fonts = new Map<string, number>();
  readonly #fills = new Map<string, number>();
  readonly #borders = new Map<string, number>();
  readonly #formats = new Map<string, number>();

  constructor(colors: SheetColors) {
    this.#colors = colors;
    // A style sheet begins with the look of empty cells, and with two fills that are set.
    keep(this.#fills, element("fill", {}, element("patternFill", { patternType: "none" })));
    keep(this.#fills, element("fill", {}, element("patternFill", { patternType: "gray125" })));
    for (const style of names) this.look({ style });
  }

  /** The number of a look, for the `s` of cells. */
  look(look: CellLook): number {
    const key = JSON.stringify(look, Object.keys(look).toSorted());
    const known = this.#looks.get(key);
    if (known !== undefined) return known.index;
    const index = this.#looks.size;
    this.#looks.set(key, { index, look });
    return index;
  }

  /** Whether there is room for a number format; those that are there already have it. */
  takes(format: string): boolean {
    if (this.#formats.has(format) || this.#formats.size < mostFormats) return this.#format(format) > 0;
    return false;
  }

  write(): Markup {
    const styles = names.map((style) => this.#record({ style }, undefined));
    const cells = [...this.#looks.values()].map(({ look }) => this.#record(look, names.indexOf(look.style)));
    const formats = [...this.#formats].map(([formatCode, numFmtId]) => element("numFmt", { numFmtId, formatCode }));
    return element(
      "styleSheet",
      { xmlns: "http://schemas.openxmlformats.org/spreadsheetml/2006/main" },
      ...(formats.length === 0 ? [] : [counted("numFmts", formats)]),
      counted("fonts", markups(this.#fonts)),
      counted("fills", markups(this.#fills)),
      counted("borders", markups(this.#borders)),
      counted("cellStyleXfs", styles),
      counted("cellXfs", cells),
      counted(
        "cellStyles",
        names.map((name, xfId) => element("cellStyle", { name, xfId, builtinId: xfId === 0 ? 0 : undefined })),
      ),
    );
  }

  /** @param named index of the named style; absent: the record is that style's own */
  #record(look: CellLook, named: number | undefined): Markup {
    const { format, align, indent, rightToLeft } = look;
    const { wrap }: NamedLook = namedStyles[look.style];
    const numFmtId = format === undefined ? 0 : this.#format(format);
    return element(
      "xf",
      {
        numFmtId,
        fontId: this.#font(look),
        fillId: this.#fill(look),
        borderId: this.#border(look),
        xfId: named,
        applyNumberFormat: named === undefined ? undefined : 1,
        applyFont: named === undefined ? undefined : 1,
        applyFill: named === undefined ? undefined : 1,
        applyBorder: named === undefined ? undefined : 1,
        applyAlignment: 1,
      },
      element("alignment", {
        horizontal: align,
        vertical: "top",
        wrapText: wrap === true ? 1 : undefined,
        indent: indent === undefined || indent === 0 ? undefined : indent,
        readingOrder: rightToLeft === true ? 2 : undefined,
      }),
    );
  }

  #format(code: string): number {
    let id = this.#formats.get(code);
    if (id === undefined) this.#formats.set(code, (id = firstFormat + this.#formats.size));
    return id;
  }

  /** The colour of a text: where nothing is painted behind it, as legible on white as it is on the theme's paper. */
  #ink({ style, color: own, fill }: CellLook): string {
    const named: NamedLook = namedStyles[style];
    const color = own ?? this.#colors[named.color ?? "ink"];
    if (fill !== undefined || named.fill !== undefined) return color;
    const wanted = Math.min(textContrast, contrastRatio(color, this.#colors.paper));
    return towards(color, black, (darker) => contrastRatio(darker, sheet) >= wanted);
  }

  #font(look: CellLook): number {
    const named: NamedLook = namedStyles[look.style];
    return keep(
      this.#fonts,
      element(
        "font",
        {},
        ...(named.bold === true ? [element("b", {})] : []),
        ...(named.italic === true ? [element("i", {})] : []),
        element("sz", { val: named.size ?? usualSize }),
        element("color", { rgb: argb(this.#ink(look)) }),
        element("name", { val: named.mono === true ? "Consolas" : family }),
        element("family", { val: named.mono === true ? 3 : 2 }),
      ),
    );
  }

  #fill({ style, fill }: CellLook): number {
    const named: NamedLook = namedStyles[style];
    const color = fill ?? (named.fill === undefined ? undefined : this.#colors[named.fill]);
    if (color === undefined) return 0;
    const solid = element("patternFill", { patternType: "solid" }, element("fgColor", { rgb: argb(color) }));
    return keep(this.#fills, element("fill", {}, solid));
  }

  #border({ style }: CellLook): number {
    const { lines }: NamedLook = namedStyles[style];
    const side = (name: string, drawn: boolean): Markup =>
      drawn ? element(name, { style: "thin" }, element("color", { rgb: argb(this.#colors.rule) })) : element(name, {});
    return keep(
      this.#borders,
      element(
        "border",
        {},
        element("left", {}),
        element("right", {}),
        side("top", lines === "above" || lines === "both"),
        side("bottom", lines === "below" || lines === "both"),
        element("diagonal", {}),
      ),
    );
  }
}

function keep(kept: Map<string, number>, { markup }: Markup): number {
  let index = kept.get(markup);
  if (index === undefined) kept.set(markup, (index = kept.size));
  return index;
}

function markups(kept: ReadonlyMap<string, number>): Markup[] {
  return [...kept.keys()].map((markup) => ({ markup }));
}

function counted(name: string, content: readonly Markup[]): Markup {
  return element(name, { count: content.length }, join(content));
}

/** A colour as style sheets write it. @param color `#rrggbb` */
function argb(color: string): string {
  const match = /^#([0-9a-f]{6})$/i.exec(color);
  if (match === null) throw new TypeError(`"${color}" is no colour of the form #rrggbb`);
  return `FF${match[1]!.toUpperCase()}`;
}
