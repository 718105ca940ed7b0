/** An element of an SVG file. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (SvgElement | string)[];
  /** Line in the file, from 1. */
  readonly line: number;
}

/** Elements directly inside another. */
export function elementsIn({ children }: SvgElement): readonly SvgElement[] {
  return children.filter((child) => typeof child !== "string");
}
