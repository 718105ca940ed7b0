import type {
  Block,
  Captioned,
  CellGraphic,
  Document,
  Inline,
  TableCell,
} from "../../functions/core/report/document/document.ts";
import { childBlocks } from "../../functions/core/report/document/walk-blocks.ts";
import type { Locale } from "../../functions/core/report/locale/locale.ts";

/**
 * Writes a composed report as the body of a web page, with the same text and tables and an empty `div.chart` for each
 * figure, so that a browser prints the same content. Footnotes go to the end, since browsers have none at the foot of a
 * page.
 *
 * @param widths figure id → points
 */
export function documentHtml(document: Document, { words }: Locale, widths: ReadonlyMap<string, number>): string {
  const write = blockWriter(words, widths);
  const notes = document.footnotes.map(
    ({ children }, index) => `<li id="note-${index}">${children.map(write).join("")}</li>`,
  );
  return `${document.blocks.map(write).join("\n")}${notes.length === 0 ? "" : `<ol class="notes">${notes.join("\n")}</ol>`}`;
}

function blockWriter(words: Locale["words"], widths: ReadonlyMap<string, number>): (block: Block) => string {
  const write = (block: Block): string => {
    switch (block.type) {
      case "heading":
        return `<h${block.level} id="${escapeHtml(block.id)}">${inlines(block.children)}</h${block.level}>`;
      case "paragraph":
        return `<p${block.role === undefined ? "" : ` class="${block.role}"`}>${inlines(block.children)}</p>`;
      case "list": {
        const items = block.items.map((item) => `<li>${item.map(write).join("")}</li>`).join("");
        return block.ordered ? `<ol start="${block.start}">${items}</ol>` : `<ul>${items}</ul>`;
      }
      case "quote":
        return `<blockquote>${block.children.map(write).join("")}</blockquote>`;
      case "pull-quote":
        return `<blockquote class="pull">${block.children.map(write).join("")}${block.by.length === 0 ? "" : `<p class="by">${inlines(block.by)}</p>`}</blockquote>`;
      case "definitions":
        return `<dl>${block.items.map(({ terms, meanings }) => `${terms.map((words) => `<dt>${inlines(words)}</dt>`).join("")}${meanings.map((words) => `<dd>${inlines(words)}</dd>`).join("")}`).join("")}</dl>`;
      case "code":
        return `<pre>${escapeHtml(block.text)}</pre>`;
      case "figure":
        return `<figure id="${escapeHtml(block.id)}">${head(block, words.figure)}<div class="chart" style="width:${widths.get(block.id)}pt" role="img" aria-label="${escapeHtml(block.alt ?? "")}"></div>${foot(block, words)}</figure>`;
      case "table": {
        const labels = block.columns
          .map(({ label, align }) => `<th scope="col" class="${align}">${inlines(label)}</th>`)
          .join("");
        const rows = block.rows.map(
          ({ kind, cells }) =>
            `<tr class="${kind}">${cells.map((each, index) => cell(each, block.columns[index]?.align ?? "left")).join("")}</tr>`,
        );
        return `<figure id="${escapeHtml(block.id)}">${head(block, words.table)}<table><thead><tr>${labels}</tr></thead><tbody>${rows.join("\n")}</tbody></table>${foot(block, words)}</figure>`;
      }
      case "key-figures":
        return `<div class="key-figures">${block.items.map(({ value, label, note }) => `<div><b>${inlines(value)}</b><span>${inlines(label)}</span><small>${inlines(note)}</small></div>`).join("")}</div>`;
      case "columns":
        return `<div class="columns">${block.columns.map((column, index) => `<div style="grid-column: span ${block.spans[index]}">${column.map(write).join("")}</div>`).join("")}</div>`;
      case "text-columns":
        return `<div style="columns:${block.count}">${block.children.map(write).join("")}</div>`;
      case "callout":
        return `<aside><p class="title">${inlines(block.title)}</p>${block.children.map(write).join("")}</aside>`;
      case "page-break":
        return `<div class="page-break"></div>`;
      case "rule":
        return "<hr>";
      case "picture":
      case "formula":
        throw new Error("no case of the bench has images");
      case "toc":
        throw new Error("a table of contents has page numbers, which a browser does not know");
      default:
        return childBlocks(block).map(write).join("");
    }
  };
  return write;
}

function head({ number, title, deck }: Captioned, word: string): string {
  return `<figcaption><span class="label">${word} ${number}</span><b>${inlines(title)}</b><span>${inlines(deck)}</span></figcaption>`;
}

function foot({ source, note }: Captioned, words: Locale["words"]): string {
  const line = (word: string, children: readonly Inline[]): string =>
    children.length === 0 ? "" : `<p class="source">${word}${words.colon}${inlines(children)}</p>`;
  return `${line(words.source, source)}${line(words.note, note)}`;
}

function cell({ children, graphic, colSpan = 1, rowSpan = 1, header = false }: TableCell, align: string): string {
  const spans = `${colSpan === 1 ? "" : ` colspan="${colSpan}"`}${rowSpan === 1 ? "" : ` rowspan="${rowSpan}"`}`;
  const tag = header ? `th scope="row"` : "td";
  return `<${tag} class="${align}"${spans}>${inlines(children)}${graphic === undefined ? "" : smallPicture(graphic)}</${header ? "th" : "td"}>`;
}

function smallPicture(graphic: CellGraphic): string {
  if (graphic.kind === "bar")
    return `<i class="bar" style="margin-left:${graphic.from * 100}%;width:${(graphic.to - graphic.from) * 100}%"></i>`;
  const step = 60 / Math.max(1, graphic.points.length - 1);
  const points = graphic.points
    .flatMap((point, index) => (point === null ? [] : `${index * step},${12 - point * 12}`))
    .join(" ");
  return `<svg class="sparkline" width="60" height="12" role="img" aria-label="${escapeHtml(graphic.alt)}"><polyline points="${points}" fill="none" stroke="currentColor"/></svg>`;
}

const tags = { strong: "strong", emphasis: "em", delete: "del", superscript: "sup", subscript: "sub" } as const;

function inlines(children: readonly Inline[]): string {
  return children.map(inlineHtml).join("");
}

function inlineHtml(inline: Inline): string {
  switch (inline.type) {
    case "text":
      return inline.language === undefined
        ? escapeHtml(inline.text)
        : `<span lang="${inline.language}">${escapeHtml(inline.text)}</span>`;
    case "code":
      return `<code>${escapeHtml(inline.text)}</code>`;
    case "link":
      return `<a href="${escapeHtml(inline.url)}">${inlines(inline.children)}</a>`;
    case "break":
      return "<br>";
    case "formula":
      return escapeHtml(inline.tex);
    case "footnote":
      return `<sup><a href="#note-${inline.index}">${inline.index + 1}</a></sup>`;
    case "reference":
      return `<a href="#${escapeHtml(inline.target)}">${inlines(inline.children)}</a>`;
    case "page-reference":
      // A browser has no page number that a text could refer to.
      return `<a href="#${escapeHtml(inline.target)}">${escapeHtml(inline.words.replace("{page}", "").trim())}</a>`;
    case "smallcaps":
      return `<span style="font-variant-caps:small-caps">${inlines(inline.children)}</span>`;
    default:
      return `<${tags[inline.type]}>${inlines(inline.children)}</${tags[inline.type]}>`;
  }
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
