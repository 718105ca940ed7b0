/**
 * The part of CanvasRenderingContext2D that Vega's canvas renderer calls, implemented over the PDF
 * by the PDF stage. Declared structurally so that charts know nothing of PDFKit.
 */
export interface CanvasContext {
  /** Begins a link area in user space of the chart: following content is clickable. */
  link?(x: number, y: number, width: number, height: number, url: string): void;
}

/** A chart with its dataflow run: sizes known, ready to be drawn. */
export interface Chart {
  readonly name: string;
  /** Points, outer size (axes, legends and titles included), at scale 1. */
  readonly width: number;
  readonly height: number;
  /** Alternative text: the directive's, the spec's description, or composed from the chart. */
  readonly alt: string;
  /** The encoded fields as drawn, RFC 4180 CSV; absent when not to be attached. */
  readonly csv?: string;
  /** Draws into a context whose origin is the chart's top left corner, y downwards, in points. */
  draw(context: CanvasContext): void;
}
