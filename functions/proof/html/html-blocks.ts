import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import { elementsOf, hasClass, type PageElement, readHtml } from "./read-html.ts";

/** Class of a paragraph → what it is. */
const paragraphs: Readonly<Record<string, string>> = {
  kicker: "text",
  standfirst: "text",
  dateline: "text",
  label: "caption",
  title: "caption",
  deck: "caption",
  source: "source",
  value: "value",
  "key-label": "key label",
  "key-note": "key note",
  change: "standing",
  "callout-title": "box title",
  watermark: "running",
};

/** Element → what it is. */
const elements: Readonly<Record<string, string>> = {
  title: "title",
  dt: "term",
  dd: "meaning",
  pre: "code",
  summary: "data",
};

/**
 * The lines of a page in reading order, for `compareRendition`: each heading, paragraph, item, row, caption and drawing
 * with the words that are seen or heard.
 *
 * @throws BroadsheetError `invalid-request` if the page is not as Broadsheet writes it
 */
export function htmlBlocks(html: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  visit(readHtml(html), { ordered: undefined, running: false }, blocks);
  return blocks;
}

interface Around {
  /** Number of the next item of an ordered list. */
  readonly ordered: { next: number } | undefined;
  /** Whether inside the page's head or foot. */
  readonly running: boolean;
}

function visit(element: PageElement, around: Around, blocks: TextBlock[]): void {
  const { name, attributes } = element;
  const emit = (kind: string, text = wordsIn(element)): void => {
    const settled = kind === "row" ? text : settle(text);
    if (settled !== "" || kind === "row") blocks.push({ kind, text: settled });
  };
  const inside = (within: Partial<Around> = {}): void => {
    for (const child of element.children) if (typeof child !== "string") visit(child, { ...around, ...within }, blocks);
  };
  if (name === "style" || name === "meta" || hasClass(element, "back") || hasClass(element, "origin")) return;
  if (/^h[1-6]$/.test(name)) return emit("heading");
  if (name === "p") {
    const kind = (attributes["class"] ?? "")
      .split(" ")
      .map((each) => paragraphs[each])
      .find(Boolean);
    return emit(kind ?? (around.running ? "running" : "text"));
  }
  const kind = elements[name];
  if (kind !== undefined) return emit(kind);
  if (hasClass(element, "formula")) return emit("formula");
  switch (name) {
    case "header":
    case "footer":
      return inside({ running: true });
    case "ol":
      return inside({ ordered: { next: Number(attributes["start"] ?? 1) } });
    case "ul":
      return inside({ ordered: undefined });
    case "li":
      return visitItem(element, around, emit, inside);
    case "figcaption":
      return holdsBlocks(element) ? inside() : emit("speaker");
    case "tr":
      return emit(
        "row",
        element.children
          .filter((cell) => typeof cell !== "string")
          .map((cell) => settle(wordsIn(cell)))
          .join(" | "),
      );
    case "svg":
      return visitDrawing(element, emit);
    default:
      return inside();
  }
}

function visitItem(
  item: PageElement,
  { ordered }: Around,
  emit: (kind: string, text?: string) => void,
  inside: () => void,
): void {
  if (ordered !== undefined) {
    const number = item.attributes["value"] === undefined ? ordered.next : Number(item.attributes["value"]);
    ordered.next = number + 1;
    emit("marker", String(number));
  }
  if (holdsBlocks(item)) return inside();
  const [only] = item.children;
  emit(typeof only === "object" && only.name === "a" && item.attributes["class"] !== undefined ? "entry" : "text");
}

const blockNames = new Set([
  "p",
  "ul",
  "ol",
  "dl",
  "pre",
  "div",
  "figure",
  "blockquote",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "nav",
]);

function holdsBlocks({ children }: PageElement): boolean {
  return children.some((child) => typeof child !== "string" && blockNames.has(child.name));
}

/** A drawing that is no decoration: its alternative text, the texts drawn, and the addresses that it links to. */
function visitDrawing(svg: PageElement, emit: (kind: string, text?: string) => void): void {
  const within = [svg, ...elementsOf(svg)];
  for (const { attributes } of within) if (attributes["role"] === "img") emit("alt", attributes["aria-label"] ?? "");
  const texts = within.filter(({ name }) => name === "text");
  emit("drawn", texts.map((text) => settle(wordsIn(text))).join(" | "));
  for (const { name, attributes } of within) if (name === "a") emit("link", attributes["href"] ?? "");
}

/** Without surplus white space, and the marks that only direct text. */
function settle(text: string): string {
  return text
    .replaceAll(/[\u200e\u200f]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The words of an element: what is seen, what is heard instead, and where links to other places lead. */
function wordsIn(element: PageElement): string {
  return element.children
    .map((child) => {
      if (typeof child === "string") return child;
      if (child.name === "br") return " ";
      if (child.name === "svg") return child.attributes["role"] === "img" ? (child.attributes["aria-label"] ?? "") : "";
      if (child.name !== "a") return wordsIn(child);
      const { href = "", "aria-label": name } = child.attributes;
      return `${wordsIn(child)}${name === undefined ? "" : `(${name})`}${href.startsWith("#") ? "" : ` <${href}>`}`;
    })
    .join("");
}
