import type { SceneItem, SceneMark } from "./scene.ts";

/**
 * Puts the titles above the views of one row of a grid on one line. Vega sets each of them above
 * what its view draws, so that a label reaching over one frame lifts one title out of its row.
 */
export function alignHeaders(mark: SceneMark): void {
  const rows = new Map<number, SceneItem[]>();
  for (const view of mark.items) {
    for (const child of view.items ?? []) {
      const [title] = child.items;
      if (child.role === "title" && title?.orient === "top") rows.set(view.y ?? 0, [...(rows.get(view.y ?? 0) ?? []), title]);
      else alignHeaders(child);
    }
  }
  for (const titles of rows.values()) {
    const highest = Math.min(...titles.map(({ y = 0 }) => y));
    for (const title of titles) Object.assign(title, { y: highest });
  }
}
