import { hintNearMatch } from "../../../../near-match.ts";
import type { Problem } from "../../../../errors.ts";
import type { PictureContent } from "../../../document/document.ts";
import type { Composition } from "../../composition.ts";
import { addFault, type Directive } from "../../directive.ts";
import { pickedTable } from "../../picking/picked-table.ts";

/** Longest text of an image, in characters: 20 MB in hexadecimal. */
const longest = 40_000_000;

/**
 * The image in a column of a query's only row, or of the row that `where` picks: bytes as base64, hexadecimal or a
 * `data:` URI. As data, the bytes are read only as an image.
 *
 * @returns `undefined`, with a problem or warning, if there is none
 */
export function imageFromData(composition: Composition, directive: Directive): PictureContent | undefined {
  const { where, name } = directive;
  const query = name("data") ?? "";
  const column = name("column") ?? "";
  const table = pickedTable(composition, directive);
  if (table === undefined) return undefined;
  const { rows } = table;
  const columns = table.columns.map((each) => each.name);
  const refuse = (problem: Problem): undefined => {
    addFault(composition, directive, problem);
    return undefined;
  };
  if (!columns.includes(column))
    return refuse({
      code: "unknown-column",
      message: `the query "${query}" has no column "${column}"`,
      seen: column,
      allowed: columns,
      ...hintNearMatch(column, columns),
    });
  if (rows.length > 1)
    return refuse({
      code: "ambiguous-image",
      message: `${rows.length} rows of the query "${query}" are selected, but an image comes from one row`,
      seen: rows.length,
      allowed: 1,
      hint: 'pick one: where="name=..."',
    });
  const value = rows[0]?.[column];
  if (value === undefined || value === null || value === "") {
    const message = `${where.file}:${where.line}: the query "${query}" has no image in "${column}"; nothing is printed`;
    // If no row was picked, there is already a warning.
    if (rows.length > 0 || directive.pieces("where").length === 0)
      composition.warn({ code: "empty-query", message, where: { ...where, name: query } });
    return undefined;
  }
  const bytes = typeof value === "string" && value.length <= longest ? bytesOf(value) : undefined;
  if (bytes !== undefined)
    return { kind: "image", name: `"${column}" of the query "${query}"`, bytes, rasterOnly: true };
  return refuse({
    code: "invalid-image",
    message: `"${column}" of the query "${query}" does not hold the bytes of an image`,
    seen: String(value).slice(0, 40),
    allowed: "a PNG or JPEG as text in base64 or hexadecimal, or as a data: URI",
  });
}

/**
 * Decodes bytes written as text. In hexadecimal a PNG begins with 89, a JPEG with FF and an SVG with 3C; in base64 none
 * does. The patterns look for what must not be there: one that matched millions of characters could overflow V8's
 * stack.
 */
function bytesOf(text: string): Uint8Array | undefined {
  const body = text
    .trim()
    .replace(/^data:[^,]{0,200};base64,/, "")
    .replace(/\s/g, "");
  const digits = body.replace(/^(?:\\x|0x)/i, "");
  if (/^(?:89504e47|ffd8|3c)/i.test(digits) && digits.length % 2 === 0 && !/[^0-9a-f]/i.test(digits))
    return Buffer.from(digits, "hex");
  const letters = body.replace(/={1,2}$/, "");
  return letters === "" || /[^A-Za-z0-9+/_-]/.test(letters) ? undefined : Buffer.from(letters, "base64");
}
