import type {
  Block,
  Captioned,
  DataTable,
  Document,
  Footnote,
  Inline,
  KeyFigures,
  List,
  TableCell,
} from "./document.ts";
import { plainText } from "./plain-text.ts";

/** One statement of a report in words: a heading, a paragraph, a key figure, a row of a table. */
export interface ShownLine {
  /** What it belongs to, for people: `key figure “GDP”`, `Table 2, row “Berlin”`. */
  readonly place: string;
  /** The part of `place` that stays when figures and tables are counted anew: `row “Berlin”`. */
  readonly kind: string;
  readonly text: string;
}

/**
 * Everything that a report says, line by line in reading order. What charts and pictures say, their alternative texts
 * included, is not in it.
 */
export function shownLines({
  title,
  header,
  footer,
  folio = "",
  watermark = "",
  blocks,
  footnotes,
}: Document): ShownLine[] {
  const running = [
    ["title", title],
    ["running header, left", header.left],
    ["running header, right", header.right],
    ["running footer", footer],
    ["page number", folio],
    ["watermark", watermark],
  ] as const;
  return [
    ...running.map(([place, text]) => ({ place, kind: place, text })),
    ...blocks.flatMap((block) => linesOf(block)),
    ...footnotes.flatMap(footnoteLines),
  ].filter(({ text }) => text !== "");
}

function footnoteLines({ children }: Footnote, index: number): ShownLine[] {
  return children
    .flatMap((block) => linesOf(block))
    .map(({ text, kind }) => ({ place: `footnote ${index + 1}`, kind: `footnote ${kind}`, text }));
}

/** There is no default: a new kind of block does not compile until its words are listed here. */
function linesOf(block: Block): ShownLine[] {
  switch (block.type) {
    case "heading":
      return [line("heading", [block.number ?? "", plainText(block.children)].filter(Boolean).join(" "))];
    case "paragraph":
      return [line(block.role ?? "text", markedText(block.children))];
    case "list":
      return listLines(block);
    case "quote":
      return block.children.flatMap(linesOf);
    case "pull-quote":
      return [
        ...block.children.flatMap(linesOf).map(({ text }) => line("quotation", text)),
        line("quotation, by", plainText(block.by)),
      ];
    case "definitions":
      return block.items.flatMap(({ terms, meanings }) => [
        line("term", terms.map(plainText).join(", ")),
        ...meanings.map((meaning) => line("meaning", markedText(meaning))),
      ]);
    case "code":
      return [line("code", block.text)];
    case "formula":
      return [line("formula", block.tex)];
    case "table":
      return tableLines(block);
    case "figure":
      return captionLines(`Figure ${numberOf(block)}`, block);
    case "picture":
      return [
        ...captionLines(block.number > 0 ? `Figure ${numberOf(block)}` : "picture", block),
        line("picture, caption", plainText(block.caption)),
      ];
    case "key-figures":
      return figureLines(block);
    case "columns":
      return block.columns.flat().flatMap(linesOf);
    case "text-columns":
    case "landscape":
      return block.children.flatMap(linesOf);
    case "callout":
      return [line("callout", plainText(block.title)), ...block.children.flatMap(linesOf)];
    case "toc":
      return [line("contents", `${block.of ?? "headings"} to level ${block.depth}`)];
    case "page-break":
      return [line("page break", block.numbering === undefined ? "new page" : JSON.stringify(block.numbering))];
    case "rule":
      return [line("rule", "rule")];
  }
}

function listLines({ ordered, start, items }: List): ShownLine[] {
  return items.flatMap((item, index) =>
    item.flatMap(linesOf).map(({ place, kind, text }, part) => ({
      place: place === "text" ? "list item" : place,
      kind,
      text: ordered && part === 0 ? `${start + index}. ${text}` : text,
    })),
  );
}

function figureLines({ items }: KeyFigures): ShownLine[] {
  return items.map(({ label, value, note, status, change, target, trend }) =>
    line(
      `key figure “${plainText(label) || plainText(note)}”`,
      [
        plainText(value),
        plainText(status?.children ?? []),
        plainText(change?.children ?? []),
        plainText(note),
        plainText(target?.children ?? []),
        trend?.alt,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}

function line(kind: string, text: string): ShownLine {
  return { place: kind, kind, text };
}

function numberOf({ label, number, id }: Captioned): string {
  return label ?? (number > 0 ? String(number) : `“${id}”`);
}

function captionLines(place: string, { title, deck, source, note }: Captioned): ShownLine[] {
  const parts = [
    ["title", plainText(title)],
    ["deck", plainText(deck)],
    ["source", plainText(source)],
    ["note", plainText(note)],
  ] as const;
  return parts.map(([kind, text]) => ({ place: `${place}, ${kind}`, kind, text }));
}

function tableLines(table: DataTable): ShownLine[] {
  const place = table.number > 0 || table.label !== undefined ? `Table ${numberOf(table)}` : "table";
  const [title, deck, ...below] = captionLines(place, table);
  const head = table.head ?? [table.columns.map(({ label: children }) => ({ children }))];
  const heads = head.map((cells) => ({ place: `${place}, head`, kind: "head", text: cellsText(cells) }));
  const rows = table.rows.map(({ cells }, index) => {
    const name = cells[0] === undefined ? "" : plainText(cells[0].children);
    const kind = name === "" ? `row ${index + 1}` : `row “${name}”`;
    return { place: `${place}, ${kind}`, kind, text: cellsText(cells) };
  });
  const notes = (table.notes ?? []).map((note) => ({ place: `${place}, note`, kind: "note", text: plainText(note) }));
  return [title!, deck!, ...heads, ...rows, ...notes, ...below];
}

function cellsText(cells: readonly TableCell[]): string {
  return cells
    .map(({ children, spoken, graphic, change }) =>
      [
        change === undefined ? "" : `(${change.arrow}, ${change.tone})`,
        plainText(children),
        spoken ?? "",
        graphic?.kind === "sparkline" ? graphic.alt : "",
      ]
        .filter(Boolean)
        .join(" "),
    )
    .join(" | ");
}

/** The words with what marks them: a link's address, emphasis, the mark of a footnote. */
function markedText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline): string => {
      switch (inline.type) {
        case "text":
          return inline.text;
        case "code":
          return `\`${inline.text}\``;
        case "formula":
          return inline.tex;
        case "break":
          return " ";
        case "footnote":
          return `[${inline.index + 1}]`;
        case "page-reference":
          return inline.words;
        case "link":
          return `${markedText(inline.children)} <${inline.url}>`;
        case "reference":
          return markedText(inline.children);
        case "strong":
          return `**${markedText(inline.children)}**`;
        case "emphasis":
          return `*${markedText(inline.children)}*`;
        case "delete":
        case "superscript":
        case "subscript":
        case "smallcaps":
          return `<${inline.type}>${markedText(inline.children)}</${inline.type}>`;
      }
    })
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}
