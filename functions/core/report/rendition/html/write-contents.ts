import type { TableOfContents } from "../../document/document.ts";
import { contentsEntries, contentsName } from "../../layout/contents-entries.ts";
import { withoutLinks } from "../../layout/text/flatten-inlines.ts";
import { element, type Markup, nothing, text } from "../markup.ts";
import { fragmentOf, type HtmlContext } from "./html-context.ts";
import { writeInlines } from "./write-inlines.ts";

/** The table of contents, or a list of figures or tables: a link for each entry. Pages have no numbers here. */
export function writeContents(context: HtmlContext, contents: TableOfContents): Markup {
  const entries = contentsEntries(context, contents);
  if (entries.length === 0) return nothing;
  const name = contentsName(context.locale, contents);
  return element(
    "nav",
    { class: "contents", "aria-label": name },
    element("p", { class: "callout-title" }, text(name)),
    element(
      "ul",
      { role: "list" },
      ...entries.map(({ level, id, words }) =>
        element(
          "li",
          { class: `level-${Math.min(6, level)}` },
          element("a", { href: fragmentOf(id) }, writeInlines(context, withoutLinks(words), true)),
        ),
      ),
    ),
  );
}
