import { realMinus } from "./real-minus.ts";
import { visitItems, type SceneMark } from "./scene.ts";

/** Gives every text of a scenegraph true minus signs, as they were measured. */
export function settleText(root: SceneMark): void {
  visitItems(root, (item, mark) => {
    if (mark.marktype !== "text") return;
    if (typeof item.text === "string" || typeof item.text === "number") item.text = realMinus(String(item.text));
    else if (Array.isArray(item.text)) item.text = item.text.map((line) => realMinus(String(line)));
  });
}
