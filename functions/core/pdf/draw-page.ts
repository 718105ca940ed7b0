import type { Chart } from "../chart/chart.ts";
import type { Warn } from "../errors.ts";
import type { Box, ChartBox, LineBox, LinkBox, Meaning, Page, PlacedRun, RectangleBox, TextBox } from "../layout/page.ts";
import { createCanvasContext } from "./canvas-context.ts";
import type { CanvasResources } from "./canvas-resources.ts";
import type { Typesetter } from "./open-typesetter.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfFonts } from "./pdf-fonts.ts";
import type { PdfPage } from "./pdf-page.ts";
import { formatNumber, PdfReference, PdfText, serializePdf, type PdfDictionary } from "./pdf-value.ts";
import type { StructureTree } from "./structure-tree.ts";

/** What drawing a page needs of its document. */
export interface DrawingDocument {
  readonly file: PdfFile;
  readonly fonts: PdfFonts;
  readonly resources: CanvasResources;
  readonly tree: StructureTree;
  readonly typesetter: Typesetter;
  readonly charts: ReadonlyMap<string, Chart>;
  /** Page and place of each named destination, as far as pages are drawn. */
  readonly destinations: Map<string, { readonly page: PdfReference; readonly x: number; readonly y: number }>;
  readonly warn: Warn;
}

/** Property lists of the artifacts (ISO 32000-1, 14.8.2.2): decoration, running header and footer. */
const artifacts = {
  layout: "/Artifact <</Type/Layout>> BDC",
  header: "/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC",
  footer: "/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC",
} as const;

/**
 * Draws the boxes of a page in their order. Everything drawn lies in a marked-content sequence: of
 * a structure element or of an artifact (ISO 14289-1, 7.1). Neighbouring boxes of one meaning share
 * a sequence.
 *
 * @returns key of the page in the parent tree
 */
export function drawPage({ boxes }: Page, page: PdfPage, document: DrawingDocument): number {
  const { key, owners } = document.tree.beginPage();
  new PagePen(page, owners, document).draw(boxes);
  return key;
}

class PagePen {
  readonly #page: PdfPage;
  readonly #owners: PdfReference[];
  readonly #document: DrawingDocument;
  #open: Meaning | undefined;
  /** Graphics state that the content has set; setting it again would only take space. */
  #font = "";
  #fill = "";
  #spacing = "0";

  constructor(page: PdfPage, owners: PdfReference[], document: DrawingDocument) {
    this.#page = page;
    this.#owners = owners;
    this.#document = document;
  }

  draw(boxes: readonly Box[]): void {
    for (const box of boxes) {
      if (box.kind === "text") this.#text(box);
      else if (box.kind === "rectangle") this.#rectangle(box);
      else if (box.kind === "line") this.#line(box);
      else if (box.kind === "chart") this.#chart(box);
      else if (box.kind === "link") this.#link(box);
      else this.#document.destinations.set(box.name, { page: this.#page.reference, x: box.x, y: this.#page.height - box.y });
    }
    this.#close();
  }

  #write(operators: string): void {
    if (operators !== "") this.#page.draw(operators);
  }

  /** A height from the page's top as one from its bottom. */
  #up(y: number): string {
    return point(this.#page.height - y);
  }

  #begin(meaning: Meaning): void {
    if (this.#open === meaning) return;
    this.#close();
    this.#open = meaning;
    if (typeof meaning === "string") return this.#write(artifacts[meaning]);
    const mcid = this.#document.tree.content(meaning, this.#page.reference, this.#owners);
    this.#write(`/${this.#document.tree.roleOf(meaning)} <</MCID ${mcid}>> BDC`);
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

  #text({ means, runs, y, actualText }: TextBox): void {
    if (runs.every(({ text }) => text === "")) return;
    this.#begin(means);
    if (actualText !== undefined) this.#write(`/Span ${serializePdf({ ActualText: new PdfText(actualText) })} BDC`);
    this.#write("BT");
    for (const run of runs) this.#run(run, y);
    this.#write("ET");
    for (const run of runs) this.#lines(run, y);
    if (actualText !== undefined) this.#write("EMC");
  }

  #run(run: PlacedRun, y: number): void {
    if (run.text === "") return;
    const { size, letterSpacing = 0, wordSpacing = 0, features, rightToLeft } = run;
    const face = this.#document.fonts.face(run.face);
    const shaped = this.#document.typesetter.shape(run.text, run.face, {
      ...(features === undefined ? {} : { features }),
      ...(letterSpacing === 0 ? {} : { spaced: true }),
      ...(rightToLeft === true ? { rightToLeft } : {}),
    });
    const font = `/${face.id} ${formatNumber(size)} Tf`;
    if (font !== this.#font) this.#write((this.#font = font));
    const spacing = formatNumber(letterSpacing);
    if (spacing !== this.#spacing) this.#write(`${(this.#spacing = spacing)} Tc`);
    this.#setFill(run.color);
    this.#write(`1 0 0 1 ${point(run.x)} ${this.#up(y - (run.rise ?? 0))} Tm`);
    this.#write(face.show(shaped, size, (wordSpacing * 1000) / size));
  }

  /** Lines under and through a run, where the font puts them. */
  #lines({ face, size, rise = 0, x, width, color, underline, strike }: PlacedRun, y: number): void {
    if (underline !== true && strike !== true) return;
    const { metrics, underline: line } = this.#document.typesetter.face(face);
    const thickness = Math.max(0.4, line.thickness * size);
    this.#setFill(color);
    const rule = (middle: number): void =>
      this.#write(`${point(x)} ${this.#up(y - rise - middle + thickness / 2)} ${point(width)} ${point(thickness)} re f`);
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

  #chart({ means, x, y, width, height, figure, scale }: ChartBox): void {
    const { charts, tree, typesetter, fonts, resources, warn } = this.#document;
    const chart = charts.get(figure);
    if (chart === undefined) throw new TypeError(`the layout places the figure "${figure}", which has no chart`);
    this.#begin(means);
    tree.box(means, this.#page.rectangle(x, y, width, height));
    const links: { readonly means: number; readonly rectangle: readonly number[]; readonly url: string }[] = [];
    const canvas = createCanvasContext({
      matrix: [scale, 0, 0, -scale, x, this.#page.height - y],
      typesetter,
      fonts,
      resources,
      link: (rectangle, url) => links.push({ means: tree.add("Link", means), rectangle, url }),
      warn,
    });
    chart.draw(canvas);
    this.#write(canvas.end());
    for (const { means, rectangle, url } of links) this.#annotate(means, rectangle, { url }, url);
  }

  #link({ means, x, y, width, height, target, contents }: LinkBox): void {
    this.#annotate(means, this.#page.rectangle(x, y, width, height), target, contents);
  }

  #annotate(means: number, rectangle: readonly number[], target: LinkBox["target"], contents: string): void {
    const { file, tree } = this.#document;
    const reference = file.reserve();
    const action: PdfDictionary =
      "url" in target
        ? { A: { S: "URI", URI: new PdfText(asciiUrl(target.url)) } }
        : { Dest: new PdfText(target.destination) };
    file.write(reference, {
      Type: "Annot",
      Subtype: "Link",
      Rect: rectangle,
      Border: [0, 0, 0],
      // Printed with the page (ISO 19005-3, 6.3.2).
      F: 4,
      Contents: new PdfText(contents),
      StructParent: tree.annotation(means, this.#page.reference, reference),
      ...action,
    });
    this.#page.annotations.push(reference);
  }
}

/** A URI action holds 7-bit ASCII (ISO 32000-1, 12.6.4.7); what is already escaped stays. */
function asciiUrl(url: string): string {
  return url.toWellFormed().replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
}

/** Coordinates in points with 2 decimals, 1/7200 inch. */
function point(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

const colors = new Map<string, string>();

/** Operands of `rg` for a colour `#rrggbb`. */
function colorComponents(color: string): string {
  let components = colors.get(color);
  if (components === undefined) {
    if (!/^#[0-9a-f]{6}$/i.test(color)) throw new TypeError(`a colour in the layout must be #rrggbb, not ${color}`);
    components = [1, 3, 5].map((at) => formatNumber(Math.round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000)).join(" ");
    colors.set(color, components);
  }
  return components;
}
