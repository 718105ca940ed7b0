import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import { notOurs } from "../xlsx/read-package.ts";
import { readPngTexts } from "./read-png-texts.ts";

/**
 * The lines of a card as it states them in words: its title, and what else it shows.
 *
 * @throws BroadsheetError `invalid-request` if it is not as Broadsheet writes it
 */
export function cardBlocks(file: Uint8Array): TextBlock[] {
  const { width, height, texts } = readPngTexts(file);
  if (width !== 1200 || height !== 630) throw notOurs(`it has ${width} × ${height} pixels`);
  const [title, lines] = [texts.get("Title"), texts.get("Description")];
  if (title === undefined || lines === undefined) throw notOurs("it does not say what it shows");
  return [
    { kind: "title", text: title },
    ...lines
      .split("\n")
      .filter((text) => text !== "")
      .map((text) => ({ kind: "line", text })),
  ];
}
