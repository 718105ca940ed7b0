import type { Heading } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import type { LayoutContext } from "../layout-context.ts";
import { numberedWords } from "../text/numbered-words.ts";
import type { FlowBox } from "../slice.ts";

/**
 * The chapter named in each page's header and footer: the first that begins on the page, otherwise the current one.
 * Chapters are the headings of level 2, or of level 1 if the report has more of these than its title. Empty before the
 * first chapter.
 *
 * @param headings all headings of the report, in reading order
 */
export function runningChapters(
  context: Pick<LayoutContext, "locale">,
  pages: readonly { readonly boxes: readonly FlowBox[] }[],
  headings: readonly Heading[],
): string[] {
  const level = headings.filter((heading) => heading.level === 1).length > 1 ? 1 : 2;
  const names = new Map(
    headings
      .filter((heading) => heading.level === level)
      .map((heading) => [heading.id, plainText(numberedWords(context, heading))]),
  );
  let last = "";
  return pages.map(({ boxes }) => {
    const begun = boxes.flatMap((box) =>
      box.kind === "destination" && names.has(box.name) ? [names.get(box.name)!] : [],
    );
    const shown = begun[0] ?? last;
    last = begun.at(-1) ?? last;
    return shown;
  });
}
