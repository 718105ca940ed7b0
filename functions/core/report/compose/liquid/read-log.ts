import { Drop, type Token } from "liquidjs";
import { gatherReads, type OriginRange, type Read } from "../../document/origin.ts";
import type { Tables } from "../../query/table.ts";
import type { ReportContext, RowsInText } from "./report-context.ts";

/** What a value was made from, and what decided that it is this one. */
export interface Reads {
  readonly values: readonly Read[];
  readonly deciding: readonly Read[];
  /** Whether filters made another value of what was read. */
  readonly computed: boolean;
}

/** What a name in a text stands for: its reads, and of a captured text the origins of its parts. */
interface Kept extends Reads {
  readonly captured?: { readonly text: string; readonly ranges: readonly OriginRange[] } | undefined;
}

/**
 * The properties that Liquid reads while it renders a text. Values stay as they are: rows are recognised by their
 * identity, which `where`, `first`, `sort` and loops keep. Each expression begins with an empty log.
 */
export class ReadLog {
  readonly #rows: ReadonlyMap<object, { readonly query: string; readonly row: number }>;
  /** Lists of rows, and the rows of nulls of empty ones → their query. */
  readonly #queries = new Map<object, string>();
  /** Objects whose members are named in an origin → their own name. */
  readonly #named = new Map<object, string>();
  readonly #variables = new WeakMap<object, Map<string, Kept>>();
  readonly #loops = new WeakMap<
    object,
    { readonly variable: string; readonly members: readonly (readonly Read[])[] }
  >();
  /** Lists of scalars → the reads of each member. */
  readonly #members = new WeakMap<object, readonly (readonly Read[])[]>();
  readonly #conditions: (readonly Read[])[] = [];
  /** What has decided since the beginning of each capture, innermost last. */
  readonly #captures: Read[][] = [];
  #values: Read[] = [];
  #deciding: Read[] = [];
  #computed = false;
  #captured: Kept["captured"];
  /** Where the expression is written. */
  #token: Token | undefined;
  /** The scope of a partial whose arguments are being read. */
  #partial: object | undefined;
  #loop: { readonly variable: string; readonly members: readonly (readonly Read[])[] } | undefined;

  /** @param rows filled with every row of the tables */
  constructor(
    context: ReportContext,
    tables: Tables,
    rows: Map<object, { readonly query: string; readonly row: number }>,
  ) {
    this.#rows = rows;
    for (const { name, rows: own } of tables.values()) {
      own.forEach((row, index) => rows.set(row, { query: name, row: index }));
      const list = context[name] as RowsInText;
      this.#queries.set(list, name).set(list.rows, name);
      if (own.length === 0) this.#queries.set(list.first, name).set(list.last, name);
    }
    for (const name of ["parameters", "report", "template"]) this.#named.set(context[name] as object, name);
  }

  /** Begins an expression. @param token where it is written */
  begin(token?: Token): void {
    const partial = this.#partial;
    this.#partial = undefined;
    if (partial !== undefined) this.#give(partial);
    this.#token = token;
    this.#values = [];
    this.#deciding = [];
    this.#computed = false;
    this.#captured = undefined;
  }

  /** Notes that a property was read. */
  read(scope: unknown, key: string | number): void {
    if (typeof scope !== "object" || scope === null) return;
    const cell = this.#rows.get(scope);
    if (cell !== undefined) {
      if (Object.hasOwn(scope, key)) this.#values.push({ query: cell.query, column: String(key), rows: [cell.row] });
      return;
    }
    const name = this.#named.get(scope);
    if (name !== undefined) return void this.#values.push({ name: `${name}.${key}` });
    const query = this.#queries.get(scope);
    if (key === "size" && query === undefined && Array.isArray(scope)) this.#countRows(scope);
    // What an empty result holds instead of a value depends on its being empty.
    if (query !== undefined && (key === "size" || !Array.isArray(scope))) this.#values.push({ query, count: true });
    if (scope instanceof Drop) this.#values.push({ name: `forloop.${key}` });
    if (Array.isArray(scope)) return this.pick(scope, key === "first" ? 0 : key === "last" ? scope.length - 1 : key);
    this.#readName(scope, String(key));
  }

  /** Notes that a list's rows were counted, perhaps after some of a query's were chosen. */
  #countRows(list: readonly unknown[]): void {
    const queries = new Set(list.map((item) => this.#rows.get(item as object)?.query));
    for (const query of queries) if (query !== undefined) this.#values.push({ query, count: true });
  }

  #readName(scope: object, name: string): void {
    const loop = this.#loops.get(scope);
    if (loop?.variable === name) {
      const { forloop } = scope as { readonly forloop?: { readonly i: number } };
      this.#values.push(...(loop.members[forloop?.i ?? 0] ?? []));
    }
    const kept = this.#variables.get(scope)?.get(name);
    if (kept === undefined) return;
    this.#captured = this.#values.length + this.#deciding.length === 0 ? kept.captured : undefined;
    this.#values.push(...kept.values);
    this.#deciding.push(...kept.deciding);
    this.#computed ||= kept.computed;
  }

  /** Narrows the reads of a list of scalars to those of one member. */
  pick(list: object, index: string | number): void {
    const members = this.#members.get(list);
    const member = members?.[Number(index)];
    if (members === undefined || member === undefined) return;
    const all = new Set(members.flat());
    this.#values = [...this.#values.filter((read) => !all.has(read)), ...member];
  }

  /** Runs a filter that chooses among rows: what it and its arguments read decides, and is not the value itself. */
  choosing<T>(list: unknown, work: () => T): T {
    const before = this.#values.length;
    const result = work();
    const ofRows = Array.isArray(list) && list.some((item) => this.#rows.has(item as object));
    const from = ofRows ? 0 : before;
    // What was computed chose.
    if (ofRows) this.#computed = false;
    this.#deciding.push(...this.#values.splice(from));
    return result;
  }

  /** Runs a filter that takes a member of each row, and notes which read gave which member. */
  mapping<T>(work: () => T): T {
    const before = this.#values.length;
    const result = work();
    const reads = this.#values.slice(before);
    if (Array.isArray(result) && result.length === reads.length && result.length > 0)
      this.#members.set(
        result,
        reads.map((read) => [read]),
      );
    return result;
  }

  /** Notes that a filter made another value of what was read. */
  computing(): void {
    this.#computed = true;
  }

  /** Where the expression is written, if that is known. */
  get token(): Token | undefined {
    return this.#token;
  }

  /** The reads of the expression, with the conditions under which it stands. */
  take(): Reads {
    const { values, deciding } = { values: gatherReads(this.#values), deciding: this.#deciding };
    return { values, deciding: gatherReads([...deciding, ...this.#conditions.flat()]), computed: this.#computed };
  }

  /**
   * The origins of the parts of a captured text, if the expression is nothing but its name. What decides that it is
   * printed here decides each part.
   */
  partsOf(value: unknown): readonly OriginRange[] | undefined {
    return this.#captured !== undefined && this.#captured.text === value
      ? alsoDecidedBy(this.#captured.ranges, this.conditions())
      : undefined;
  }

  /** What decides everything that is printed now. */
  conditions(): readonly Read[] {
    return gatherReads(this.#conditions.flat());
  }

  /** Lets the expression's reads decide everything printed until `leave`. */
  enter(): void {
    const reads = gatherReads([...this.#values, ...this.#deciding]);
    this.#conditions.push(reads);
    for (const capture of this.#captures) capture.push(...reads);
    this.begin();
  }

  /** Lets reads decide what is compared next. */
  resume(reads: readonly Read[]): void {
    this.#deciding.push(...reads);
  }

  /** @returns what decided */
  leave(): readonly Read[] {
    return this.#conditions.pop() ?? [];
  }

  /** Keeps the expression's reads for a name. @param scope the object that holds it */
  assign(scope: object, name: string): void {
    const deciding = gatherReads([...this.#deciding, ...this.#conditions.flat()]);
    this.#keep(scope, name, { values: [...this.#values], deciding, computed: this.#computed });
  }

  /** Begins to capture a text. */
  startCapture(): void {
    this.#captures.push([]);
  }

  /** Ends it. @returns what decided any part of the text, or around it */
  endCapture(): readonly Read[] {
    return gatherReads([...(this.#captures.pop() ?? []), ...this.#conditions.flat()]);
  }

  /** Keeps the origins of a captured text for its name. */
  capture(
    scope: object,
    name: string,
    { text, ranges, decided }: { text: string; ranges: readonly OriginRange[]; decided: readonly Read[] },
  ): void {
    const origins = ranges.map(({ origin }) => origin);
    this.#keep(scope, name, {
      values: gatherReads(origins.flatMap(({ values }) => values)),
      deciding: gatherReads([...origins.flatMap(({ deciding }) => deciding), ...decided]),
      computed: origins.some(({ computed }) => computed === true),
      captured: { text, ranges },
    });
  }

  /** Notes that a condition decided whether names were given other values. */
  decide(scope: object, names: Iterable<string>, reads: readonly Read[]): void {
    if (reads.length === 0) return;
    for (const name of names) {
      const kept = this.#variables.get(scope)?.get(name) ?? { values: [], deciding: [], computed: false };
      const captured = kept.captured && { ...kept.captured, ranges: alsoDecidedBy(kept.captured.ranges, reads) };
      this.#keep(scope, name, { ...kept, captured, deciding: gatherReads([...kept.deciding, ...reads]) });
    }
  }

  /** Notes the members that the loop goes through which is about to begin. */
  loop(variable: string, members: readonly (readonly Read[])[]): void {
    this.#loop = { variable, members };
  }

  /** Notes that names of a loop or a partial are added to a scope. */
  push(scope: object): void {
    if (Object.hasOwn(scope, "forloop") && this.#loop !== undefined) {
      this.#loops.set(scope, this.#loop);
      this.#loop = undefined;
    } else this.#give(scope);
    this.begin();
  }

  /** Notes that a partial begins, whose arguments are read next. @param scope the partial's own */
  spawn(scope: object): void {
    this.begin();
    this.#partial = scope;
  }

  /** The reads of each member of a list of scalars; those of the whole expression where they are not known apart. */
  membersOf(list: readonly unknown[]): readonly (readonly Read[])[] {
    const known = this.#members.get(list);
    if (known !== undefined) return known;
    const all = gatherReads(this.#values);
    return list.map((item) => (typeof item === "object" && item !== null && this.#rows.has(item) ? [] : all));
  }

  /** Lets what was read for a partial's arguments count for each of them that is no row. */
  #give(scope: object): void {
    for (const [name, value] of Object.entries(scope)) {
      const row = typeof value === "object" && value !== null && (this.#rows.has(value) || this.#queries.has(value));
      if (!row) this.assign(scope, name);
    }
  }

  #keep(scope: object, name: string, kept: Kept): void {
    const names = this.#variables.get(scope) ?? new Map<string, Kept>();
    this.#variables.set(scope, names.set(name, kept));
  }
}

function alsoDecidedBy(ranges: readonly OriginRange[], reads: readonly Read[]): readonly OriginRange[] {
  if (reads.length === 0) return ranges;
  return ranges.map((range) => ({
    ...range,
    origin: { ...range.origin, deciding: gatherReads([...range.origin.deciding, ...reads]) },
  }));
}
