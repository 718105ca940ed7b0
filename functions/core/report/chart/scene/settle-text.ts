import type { ChartSettings } from "../chart-settings.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";

/**
 * Gives every text of a scenegraph the signs of its language, as measured, and warns of texts that exceed their limit:
 * Vega will cut their ends when it draws, in whatever direction they run.
 *
 * @param measure width of a line of an item, points
 * @param rewrite returns the text to draw instead
 */
export function settleText(
  root: SceneMark,
  measure: (item: SceneItem, text: string) => number,
  rewrite: (text: string) => string,
  name: string,
  { warn, where, authored }: Pick<ChartSettings, "warn" | "where" | "authored">,
): void {
  const cut: string[] = [];
  const lost: string[] = [];
  const settle = (item: SceneItem): void => {
    if (item.text === undefined || item.text === null) return;
    const lines = [item.text].flat().map((line) => rewrite(String(line)));
    // Vega would cut the beginning of a text marked as right to left, but the canvas knows where such a line ends.
    if (authored === undefined && item.dir === "rtl") item.dir = "ltr";
    if (authored === undefined) item.text = Array.isArray(item.text) ? lines : lines[0];
    if (item.fontSize === 0 && Number.isNaN(item.x)) lost.push(lines.join(" "));
    const limit = item.limit ?? 0;
    if (limit > 0 && item.opacity !== 0) cut.push(...lines.filter((line) => measure(item, line) >= limit));
  };
  visitMarks(root, (mark) => {
    if (mark.marktype === "text") mark.items.forEach(settle);
  });
  if (lost.length > 0) {
    warn({
      code: "chart-warning",
      message: `Chart "${name}" has no room for ${lost.length === 1 ? "a word" : `${lost.length} words`} of its cloud, first "${lost[0]}"`,
      where: { ...where, name },
      seen: lost.slice(0, 10),
      hint: "give the cloud a larger size, smaller words or fewer",
    });
  }
  if (cut.length === 0) return;
  warn({
    code: "overflow",
    message: `Chart "${name}" cuts ${cut.length === 1 ? "a label" : `${cut.length} labels`} that ${cut.length === 1 ? "is" : "are"} too long, first "${cut[0]}"`,
    where: { ...where, name },
    seen: cut.slice(0, 10),
    hint: "shorten the labels in the query, or raise labelLimit",
  });
}
