import { readsFromRight } from "../text/reads-from-right.ts";
import type { LayoutContext } from "../layout-context.ts";
import { coversPage } from "./cover-ground.ts";
import { setLogo } from "./set-logo.ts";
import { measureWord } from "../measure-word.ts";
import { setText } from "../text/set-text.ts";
import type { PageNumber } from "../pages/number-pages.ts";
import { moveBox, type FlowBox } from "../slice.ts";

/** Space between text area and running header or footer, points; less where the margin is narrow. */
const distance = 20;

/** The values for the running lines of a page. */
export interface RunningWords extends PageNumber {
  /** Empty before the first. */
  readonly chapter: string;
}

/**
 * Sets the running header and footer of a page, as artifacts. The first page has the logo instead of a header; a cover
 * has nothing else.
 *
 * In right-to-left languages, left and right are swapped.
 *
 * @param first whether it is the report's first page
 */
export function setFurniture(
  context: LayoutContext,
  first: boolean,
  running: RunningWords,
): { header: FlowBox[]; footer: FlowBox[] } {
  const { page, theme, document, locale, grid } = context;
  const { margins } = page;
  const right = margins.left + grid.width;
  const mirrored = readsFromRight(locale);
  const { size } = context.styles.furniture.run.text;
  const hair = (means: "header" | "footer", y: number): FlowBox => ({
    kind: "line",
    means,
    x1: margins.left,
    x2: right,
    y1: y,
    y2: y,
    color: theme.rule,
    width: 0.5,
  });
  const line = (means: "header" | "footer", y: number, left: string, far: string): FlowBox[] => {
    const farWidth = furnitureWidth(context, far);
    const near = fit(context, left, grid.width - farWidth - grid.gutter);
    const ends = [margins.left, right - (mirrored ? furnitureWidth(context, near) : farWidth)] as const;
    return [
      ...(near === "" ? [] : text(context, means, near, ends[mirrored ? 1 : 0], y)),
      ...(far === "" ? [] : text(context, means, far, ends[mirrored ? 0 : 1], y)),
    ];
  };
  const top = Math.max(size + 4, margins.top - distance);
  const foot = Math.min(page.height - 8, page.height - margins.bottom + distance + size);
  const filled = (words: string): string => fillRunning(words, running);
  const header = { left: filled(document.header.left), right: filled(document.header.right) };
  const far = fit(context, header.right, grid.width * 0.6);
  const folio = filled(document.folio ?? locale.words.pageOf);
  if (first && coversPage(context)) return { header: [], footer: [] };
  if (first && page.cover === true)
    return { header: setLogo(context, mirrored ? "right" : "left", "cover"), footer: [] };
  return {
    header: first
      ? setLogo(context, mirrored ? "left" : "right", "title")
      : header.left === "" && header.right === ""
        ? []
        : [...line("header", top, header.left, far), hair("header", top + 5)],
    footer: [hair("footer", foot - size - 5), ...line("footer", foot, filled(document.footer), folio)],
  };
}

/** A running line with its names filled in. Without a chapter, the text that joins it is dropped. */
function fillRunning(words: string, running: RunningWords): string {
  const parted =
    running.chapter === ""
      ? words.replace(/^\{chapter\}(\s*[·•|–—/:,]\s*)?|(\s*[·•|–—/:,]\s*|\s+)?\{chapter\}/g, "")
      : words;
  return parted.replace(/\{(page|pages|chapter)\}/g, (_, name: keyof RunningWords) => running[name]);
}

function furnitureWidth(context: LayoutContext, words: string): number {
  return words === "" ? 0 : measureWord(context, context.styles.furniture.run.text, words).width;
}

/** The text, cut with an ellipsis if it is too wide. */
function fit(context: LayoutContext, words: string, width: number): string {
  if (furnitureWidth(context, words) <= width) return words;
  // No character is narrower than a tenth of the size: more of them cannot fit, and a title of thousands is not measured whole.
  const characters = Array.from(words.slice(0, 2 * Math.ceil((width * 10) / context.styles.furniture.run.text.size)));
  if (!characters.at(-1)?.isWellFormed()) characters.pop();
  const cut = (count: number): string => `${characters.slice(0, count).join("").trimEnd()}…`;
  let fitting = 0;
  for (let least = 1, most = characters.length; least <= most;) {
    const middle = (least + most) >> 1;
    if (furnitureWidth(context, cut(middle)) <= width) {
      fitting = middle;
      least = middle + 1;
    } else most = middle - 1;
  }
  return fitting === 0 ? "" : cut(fitting);
}

/** Set as a line of text, so that right-to-left words are in the right order. */
function text(context: LayoutContext, means: "header" | "footer", words: string, x: number, y: number): FlowBox[] {
  const style = context.styles.furniture.run;
  const width = furnitureWidth(context, words) + 0.01;
  return setText(context, [{ text: words, style, means, solid: true }], { left: x, width, align: "fixed" }).flatMap(
    ({ boxes }) => boxes.map((box) => moveBox(box, 0, y)),
  );
}
