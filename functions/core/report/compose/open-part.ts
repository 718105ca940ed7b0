import type { Nodes } from "mdast";
import type { Where } from "../../errors.ts";
import type { Read, TextPlace } from "../document/origin.ts";
import type { SourceRange } from "../document/trace.ts";
import type { SourceMap } from "./liquid/source-map.ts";
import type { ReadPart } from "./markdown/read-parts.ts";

/** The part of the report's Markdown that is being composed: offsets of nodes are offsets in it. */
export class OpenPart {
  readonly #sourceMap: SourceMap;
  #part: ReadPart | undefined;

  constructor(sourceMap: SourceMap, first: ReadPart | undefined) {
    this.#sourceMap = sourceMap;
    this.#part = first;
  }

  get current(): ReadPart | undefined {
    return this.#part;
  }

  /** Composes a part; it stays open until the next one. */
  within<T>(part: ReadPart | undefined, work: () => T): T {
    this.#part = part;
    return work();
  }

  /** The place in the template's files where a node begins. */
  where(node: Nodes): Where {
    return this.#locate(node.position?.start.offset ?? 0);
  }

  /** The lines of a node in the template's files. */
  rangeOf(node: Nodes): SourceRange {
    const { file = "", line = 1, column = 1 } = this.where(node);
    const end = this.#locate(Math.max(0, (node.position?.end.offset ?? 1) - 1));
    // A loop or a partial may end elsewhere.
    const same = end.file === file && (end.line ?? 0) >= line;
    return { file, line, column, endLine: same ? end.line! : line, endColumn: same ? (end.column ?? column) : column };
  }

  /**
   * What decided that a node's text was printed, if someone asks; of a part of it, if the text is written as it is
   * read.
   *
   * @param from offsets in the node's text
   */
  decidingOf(node: Nodes, from = 0, to?: number): readonly Read[] {
    const { start, end } = node.position ?? { start: { offset: 0 }, end: { offset: 0 } };
    const [first, last] = [start.offset ?? 0, end.offset ?? 0];
    if (to === undefined || !this.#isAsWritten(node))
      return this.#sourceMap.deciding(this.#offset(first), this.#offset(last));
    return this.#sourceMap.deciding(this.#offset(first + from), this.#offset(first + to));
  }

  /** Offsets in a node's text, between two of them, at which text begins that another part of a template printed. */
  beginningsIn(node: Nodes, from: number, to: number): readonly number[] {
    if (!this.#isAsWritten(node)) return [];
    const start = node.position?.start.offset ?? 0;
    const at = this.#offset(start + from);
    return this.#sourceMap.beginnings(at, this.#offset(start + to)).map((each) => from + each - at);
  }

  #isAsWritten(node: Nodes): boolean {
    const start = node.position?.start.offset;
    if (start === undefined || !("value" in node)) return false;
    return this.#part?.extracted.text.slice(start, start + node.value.length) === node.value;
  }

  /**
   * The place of a part of a node's text; of the whole node if its text is not written as it is read, as with
   * character references.
   *
   * @param from offsets in the node's text
   */
  placeOf(node: Nodes, from = 0, to?: number): TextPlace {
    const range = this.rangeOf(node);
    const start = node.position?.start.offset;
    if (start === undefined || to === undefined || to <= from || !this.#isAsWritten(node)) return range;
    const [first, last] = [this.#offset(start + from), this.#offset(start + to - 1)];
    const [begin, end] = [this.#sourceMap.locate(first), this.#sourceMap.locate(last)];
    const { file = "", line = 1, column = 1 } = begin;
    const [at, behind] = [this.#sourceMap.offsetInFile(first), this.#sourceMap.offsetInFile(last)];
    // A loop or a partial may end elsewhere.
    if (end.file !== file || behind - at !== last - first) return range;
    return { file, line, column, endLine: end.line ?? line, endColumn: end.column ?? column, from: at, to: behind + 1 };
  }

  #locate(offset: number): Where {
    return this.#sourceMap.locate(this.#offset(offset));
  }

  /** An offset in the whole text that Liquid printed. */
  #offset(offset: number): number {
    return (this.#part?.offset ?? 0) + (this.#part?.extracted.originalOffset(offset) ?? 0);
  }
}
