import type { Chart } from "../chart/chart.ts";
import type { Warn } from "../../errors.ts";
import type {
  Box,
  ChartBox,
  DestinationBox,
  ImageBox,
  LineBox,
  LinkBox,
  Meaning,
  Page,
  PathBox,
  PlacedRun,
  RectangleBox,
  TextBox,
} from "../layout/page.ts";
import { createCanvasContext } from "./canvas/canvas-context.ts";
import { embedImage } from "./canvas/canvas-image.ts";
import type { CanvasResources } from "./canvas/canvas-resources.ts";
import { linkAnnotation } from "./file/link-annotation.ts";
import type { Typesetter } from "../fonts/typesetter.ts";
import type { PdfFile } from "./file/pdf-file.ts";
import type { PdfFonts } from "./file/pdf-fonts.ts";
import type { PdfKitPage } from "./file/pdfkit-document.ts";
import { formatHundredths, formatNumber, textSyntax, type PdfReference } from "./file/pdf-value.ts";
import type { StructureTree } from "./file/structure-tree.ts";
import { lineOperators, pathOperators, penOperators } from "./path-operators.ts";

export interface Destination {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  /** The page in the file, with its height. */
  readonly place: { readonly reference: PdfReference; readonly height: number };
  /** The structure element that begins there; set by the first content after it. */
  element?: number;
}

/** What drawing a page needs from its document. */
export interface DrawingDocument {
  readonly file: PdfFile;
  readonly fonts: PdfFonts;
  readonly resources: CanvasResources;
  readonly tree: StructureTree;
  readonly typesetter: Typesetter;
  readonly charts: ReadonlyMap<string, Chart>;
  /** Page index and position of each named destination, in points from the page's top left. */
  readonly destinations: Map<string, Destination>;
  /** Destinations whose element is still to be drawn. */
  readonly waiting: Destination[];
  /** Destinations of links, each with the elements that lead there. */
  readonly targets: Map<string, number[]>;
  readonly warn: Warn;
}

/** Most characters of a link's address; a longer one would be cut, and lead elsewhere. */
const longestAddress = 16_000;

/** Property lists of the artifacts (ISO 32000-1, 14.8.2.2): decoration, running header and footer. */
const artifacts = {
  layout: "/Artifact <</Type/Layout>> BDC",
  header: "/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC",
  watermark: "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC",
  footer: "/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC",
} as const;

/**
 * Draws the boxes of a page in order. Everything is drawn in a marked-content sequence of a structure element or an
 * artifact (ISO 14289-1, 7.1). Neighbouring boxes of the same element share a sequence.
 */
export function drawPage({ width, height, boxes }: Page, index: number, document: DrawingDocument): void {
  const { file } = document;
  file.addPage({ size: [width, height], margin: 0 });
  const operators: string[] = [];
  new PagePen(document, index, operators).draw(boxes);
  file.endPage(operators.join("\n"));
}

class PagePen {
  readonly #document: DrawingDocument;
  readonly #page: PdfKitPage;
  readonly #index: number;
  readonly #operators: string[];
  #open: Meaning | undefined;
  /** Graphics state set by the content, to avoid setting it again. */
  #font = "";
  #size = 0;
  #fill = "";
  #spacing = 0;
  /** The last run: the height of its baseline and its direction. */
  #before: { readonly y: number; readonly rightToLeft: boolean } | undefined;

  constructor(document: DrawingDocument, index: number, operators: string[]) {
    this.#document = document;
    this.#operators = operators;
    this.#page = document.file.page;
    this.#index = index;
  }

  draw(boxes: readonly Box[]): void {
    for (const box of boxes) {
      if (box.kind === "text") this.#text(box);
      else if (box.kind === "rectangle") this.#rectangle(box);
      else if (box.kind === "line") this.#line(box);
      else if (box.kind === "path") this.#path(box);
      else if (box.kind === "image") this.#image(box);
      else if (box.kind === "chart") this.#chart(box);
      else if (box.kind === "link") this.#link(box);
      else this.#destination(box);
    }
    this.#close();
  }

  #destination({ name, x, y }: DestinationBox): void {
    const { destinations, waiting, file } = this.#document;
    const { dictionary, height } = this.#page;
    const destination: Destination = { page: this.#index, x, y, place: { reference: dictionary, height } };
    destinations.set(name, destination);
    waiting.push(destination);
    // In PDF 2.0 a destination names its element, too, which is known later.
    if (!file.isPdf2) file.addNamedDestination(name, "XYZ", x, y, null);
  }

  #write(operators: string): void {
    this.#operators.push(operators);
  }

  /** Converts a height from the page's top to one from its bottom. */
  #up(y: number): string {
    return point(this.#page.height - y);
  }

  #begin(meaning: Meaning): void {
    if (typeof meaning === "number") this.#reach(meaning);
    if (this.#open === meaning) return;
    this.#close();
    this.#open = meaning;
    if (typeof meaning === "string") return this.#write(artifacts[meaning]);
    const mcid = this.#document.tree.content(meaning);
    this.#write(`/${this.#document.tree.roleOf(meaning)} <</MCID ${mcid}>> BDC`);
  }

  /** Gives the destinations before some content their element. */
  #reach(means: number): void {
    const { waiting, tree } = this.#document;
    if (waiting.length === 0) return;
    const element = tree.startOf(means);
    for (const destination of waiting.splice(0)) destination.element = element;
  }

  #close(): void {
    if (this.#open !== undefined) this.#write("EMC");
    this.#open = undefined;
  }

  #setFill(color: string): void {
    const components = colorComponents(color);
    if (components === this.#fill) return;
    this.#fill = components;
    this.#write(`${components} rg`);
  }

  #text(box: TextBox): void {
    if (box.runs.every(isEmpty)) return;
    this.#begin(box.means);
    if (box.turn === undefined) return this.#words(box);
    // In its own graphics state; settings made in it are made again after it.
    const kept = [this.#font, this.#size, this.#fill, this.#spacing] as const;
    this.#write(`q ${this.#turned(box.turn)} cm`);
    this.#words(box);
    this.#write("Q");
    [this.#font, this.#size, this.#fill, this.#spacing] = kept;
  }

  /** The matrix of a rotation about a point. */
  #turned({ cos, sin, x, y }: NonNullable<TextBox["turn"]>): string {
    const up = this.#page.height - y;
    const parts = [cos, sin, -sin, cos].map((part) => formatNumber(Math.round(part * 1e5) / 1e5));
    return `${parts.join(" ")} ${point(x - cos * x + sin * up)} ${point(up - sin * x - cos * up)}`;
  }

  #words({ runs, y, actualText }: TextBox): void {
    // Right-to-left runs need none: they are shown in reading order. Poppler would take the replacement for visual
    // order and reverse it.
    const replacement =
      actualText === undefined || runs.some(({ rightToLeft }) => rightToLeft === true) ? undefined : actualText;
    if (replacement !== undefined)
      this.#write(`/Span <</ActualText ${textSyntax(this.#document.file.readable(replacement))}>> BDC`);
    this.#write("BT");
    for (const run of runs)
      this.#run(run, y, replacement === undefined ? run.original : undefined, replacement !== undefined);
    this.#write("ET");
    for (const run of runs) this.#lines(run, y);
    if (replacement !== undefined) this.#write("EMC");
  }

  /**
   * @param original text to read instead of the run
   * @param replaced whether the whole line is read otherwise
   */
  #run(run: PlacedRun, y: number, original: string | undefined, replaced: boolean): void {
    if (run.text === "") return;
    if (original !== undefined)
      this.#write(`/Span <</ActualText ${textSyntax(this.#document.file.readable(original))}>> BDC`);
    const { size, letterSpacing = 0, features, rightToLeft } = run;
    const face = this.#document.fonts.face(run.face);
    const shaped = this.#document.typesetter.shape(run.text, run.face, {
      features,
      spaced: letterSpacing !== 0,
      rightToLeft,
    });
    if (face.id !== this.#font || size !== this.#size)
      this.#write(`/${(this.#font = face.id)} ${formatNumber((this.#size = size))} Tf`);
    if (letterSpacing !== this.#spacing) this.#write(`${formatNumber((this.#spacing = letterSpacing))} Tc`);
    this.#setFill(run.color);
    this.#write(`1 0 0 1 ${point(run.x)} ${this.#up(y - (run.rise ?? 0))} Tm`);
    this.#write(
      face.show(run.text, shaped, {
        ...run,
        afterLeft: this.#followsLeft(run, y),
        replaced: replaced || original !== undefined,
      }),
    );
    if (original !== undefined) this.#write("EMC");
  }

  /** Whether a run is next on its line to one that runs left to right. */
  #followsLeft({ rightToLeft = false }: PlacedRun, y: number): boolean {
    const before = this.#before;
    this.#before = { y, rightToLeft };
    return before !== undefined && before.y === y && !before.rightToLeft;
  }

  /** Draws lines under and through a run, at the font's positions. */
  #lines({ face, size, rise = 0, x, width, color, underline, strike }: PlacedRun, y: number): void {
    if (underline !== true && strike !== true) return;
    const { metrics, underline: line } = this.#document.typesetter.face(face);
    const thickness = Math.max(0.4, line.thickness * size);
    this.#setFill(color);
    const rule = (middle: number): void =>
      this.#write(
        `${point(x)} ${this.#up(y - rise - middle + thickness / 2)} ${point(width)} ${point(thickness)} re f`,
      );
    if (underline === true) rule(line.position * size);
    if (strike === true) rule((metrics.xHeight * size) / 2);
  }

  #rectangle({ means, x, y, width, height, fill }: RectangleBox): void {
    this.#begin(means);
    this.#setFill(fill);
    this.#write(`${point(x)} ${this.#up(y + height)} ${point(width)} ${point(height)} re f`);
  }

  #line({ means, x1, y1, x2, y2, color, width }: LineBox): void {
    this.#begin(means);
    this.#write(
      `${colorComponents(color)} RG ${formatNumber(width)} w ${point(x1)} ${this.#up(y1)} m ${point(x2)} ${this.#up(y2)} l S`,
    );
  }

  #path({ means, x, y, width, height, segments, fill, evenOdd, stroke, opacity }: PathBox): void {
    this.#begin(means);
    if (typeof means === "number" && this.#document.tree.roleOf(means) === "Figure")
      this.#document.tree.box(means, this.#area(x, y, width, height));
    const line = stroke?.line;
    const isApart = opacity !== undefined || line !== undefined;
    if (isApart) this.#write("q");
    if (opacity !== undefined) this.#write(`/${this.#opacity(opacity)} gs`);
    if (fill !== undefined && isApart) this.#write(`${colorComponents(fill)} rg`);
    else if (fill !== undefined) this.#setFill(fill);
    if (stroke !== undefined) this.#write(`${colorComponents(stroke.color)} RG ${formatNumber(stroke.width)} w`);
    if (line !== undefined) this.#write(lineOperators(line));
    const inPlace = pathOperators(segments, (left, top) => `${point(x + left)} ${this.#up(y + top)}`);
    const rule = evenOdd === true ? "*" : "";
    if (line?.pen === undefined)
      this.#write(`${inPlace} ${fill === undefined ? "S" : `${stroke === undefined ? "f" : "B"}${rule}`}`);
    else {
      if (fill !== undefined) this.#write(`${inPlace} f${rule}`);
      const { stretch, write } = penOperators(line.pen, (left, top) => [x + left, this.#page.height - y - top]);
      this.#write(`${stretch} ${pathOperators(segments, write)} S`);
    }
    if (isApart) this.#write("Q");
  }

  /** The name of a graphics state in which fill and stroke are seen through. */
  #opacity(value: number): string {
    const { resources } = this.#document;
    const rounded = Math.round(value * 1000) / 1000;
    const name = resources.name("ExtGState", `both ${rounded}`, () =>
      resources.file.add({ Type: "ExtGState", ca: rounded, CA: rounded }),
    );
    Object.assign(this.#page.ext_gstates, resources.entries().ExtGState);
    return name;
  }

  #image({ means, x, y, width, height, png, pixels }: ImageBox): void {
    const { resources, warn } = this.#document;
    const name = embedImage(resources, { format: "png", ...pixels, bytes: Buffer.from(png, "base64") }, warn);
    if (name === undefined) return;
    this.#begin(means);
    this.#write(`q ${point(width)} 0 0 ${point(height)} ${point(x)} ${this.#up(y + height)} cm /${name} Do Q`);
    Object.assign(this.#page.xobjects, resources.entries().XObject);
  }

  #chart({ means, x, y, width, height, figure, scale, offset }: ChartBox): void {
    const { charts, tree, typesetter, fonts, resources, warn } = this.#document;
    const chart = charts.get(figure);
    if (chart === undefined) throw new TypeError(`the layout places the figure "${figure}", which has no chart`);
    this.#begin(means);
    if (typeof means === "number") tree.box(means, this.#area(x, y, width, height));
    const links: { readonly means: number; readonly rectangle: readonly number[]; readonly url: string }[] = [];
    const canvas = createCanvasContext({
      matrix: [scale, 0, 0, -scale, x - (offset?.x ?? 0), this.#page.height - y + (offset?.y ?? 0)],
      typesetter,
      fonts,
      resources,
      link: (rectangle, url) => {
        if (typeof means === "number") links.push({ means: tree.add("Link", means), rectangle, url });
      },
      warn,
    });
    chart.draw(canvas);
    const drawn = canvas.end();
    if (drawn !== "")
      this.#write(
        offset === undefined
          ? drawn
          : `q ${point(x)} ${this.#up(y + height)} ${point(width)} ${point(height)} re W n\n${drawn}Q`,
      );
    const { ExtGState = {}, Pattern = {}, XObject = {} } = resources.entries();
    Object.assign(this.#page.ext_gstates, ExtGState);
    if (Object.keys(Pattern).length > 0) Object.assign(this.#page.patterns, Pattern);
    if (Object.keys(XObject).length > 0) Object.assign(this.#page.xobjects, XObject);
    for (const { means, rectangle, url } of links) this.#annotate(means, rectangle, { url }, url);
  }

  #link({ means, x, y, width, height, target, contents }: LinkBox): void {
    this.#annotate(means, this.#area(x, y, width, height), target, contents);
  }

  #annotate(means: number, rectangle: readonly number[], target: LinkBox["target"], contents: string): void {
    const { file, tree, targets, warn } = this.#document;
    const address = "url" in target ? asciiUrl(target.url) : "";
    if (address.length > longestAddress) {
      return warn({
        code: "unresolved-reference",
        message: `a link's address of ${address.length} characters is longer than a PDF can hold; the link leads nowhere`,
        seen: `${address.slice(0, 60)}…`,
        allowed: longestAddress,
      });
    }
    if ("destination" in target) {
      const leading = targets.get(target.destination);
      if (leading === undefined) targets.set(target.destination, [means]);
      else leading.push(means);
    }
    const number = file.reserve();
    const action = "url" in target ? { url: address } : target;
    file.writeObject(
      number,
      linkAnnotation(rectangle, file.readable(contents), tree.annotation(means, number), action),
    );
    this.#page.annotations.push(number);
  }

  /** Left, bottom, right and top of an area. @param y its upper edge, from the page's top */
  #area(x: number, y: number, width: number, height: number): readonly number[] {
    const { height: page } = this.#page;
    return [x, page - y - height, x + width, page - y].map((value) => Math.round(value * 100) / 100);
  }
}

function isEmpty({ text }: PlacedRun): boolean {
  return text === "";
}

/** Escapes a URL to 7-bit ASCII for a URI action (ISO 32000-1, 12.6.4.7); existing escapes stay. */
function asciiUrl(url: string): string {
  return url.toWellFormed().replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
}

/** Formats a coordinate in points with 2 decimals, 1/7200 inch. */
function point(value: number): string {
  return formatHundredths(Math.round(value * 100));
}

const colors = new Map<string, string>();

/** Operands of `rg` for a colour `#rrggbb`. */
function colorComponents(color: string): string {
  let components = colors.get(color);
  if (components === undefined) {
    if (!/^#[0-9a-f]{6}$/i.test(color)) throw new TypeError(`a colour in the layout must be #rrggbb, not ${color}`);
    components = [1, 3, 5]
      .map((at) => formatNumber(Math.round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000))
      .join(" ");
    colors.set(color, components);
  }
  return components;
}
