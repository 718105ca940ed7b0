import type { SceneItem, SceneMark } from "./scene.ts";

/**
 * Aligns the titles above the views in a row of a grid. Vega places each title above everything that its view draws, so
 * a label that extends over a frame would lift one title out of the row.
 */
export function alignHeaders(mark: SceneMark): void {
  const rows = new Map<number, SceneItem[]>();
  for (const view of mark.items) {
    for (const child of view.items ?? []) {
      const [title] = child.items;
      if (child.role === "title" && title?.orient === "top")
        rows.set(view.y ?? 0, [...(rows.get(view.y ?? 0) ?? []), title]);
      else alignHeaders(child);
    }
  }
  for (const titles of rows.values()) {
    const highest = Math.min(...titles.map(({ y = 0 }) => y));
    for (const title of titles) Object.assign(title, { y: highest });
  }
}
