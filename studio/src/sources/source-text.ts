import { Document, isScalar, parseDocument, visit } from "yaml";

export type Engine = "postgres" | "http" | "s3" | "athena";

/** What makes a source fetch: somebody who asks, a time since the last refresh, or times of a cron pattern. */
export type Rule = "asked" | "every" | "schedule";

/** A source's definition as the form shows it. What is empty is left out of the text. */
export interface SourceDraft {
  readonly connection: string;
  readonly engine: Engine;
  /** Of `postgres` and `athena`. */
  readonly query: string;
  /** Of `http`, and of one object of `s3`. */
  readonly path: string;
  /** Of `s3`: whether all objects of a prefix are read, not one. */
  readonly many: boolean;
  readonly prefix: string;
  readonly suffix: string;
  /** Names of columns, separated by commas. */
  readonly partitions: string;
  /** Of `athena`: tables of Iceberg, separated by commas. */
  readonly iceberg: string;
  readonly format: string;
  readonly rule: Rule;
  readonly every: string;
  readonly schedule: string;
  readonly timezone: string;
  readonly rows: string;
  readonly bytes: string;
  readonly minutes: string;
}

const engines: readonly Engine[] = ["postgres", "http", "s3", "athena"];
const limits = ["rows", "bytes", "minutes"] as const;

/** Whether an engine is asked by a SELECT, and not for files. */
export function asksBySql(engine: Engine): boolean {
  return engine === "postgres" || engine === "athena";
}

/** A draft of a new source. */
export function emptySource(connection: string, engine: Engine, timezone: string): SourceDraft {
  return {
    connection,
    engine,
    query: "",
    path: "",
    many: false,
    prefix: "",
    suffix: "",
    partitions: "",
    iceberg: "",
    format: "",
    rule: "asked",
    every: "1h",
    schedule: "0 6 * * *",
    timezone,
    rows: "",
    bytes: "",
    minutes: "",
  };
}

/**
 * Reads a stored definition.
 *
 * @param timezone that the form offers where the definition names none and has no pattern
 */
export function readSourceText(text: string, timezone: string): SourceDraft {
  const value = membersOf(open(text).toJS());
  const [refresh, bounds] = [membersOf(value["refresh"]), membersOf(value["limits"])];
  const engine = engines.find((one) => one === value["engine"]) ?? "postgres";
  const empty = emptySource(textOf(value["connection"]), engine, timezone);
  const isScheduled = "schedule" in refresh;
  return {
    ...empty,
    query: textOf(value["query"]),
    path: textOf(value["path"]),
    many: engine === "s3" && value["prefix"] !== undefined,
    prefix: textOf(value["prefix"]),
    suffix: textOf(value["suffix"]),
    partitions: namesOf(value["partitions"]),
    iceberg: namesOf(value["iceberg"]),
    format: textOf(value["format"]),
    rule: isScheduled ? "schedule" : "every" in refresh ? "every" : "asked",
    every: textOf(refresh["every"]) || empty.every,
    schedule: textOf(refresh["schedule"]) || empty.schedule,
    // A pattern without a zone is one of UTC.
    timezone: isScheduled ? textOf(refresh["timezone"]) || "UTC" : timezone,
    rows: textOf(bounds["rows"]),
    bytes: textOf(bounds["bytes"]),
    minutes: textOf(bounds["minutes"]),
  };
}

/** The names of a list, as the form shows them. */
function namesOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(", ") : "";
}

function splitNames(text: string): readonly string[] {
  return text.split(",").flatMap((name) => name.trim() || []);
}

/**
 * The definition of a draft. What the form does not show, such as `order` and the author's comments, stays as it is in
 * the stored text; so does what has not changed.
 *
 * @param stored the definition before @default there was none
 */
export function writeSourceText(draft: SourceDraft, stored = ""): string {
  const document = open(stored);
  const { engine } = draft;
  const isMany = engine === "s3" && draft.many;
  const partitions = splitNames(draft.partitions);
  const iceberg = splitNames(draft.iceberg);
  const wanted: Readonly<Record<string, string | readonly string[] | Readonly<Record<string, string>> | undefined>> = {
    engine,
    connection: draft.connection,
    query: asksBySql(engine) ? draft.query.trimEnd() : undefined,
    path: !asksBySql(engine) && !isMany ? draft.path : undefined,
    prefix: isMany ? draft.prefix : undefined,
    suffix: isMany && draft.suffix !== "" ? draft.suffix : undefined,
    partitions: isMany && partitions.length > 0 ? partitions : undefined,
    iceberg: engine === "athena" && iceberg.length > 0 ? iceberg : undefined,
    format: !asksBySql(engine) && draft.format !== "" ? draft.format : undefined,
    limits: limitsOf(draft),
    refresh: refreshOf(draft),
  };
  for (const [member, value] of Object.entries(wanted)) change(document, member, value);
  if (!asksBySql(engine)) document.delete("order");
  return document.toString({ lineWidth: 0 });
}

function limitsOf(draft: SourceDraft): Readonly<Record<string, string>> | undefined {
  const given = limits.flatMap((limit) => (draft[limit] === "" ? [] : [[limit, draft[limit]] as const]));
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function refreshOf({ rule, every, schedule, timezone }: SourceDraft): Readonly<Record<string, string>> | undefined {
  if (rule === "asked") return undefined;
  return rule === "every" ? { every } : { schedule, timezone };
}

/** Gives a member another value, unless it has this one. */
function change(document: Document, member: string, value: unknown): void {
  if (value === undefined) return void document.delete(member);
  const before = document.get(member, true);
  if (before !== undefined && compared(membersOf(document.toJS())[member]) === compared(value)) return;
  const node = document.createNode(value);
  if (isScalar(before) && before.comment !== undefined) node.comment = before.comment;
  document.set(member, node);
}

/** A value as text, to compare: a query is the same without the line break at the end of its block. */
function compared(value: unknown): string {
  return JSON.stringify(typeof value === "string" ? value.trimEnd() : value);
}

/** All scalars are texts, as the server reads them. */
function open(text: string): Document {
  const options = { schema: "failsafe" } as const;
  const document: Document = parseDocument(text, options);
  let hasAlias = false;
  visit(document, {
    Alias() {
      hasAlias = true;
      return visit.BREAK;
    },
  });
  // What an alias refers to may be changed: each gets a value of its own.
  const isUsable = document.errors.length === 0 && document.contents !== null && !hasAlias;
  return isUsable ? document : new Document(document.errors.length === 0 ? (document.toJS() ?? {}) : {}, options);
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
