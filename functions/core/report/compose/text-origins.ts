import type { Nodes } from "mdast";
import type { Inline } from "../document/document.ts";
import { withOrigin } from "../document/inline-origins.ts";
import {
  gatherReads,
  seenLength,
  withoutBlanks,
  type Origin,
  type OriginRange,
  type Read,
  type TextPlace,
} from "../document/origin.ts";
import type { OriginTrace } from "../document/trace.ts";
import type { Row, Table } from "../query/table.ts";
import type { Piece } from "./liquid/placeholders.ts";
import type { OpenPart } from "./open-part.ts";

/** What a column's cells depend on besides their own values. */
export interface CellChoices {
  readonly field: string;
  /** Without a format, the values of the whole column decide how each is printed. */
  readonly format?: unknown;
  /** Columns of the row that decide, such as those of rules. */
  readonly also?: readonly string[];
}

/** Finds where texts come from while a report is composed, if someone asks. */
export class TextOrigins {
  readonly #open: OpenPart;
  readonly #trace: OriginTrace;
  /** The directive being composed: where it is written, and what its attributes were made from. */
  #directive: { readonly place: TextPlace; readonly deciding: readonly Read[] } | undefined;

  constructor(open: OpenPart, trace: OriginTrace) {
    this.#open = open;
    this.#trace = trace;
  }

  /** Composes a directive. @param pieces of the attributes that choose what it shows */
  within<T>(node: Nodes, pieces: readonly Piece[], work: () => T): T {
    const outer = this.#directive;
    const deciding = pieces.flatMap((piece) => readsOfPiece(piece));
    this.#directive = {
      place: this.#open.rangeOf(node),
      deciding: gatherReads([...(outer?.deciding ?? []), ...deciding, ...this.#open.decidingOf(node)]),
    };
    try {
      return work();
    } finally {
      this.#directive = outer;
    }
  }

  /** What decides what the directive being composed shows. */
  get deciding(): readonly Read[] {
    return this.#directive?.deciding ?? [];
  }

  /** Notes what decides what a figure's chart draws. */
  noteChart(id: string): void {
    this.#trace.charts.set(id, this.deciding);
  }

  /**
   * Ranges of a text that is composed of pieces.
   *
   * @param shown the pieces as printed
   * @param node whose text it is
   * @param exact whether the pieces are that text, character by character
   */
  ofPieces(
    pieces: readonly Piece[],
    shown: readonly string[],
    node: Nodes | undefined,
    exact = true,
  ): readonly OriginRange[] {
    const ranges: OriginRange[] = [];
    let from = 0;
    let at = 0;
    for (const [index, piece] of pieces.entries()) {
      const to = from + seenLength(shown[index]!);
      if ("text" in piece) {
        if (to > from) ranges.push(...this.#ofWords({ from, to }, piece.text, node, exact ? at : undefined));
        at += piece.text.length;
      } else {
        const { whole, parts } = piece.origin ?? {};
        if (parts === undefined) ranges.push({ from, to, origin: whole ?? this.words(node) });
        else ranges.push(...parts.map((part) => ({ ...part, from: from + part.from, to: from + part.to })));
        at += placeholderLength;
      }
      from = to;
    }
    return ranges;
  }

  /**
   * The ranges of the template's own words, each printed under the same conditions.
   *
   * @param at where the words are in the node's text; undefined: not known
   */
  #ofWords(
    { from, to }: Pick<OriginRange, "from" | "to">,
    text: string,
    node: Nodes | undefined,
    at: number | undefined,
  ): OriginRange[] {
    if (node === undefined || at === undefined) return [{ from, to, origin: this.words(node) }];
    const begins = [at, ...this.#open.beginningsIn(node, at, at + text.length)];
    const ranges = begins.map((begin, index): OriginRange => {
      const end = begins[index + 1] ?? at + text.length;
      const before = from + seenLength(text.slice(0, begin - at));
      const behind = end === at + text.length ? to : from + seenLength(text.slice(0, end - at));
      return { from: before, to: behind, origin: this.words(node, begin, end) };
    });
    return ranges.filter((range) => range.to > range.from);
  }

  /** Whether a text without a node is one from outside the report's text. */
  get outside(): boolean {
    return this.#directive === undefined;
  }

  /** Ranges of a text from outside the report's text: template.yaml. */
  ofString(text: string): readonly OriginRange[] | undefined {
    const seen = withoutBlanks(text);
    for (const known of this.#trace.strings.values())
      for (const string of known) if (withoutBlanks(string.text) === seen) return string.ranges;
    return undefined;
  }

  /** The origin of the template's own words. @param from offsets in the node's text, if it is known */
  words(node?: Nodes, from?: number, to?: number): Origin {
    if (node?.position !== undefined) {
      const place = this.#open.placeOf(node, from, to);
      return { kind: "words", values: [], deciding: this.#open.decidingOf(node, from, to), place };
    }
    return { kind: "words", values: [], deciding: this.deciding, place: this.#directive?.place };
  }

  /** The origin of a value that a directive prints. */
  values(values: readonly Read[], deciding: readonly Read[] = []): Origin {
    return {
      kind: "values",
      values: gatherReads(values),
      deciding: gatherReads([...this.deciding, ...deciding]),
      place: this.#directive?.place,
    };
  }

  /** The origin of a text that is one value of an attribute. */
  valuesOf(pieces: readonly Piece[]): Origin {
    const whole = pieces.flatMap((piece) => ("text" in piece ? [] : (piece.origin?.whole ?? [])));
    const origin = this.values(
      whole.flatMap(({ values }) => values),
      whole.flatMap(({ deciding }) => deciding),
    );
    return whole.some(({ computed }) => computed === true) ? { ...origin, computed: true } : origin;
  }

  /** The origin of a column's name, printed as a heading. */
  heading(query: string, column: string): Origin {
    const values = [{ query, column, rows: [] }];
    return { kind: "heading", values, deciding: this.deciding, place: this.#directive?.place };
  }

  /** The cells of a column in some rows. */
  cells(rows: readonly Row[], column: string): readonly Read[] {
    return gatherReads(
      rows.flatMap((row) => {
        const known = this.#trace.rows.get(row);
        return known === undefined || !Object.hasOwn(row, column)
          ? []
          : [{ query: known.query, column, rows: [known.row] }];
      }),
    );
  }

  /** The origin of a cell of a table. */
  cell(table: Table, row: Row, { field, format, also = [] }: CellChoices): Origin {
    const whole = format === undefined ? this.formatting(table, field) : [];
    const deciding = [...also, ...(table.decidedBy ?? [])].flatMap((column) => this.cells([row], column));
    return this.values(this.cells([row], field), [...whole, ...deciding]);
  }

  readonly #columns = new WeakMap<Table, Map<string, readonly Read[]>>();

  /** What decides how a column without a format is printed: all its numbers. */
  formatting(table: Table, field: string): readonly Read[] {
    const type = table.columns.find(({ name }) => name === field)?.type;
    return type === "integer" || type === "number" ? this.column(table, field) : [];
  }

  /** All cells of a column. */
  column(table: Table, field: string): readonly Read[] {
    const known = this.#columns.get(table) ?? new Map<string, readonly Read[]>();
    this.#columns.set(table, known);
    const reads = known.get(field) ?? this.cells(table.rows, field);
    known.set(field, reads);
    return reads;
  }
}

/** Length of a placeholder in the text that Markdown parses. */
const placeholderLength = 7;

function readsOfPiece(piece: Piece): readonly Read[] {
  if ("text" in piece || piece.origin === undefined) return [];
  return [...piece.origin.whole.values, ...piece.origin.whole.deciding];
}

/** Inlines with an origin, if origins are asked for. */
export function noted(
  origins: TextOrigins | undefined,
  inlines: readonly Inline[],
  origin: (origins: TextOrigins) => Origin,
): Inline[] {
  return [...(origins === undefined ? inlines : withOrigin(inlines, origin(origins)))];
}
