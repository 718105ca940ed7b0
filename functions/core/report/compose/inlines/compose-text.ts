import type { Composition } from "../composition.ts";
import type { Inline } from "../../document/document.ts";
import { joinLines, setTypography } from "../markdown/typography.ts";

/** A text of the template with its values inserted, as one inline. */
export function composeText(composition: Composition, text: string): Inline[] {
  const pieces = composition.splitValues(joinLines(text));
  const shown = pieces.map((piece) =>
    "text" in piece ? setTypography(piece.text) : oneLine(composition.formats.plain(piece.value)),
  );
  const joined = shown.join("");
  return joined === "" ? [] : [{ type: "text", text: joined }];
}

/** Joins the lines of a value inside a paragraph. */
function oneLine(text: string): string {
  return /[\n\r\t\v\f\u2028\u2029]/.test(text) ? text.replace(/(?<!\s)\s*[\n\r\t\v\f\u2028\u2029]\s*/g, " ") : text;
}
