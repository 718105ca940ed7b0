import { blocksOf } from "../../document/blocks-of.ts";
import type { DataTable, Figure, Inline, TableOfContents } from "../../document/document.ts";
import { line, type Stating } from "./stating.ts";
import type { TextBlock } from "./text-block.ts";

/** What a list of headings, figures or tables says. */
export function contentsStatements(stating: Stating, { of = "headings", depth }: TableOfContents): TextBlock[] {
  const { document, locale, words } = stating;
  const all = [...blocksOf(document)];
  if (of === "headings") {
    // Headings in footnotes are not listed.
    const listed = all.filter(
      (block) => block.type === "heading" && block.level > 1 && block.level <= Math.max(2, depth),
    );
    return entries(
      locale.words.contents,
      listed.map((block) =>
        block.type === "heading"
          ? `${block.number ?? ""} ${bare(stating, block.children)} ${pageIn(stating, block.id)}`
          : "",
      ),
    );
  }
  const word = of === "figures" ? locale.words.figure : locale.words.table;
  const listed = all
    .filter((block) =>
      of === "figures" ? block.type === "figure" || block.type === "picture" : block.type === "table",
    )
    .filter((block): block is DataTable | Figure => "number" in block && Number(block.number) > 0)
    .toSorted((a, b) => a.number - b.number);
  return entries(
    of === "figures" ? locale.words.figures : locale.words.tables,
    listed.map(
      ({ id, label, number, title }) =>
        `${word}${locale.words.numberGap}${label ?? number} ${bare({ words }, title)} ${pageIn(stating, id)}`,
    ),
  );
}

/** The page of an entry, where the rendition has pages. */
function pageIn({ text, pageOf }: Stating, id: string): string {
  return text ? pageOf(id) : "";
}

function entries(name: string, lines: readonly string[]): TextBlock[] {
  return lines.length === 0 ? [] : [line("box title", name), ...lines.map((words) => line("entry", words))];
}

/** Words without notes, pages and addresses. */
function bare({ words }: Pick<Stating, "words">, inlines: readonly Inline[]): string {
  return words(
    inlines.flatMap(function strip(inline): Inline[] {
      if (inline.type === "footnote" || inline.type === "page-reference") return [];
      if (inline.type === "link" || inline.type === "reference") return inline.children.flatMap(strip);
      return "children" in inline ? [{ ...inline, children: inline.children.flatMap(strip) }] : [inline];
    }),
  );
}
