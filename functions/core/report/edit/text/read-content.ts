import type { Nodes, Text } from "mdast";
import { isSafeUrl } from "../../document/safe-url.ts";
import { headingMark } from "../../compose/markdown/heading-mark.ts";
import { splitDefinitions } from "../../compose/markdown/split-definitions.ts";
import { joinLines } from "../../compose/markdown/typography.ts";
import type { Atom, Chip } from "./atoms.ts";
import { trimmed } from "./atoms.ts";
import type { ChipKind, TextStyle } from "../edit.ts";
import { endOf, startOf, written, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/** The text of a block, character by character. */
export interface BlockContent {
  readonly atoms: readonly Atom[];
  readonly chips: readonly Chip[];
}

/** Offsets of a text's nodes, and what its placeholders stand for. */
export interface TextMap {
  startOf(node: Nodes): number | undefined;
  endOf(node: Nodes): number | undefined;
  /** A text as written, between the two offsets. */
  sourceOf(node: Nodes): string;
  /** The first offset of the text as written, from one on, of what the tree shows; absent: all is shown. */
  readonly shownFrom?: ((offset: number) => number) | undefined;
  /** A text of the tree as written. */
  written(text: string): string;
  /** A text in pieces: words, and the Liquid of values and tags. */
  split(text: string): readonly ({ readonly text: string } | { readonly value: string })[];
}

/**
 * The text of a heading or a paragraph. @returns undefined for a block that has no text of its own, or one that is read
 * in another way: a list of definitions, images
 */
export function readContent(tree: SourceTree, { node, part }: SourceBlock): BlockContent | undefined {
  if (node.type !== "heading" && node.type !== "paragraph") return undefined;
  if (node.type === "paragraph" && splitDefinitions(node.children) !== undefined) return undefined;
  if (node.children.some(({ type }) => type === "image" || type === "imageReference")) return undefined;
  const { projected, source } = tree;
  const map: TextMap = {
    startOf: (child) => (child.position === undefined ? undefined : startOf(child, part, projected)),
    endOf: (child) => (child.position === undefined ? undefined : endOf(child, part, projected)),
    sourceOf: (child) => source.slice(startOf(child, part, projected), endOf(child, part, projected)),
    shownFrom: (offset) => projected.shownFrom(offset),
    written: (text) => written(text, part, projected),
    split: (text) =>
      projected.placeholders
        .split(text, part.numbers)
        .map((piece) => ("text" in piece ? piece : { value: String(piece.value) })),
  };
  return readNodes(node.type === "heading" ? withoutMark(node.children) : node.children, map, source);
}

/** A heading's text without its id. */
function withoutMark(children: readonly Nodes[]): readonly Nodes[] {
  const last = children.at(-1);
  const found = last?.type === "text" ? headingMark.exec(last.value) : null;
  return found === null || last?.type !== "text"
    ? children
    : [...children.slice(0, -1), { ...last, value: last.value.slice(0, found.index) }];
}

/** The text of inline nodes. @param source the text as written */
export function readNodes(nodes: readonly Nodes[], map: TextMap, source: string): BlockContent {
  const reader = new ContentReader(map, source);
  for (const node of nodes) reader.read(node, {}, true);
  return { atoms: trimmed(reader.atoms), chips: reader.chips };
}

const kinds: Readonly<Partial<Record<string, ChipKind>>> = {
  inlineCode: "code",
  footnoteReference: "footnote",
  inlineMath: "formula",
  break: "break",
};

class ContentReader {
  readonly atoms: Atom[] = [];
  readonly chips: Chip[] = [];
  readonly #map: TextMap;
  readonly #source: string;
  #piece = -1;

  constructor(map: TextMap, source: string) {
    this.#map = map;
    this.#source = source;
  }

  read(node: Nodes, style: TextStyle, top: boolean): void {
    if (top) this.#piece += 1;
    const inner = this.#inner(node, style);
    if (node.type === "text") this.#text(node, style);
    else if (inner !== undefined && "children" in node)
      for (const child of node.children) this.read(child, inner, false);
    else
      this.#chip(
        kinds[node.type] ?? "other",
        this.#map.sourceOf(node),
        style,
        this.#map.startOf(node),
        this.#map.endOf(node),
      );
  }

  /** How the text of a node is set; undefined for one that is kept as it is written. */
  #inner(node: Nodes, style: TextStyle): TextStyle | undefined {
    switch (node.type) {
      case "strong":
        return { ...style, bold: true };
      case "emphasis":
        return { ...style, italic: true };
      case "delete":
        return { ...style, strike: true };
      case "link": {
        const url = this.#map.written(node.url);
        // An address among the words is a link by itself; one that leads nowhere is refused when it is printed.
        if (node.position === undefined) return isSafeUrl(url) ? style : undefined;
        const first = this.#map.sourceOf(node)[0];
        if (first === "<" || (node.title ?? "") !== "") return undefined;
        if (first === "[") return { ...style, link: url };
        return isSafeUrl(url) || url.includes("{{") ? style : undefined;
      }
      default:
        return undefined;
    }
  }

  #chip(kind: ChipKind, source: string, style: TextStyle, from?: number, to?: number): void {
    this.atoms.push({ keep: this.chips.length, style, from, to, piece: this.#piece });
    this.chips.push({ kind, source });
  }

  #text(node: Text, style: TextStyle): void {
    const from = this.#map.startOf(node);
    const walk = new Alignment(this.#source, from, this.#map.endOf(node), this.#map.shownFrom);
    for (const piece of this.#map.split(joinedLines(node.value))) {
      if ("value" in piece) {
        const at = walk.chip(piece.value);
        this.#chip(piece.value.startsWith("{%") ? "tag" : "value", piece.value, style, at?.from, at?.to);
      } else
        for (const char of piece.text) {
          const at = walk.char(char);
          if (char === joined) {
            // Characters of scripts without spaces: the line end is part of the one before.
            const last = this.atoms.at(-1);
            if (last !== undefined && at !== undefined) this.atoms[this.atoms.length - 1] = { ...last, to: at.to };
          } else
            this.atoms.push({
              char: /[\t\r\u2028\u2029]/.test(char) ? " " : char,
              style,
              from: at?.from,
              to: at?.to,
              piece: this.#piece,
            });
        }
    }
  }
}

/** Stands for a line end that prints nothing; a noncharacter. */
const joined = "\ufde9";

/** A text with a space, or the mark of one that prints nothing, for each line end. */
function joinedLines(text: string): string {
  if (!text.includes("\n")) return text;
  return text.replace(/(?<![ \t])[ \t]*\n[ \t]*/g, (match, offset: number) => {
    const [before, after] = [text.slice(Math.max(0, offset - 2), offset), text.slice(offset + match.length)];
    const around = `${before}\n${after.slice(0, 2)}`;
    return joinLines(around).length === around.length ? " " : joined;
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Follows a text of the tree through the text as written, where escapes, references and line ends are longer. */
class Alignment {
  readonly #source: string;
  readonly #end: number;
  readonly #shownFrom: (offset: number) => number;
  #at: number | undefined;

  constructor(
    source: string,
    from: number | undefined,
    to: number | undefined,
    shownFrom: (offset: number) => number = (offset) => offset,
  ) {
    this.#source = source;
    this.#at = from;
    this.#end = to ?? 0;
    this.#shownFrom = shownFrom;
  }

  /** Liquid may swallow the blanks beside it: `{{- x -}}`. */
  chip(value: string): Stretch | undefined {
    this.#skip();
    if (this.#at !== undefined && value[2] === "-") this.#at += /^\s*/.exec(this.#rest())![0].length;
    const known = this.#at !== undefined && this.#source.startsWith(value, this.#at);
    const taken = this.#take(known ? value.length : undefined);
    if (taken !== undefined && value.at(-3) === "-") this.#at! += /^\s*/.exec(this.#rest())![0].length;
    return taken;
  }

  char(char: string): Stretch | undefined {
    this.#skip();
    const rest = this.#rest();
    if (char === joined || char === " ") {
      const ends = /^[ \t]*\n[ \t>]*/.exec(rest)?.[0].length;
      if (ends !== undefined) return this.#take(ends);
    }
    if (rest.startsWith(char)) return this.#take(char.length);
    if (rest[0] === "\\" && rest[1] === char) return this.#take(2);
    return this.#take(/^&(?:#x?[\da-f]+|[a-z][a-z\d]*);/i.exec(rest)?.[0].length);
  }

  /** Passes over tags that leave nothing, and blanks that they take away. */
  #skip(): void {
    if (this.#at !== undefined) this.#at = this.#shownFrom(this.#at);
  }

  #rest(): string {
    return this.#at === undefined ? "" : this.#source.slice(this.#at, Math.min(this.#end, this.#at + 2000));
  }

  #take(length: number | undefined): Stretch | undefined {
    if (this.#at === undefined || length === undefined || this.#at + length > this.#end) {
      this.#at = undefined;
      return undefined;
    }
    const from = this.#at;
    this.#at += length;
    return { from, to: this.#at };
  }
}
