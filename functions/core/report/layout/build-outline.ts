import type { Heading } from "../document/document.ts";
import { plainText } from "../document/plain-text.ts";
import type { LayoutContext } from "./layout-context.ts";
import { numberedWords } from "./text/numbered-words.ts";
import type { OutlineItem } from "./page.ts";

/**
 * The outline (bookmarks) from the headings, nested by level. A single title (level 1) is left out: the window shows
 * it.
 */
export function buildOutline(context: Pick<LayoutContext, "locale">, headings: readonly Heading[]): OutlineItem[] {
  const titles = headings.filter(({ level }) => level === 1).length;
  interface Open {
    readonly level: number;
    readonly children: OutlineItem[];
  }
  const root: Open = { level: 0, children: [] };
  const open: Open[] = [root];
  for (const heading of headings) {
    const title = plainText(numberedWords(context, heading));
    if (title === "" || (heading.level === 1 && titles === 1)) continue;
    while (open.at(-1)!.level >= heading.level) open.pop();
    const children: OutlineItem[] = [];
    open.at(-1)!.children.push({ title, destination: heading.id, children });
    open.push({ level: heading.level, children });
  }
  return root.children;
}
