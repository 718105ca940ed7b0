import type { Nodes } from "mdast";
import type { Composition } from "../composition.ts";
import type { Inline } from "../../document/document.ts";
import { joinLines, setTypography } from "../markdown/typography.ts";

/**
 * A text of the template with its values inserted, as one inline.
 *
 * @param node whose text it is; absent for that of an attribute
 */
export function composeText(composition: Composition, text: string, node?: Nodes): Inline[] {
  const lines = joinLines(text);
  const pieces = composition.splitValues(lines);
  const shown = pieces.map((piece) =>
    "text" in piece ? setTypography(piece.text) : oneLine(composition.formats.plain(piece.value)),
  );
  const joined = shown.join("");
  if (joined === "") return [];
  const { origins } = composition;
  if (origins === undefined) return [{ type: "text", text: joined }];
  const known = node === undefined && origins.outside ? origins.ofString(joined) : undefined;
  return [{ type: "text", text: joined, origins: known ?? origins.ofPieces(pieces, shown, node, lines === text) }];
}

/** Joins the lines of a value inside a paragraph. */
function oneLine(text: string): string {
  return /[\n\r\t\v\f\u2028\u2029]/.test(text) ? text.replace(/(?<!\s)\s*[\n\r\t\v\f\u2028\u2029]\s*/g, " ") : text;
}
