import type { Layout } from "../../functions/core/report/layout/page.ts";

/**
 * Prints a layout as JSON with a line for each box, structure element and entry of the outline, so that a diff shows
 * the place of a change.
 */
export function printLayout({ pages, numbering, structure, outline }: Layout): string {
  const printed = pages.map(
    ({ width, height, boxes }) =>
      `    {"width": ${width}, "height": ${height}, "boxes": [\n${list(boxes, "      ")}\n    ]}`,
  );
  const numbers = numbering === undefined ? "" : `  "numbering": ${JSON.stringify(numbering)},\n`;
  return `{\n${numbers}  "pages": [\n${printed.join(",\n")}\n  ],\n  "structure": [\n${list(structure, "    ")}\n  ],\n  "outline": [\n${list(outline, "    ")}\n  ]\n}\n`;
}

function list(items: readonly unknown[], indent: string): string {
  return items.map((item) => `${indent}${JSON.stringify(item, shorten)}`).join(",\n");
}

/** Rounds to hundredths of a point: nobody sees less. */
function shorten(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 100) / 100 : value;
}
