import type { Nodes } from "mdast";
import type { Where } from "../../errors.ts";
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
    const endLine = end.file === file && (end.line ?? 0) > line ? end.line! : line;
    return { file, line, column, endLine };
  }

  #locate(offset: number): Where {
    return this.#sourceMap.locate((this.#part?.offset ?? 0) + (this.#part?.extracted.originalOffset(offset) ?? 0));
  }
}
