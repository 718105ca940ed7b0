import type { Composition } from "../composition.ts";
import type { Inline } from "../../document/document.ts";
import { joinLines, setTypography } from "../markdown/typography.ts";

/** Words of the template with their values, in one piece. */
export function composeText(composition: Composition, text: string): Inline[] {
  const pieces = composition.splitValues(joinLines(text));
  const shown = pieces.map((piece) => ("text" in piece ? setTypography(piece.text) : oneLine(composition.formats.plain(piece.value))));
  const joined = shown.join("");
  return joined === "" ? [] : [{ type: "text", text: joined }];
}

/** A value inside a paragraph has no lines of its own. */
function oneLine(text: string): string {
  return /[\n\r\t\v\f\u2028\u2029]/.test(text) ? text.replace(/\s*[\n\r\t\v\f\u2028\u2029]\s*/g, " ") : text;
}
