import { blocksOf } from "../../document/blocks-of.ts";
import type { Block, Document, Figure, FigureStanding, Inline } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";

/** A key figure on a card. */
export interface CardFigure extends Pick<FigureStanding, "change"> {
  readonly label: readonly Inline[];
  readonly value: readonly Inline[];
  readonly note: readonly Inline[];
}

/** What a report's card may show. It is chosen from this by what there is room for. */
export interface CardContent {
  readonly kicker: readonly Inline[];
  readonly title: readonly Inline[];
  readonly deck: readonly Inline[];
  /** The first of the report, at most three; empty: none. */
  readonly keyFigures: readonly CardFigure[];
  /** The first figure with a chart, if there are no key figures. */
  readonly figure?: Figure | undefined;
  /** The publication, the lines under the title such as date and author, and what is written across every page. */
  readonly foot: readonly string[];
}

/** Most key figures on a card. */
const mostFigures = 3;

/** What pages alone can say. */
const ofPages = /\{(?:page|pages|chapter)\}/;

/**
 * Finds what a report's card may show: the words are the report's own, without notes, addresses and numbers of pages.
 */
export function cardContent(document: Document): CardContent {
  const blocks = [...blocksOf(document)];
  const heading = blocks.find((block) => block.type === "heading" && block.level === 1);
  const title = heading?.type === "heading" ? bare(heading.children) : [];
  const keyFigures = blocks
    .flatMap((block) => (block.type === "key-figures" ? block.items : []))
    .slice(0, mostFigures)
    .map(({ label, value, note, change }): CardFigure => ({
      label: bare(label),
      value: bare(value),
      note: bare(note),
      ...(change !== undefined && { change: { ...change, children: bare(change.children) } }),
    }));
  const figure = keyFigures.length > 0 ? undefined : blocks.find((block): block is Figure => block.type === "figure");
  const { left } = document.header;
  return {
    kicker: roleOf(blocks, "kicker"),
    title: plainText(title) === "" ? [{ type: "text", text: document.title }] : title,
    deck: roleOf(blocks, "standfirst"),
    keyFigures,
    ...(figure !== undefined && {
      figure: { ...figure, title: bare(figure.title), deck: bare(figure.deck), source: [], note: [] },
    }),
    foot: [ofPages.test(left) ? "" : left, plainText(roleOf(blocks, "dateline")), document.watermark ?? ""].filter(
      (words) => words.trim() !== "",
    ),
  };
}

function roleOf(blocks: readonly Block[], role: "kicker" | "standfirst" | "dateline"): readonly Inline[] {
  const found = blocks.find((block) => block.type === "paragraph" && block.role === role);
  return found?.type === "paragraph" ? bare(found.children) : [];
}

/** Words without notes, pages and addresses. */
function bare(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.type === "footnote" || inline.type === "page-reference") return [];
    if (inline.type === "link" || inline.type === "reference") return bare(inline.children);
    return "children" in inline ? [{ ...inline, children: bare(inline.children) }] : [inline];
  });
}
