import type { TableOfContents } from "../../../document/document.ts";
import { contentsEntries } from "../../../layout/contents-entries.ts";
import { withoutLinks } from "../../../layout/text/flatten-inlines.ts";
import type { SlideContext } from "../slide-context.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { runsOf } from "../text/slide-words.ts";

/** The entries of a list of contents, each a link to its slide. */
export function contentsLines(context: SlideContext, contents: TableOfContents): SlideLine[] {
  return contentsEntries(context, contents).map(({ id, level, words }) => ({
    role: "entry",
    level,
    runs: runsOf(context, withoutLinks(words), { jump: id }),
  }));
}
