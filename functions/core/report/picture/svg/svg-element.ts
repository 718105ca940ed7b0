/** An element of an SVG file. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (SvgElement | string)[];
  /** Line in the file, from 1. */
  readonly line: number;
}

const silent = new Set([
  "title",
  "desc",
  "metadata",
  "defs",
  "style",
  "symbol",
  "clipPath",
  "linearGradient",
  "radialGradient",
  "pattern",
  "mask",
  "filter",
  "marker",
]);

/** Whether an element draws nothing in place; those of drawing programs have a prefix. */
export function isSilent({ name }: SvgElement): boolean {
  return silent.has(name) || (name.includes(":") && !name.startsWith("svg:"));
}

/** Elements directly inside another. */
export function elementsIn({ children }: SvgElement): readonly SvgElement[] {
  return children.filter((child) => typeof child !== "string");
}
