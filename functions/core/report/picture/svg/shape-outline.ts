import { readSvgPath, type OutlineSegment } from "./svg-path.ts";

/** The elements that have an outline. */
export const shapes: ReadonlySet<string> = new Set([
  "path",
  "rect",
  "circle",
  "ellipse",
  "line",
  "polyline",
  "polygon",
]);

/**
 * Outline of a basic shape (SVG 1.1, chapter 9). @returns undefined for any other element, and if its data cannot be
 * read
 */
export function shapeOutline(name: string, attributes: ReadonlyMap<string, string>): OutlineSegment[] | undefined {
  const number = (key: string, otherwise = 0): number =>
    attributes.has(key) ? Number.parseFloat(attributes.get(key) as string) : otherwise;
  switch (name) {
    case "path":
      return readSvgPath(attributes.get("d") ?? "");
    case "rect": {
      const [x, y, width, height] = [number("x"), number("y"), number("width"), number("height")];
      const rx = Math.min(width / 2, number("rx", number("ry")));
      const ry = Math.min(height / 2, number("ry", rx));
      if (rx === 0) return readSvgPath(`M${x} ${y}h${width}v${height}h${-width}z`);
      const corner = (dx: number, dy: number): string => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
      return readSvgPath(
        `M${x + rx} ${y}h${width - 2 * rx}${corner(rx, ry)}v${height - 2 * ry}${corner(-rx, ry)}h${2 * rx - width}${corner(-rx, -ry)}v${2 * ry - height}${corner(rx, -ry)}z`,
      );
    }
    case "circle":
    case "ellipse": {
      const rx = name === "circle" ? number("r") : number("rx");
      const ry = name === "circle" ? rx : number("ry");
      return readSvgPath(
        // From the right, clockwise: there its dashes begin (SVG 2, 10.3).
        `M${number("cx") + rx} ${number("cy")}a${rx} ${ry} 0 1 1 ${-2 * rx} 0a${rx} ${ry} 0 1 1 ${2 * rx} 0z`,
      );
    }
    case "line":
      return readSvgPath(`M${number("x1")} ${number("y1")}L${number("x2")} ${number("y2")}`);
    case "polygon":
    case "polyline":
      return readSvgPath(`M${attributes.get("points") ?? ""}${name === "polygon" ? "z" : ""}`);
    default:
      return undefined;
  }
}
