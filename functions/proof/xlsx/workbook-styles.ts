import { child, elements, type PartElement } from "./read-package.ts";

/** How a cell is shown. */
export interface ShownStyle {
  /** Name of its style: what the cell is. */
  readonly name: string;
  /** Its number format; absent: as it comes. */
  readonly format?: string | undefined;
}

/** The styles of cells, by their number. */
export function readStyles(sheet: PartElement): ShownStyle[] {
  const list = (name: string): PartElement[] => {
    const parent = child(sheet, name);
    return parent === undefined ? [] : elements(parent);
  };
  const names = new Map(list("cellStyles").map(({ attributes }) => [attributes["xfId"], attributes["name"] ?? ""]));
  const formats = new Map(list("numFmts").map(({ attributes }) => [attributes["numFmtId"], attributes["formatCode"]]));
  return list("cellXfs").map(({ attributes }) => ({
    name: names.get(attributes["xfId"]) ?? "",
    format: formats.get(attributes["numFmtId"]),
  }));
}
