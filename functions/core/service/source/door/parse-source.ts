import { pointerTo } from "../../../json/json-pointer.ts";
import { isName, nameWords } from "../../../names/name.ts";
import type { TimeZones } from "../../../ports.ts";
import type { DatasetFormat } from "../../../report/dataset/dataset.ts";
import { readTexts } from "../../../report/dataset/recipe/read-texts.ts";
import { RecipeFaults } from "../../../report/dataset/recipe/recipe-faults.ts";
import { checkSchedule } from "../../publication/parse-publication.ts";
import { durationForms, durationMs } from "../../publication/schedule/duration.ts";
import {
  type Engine,
  engines,
  largestLimits,
  type RefreshRule,
  shortestRefreshMs,
  type SourceDefinition,
  type SourceLimits,
  usualLimits,
} from "../source.ts";

const members = [
  "engine",
  "connection",
  "query",
  "path",
  "prefix",
  "suffix",
  "partitions",
  "format",
  "order",
  "iceberg",
  "limits",
  "refresh",
];
const formats: readonly DatasetFormat[] = ["csv", "tsv", "json", "ndjson", "parquet", "xlsx"];

/** Longest query and path, characters. */
const longestQuery = 60_000;
const longestPath = 2_000;

/** Longest key of an object, bytes: S3's limit. */
const longestKey = 1_024;

/** Steps of a key that may be columns. */
const mostPartitions = 16;

/** Tables of Iceberg whose snapshots are pinned. */
const mostTables = 16;

/** For what was checked before. */
const anyZone: TimeZones = { names: () => [], has: () => true, dayAt: () => "" };

/** Which of the members belong to which engine. */
const membersOf: Readonly<Record<Engine, readonly string[]>> = {
  postgres: ["query", "order"],
  http: ["path", "format"],
  s3: ["path", "prefix", "suffix", "partitions", "format"],
  athena: ["query", "order", "iceberg"],
};

/**
 * Reads the text of a source, YAML or JSON.
 *
 * @param zones the time zones that a schedule may name @default all: a stored source was checked before
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer, line and column; `too-large`
 */
export function parseSource(text: string, zones: TimeZones = anyZone): SourceDefinition {
  return readTexts(text, "source", (value) => parseMembers(value, zones));
}

function parseMembers(value: unknown, zones: TimeZones): SourceDefinition {
  const faults = new RecipeFaults();
  const given = faults.object(value, "", members);
  const engine = given["engine"] as Engine;
  if (!engines.includes(engine)) {
    faults.refuse("/engine", "invalid-member", "A source says which engine it is fetched by", engine, engines);
    faults.throwAny();
  }
  const connection = faults.text(given["connection"], "/connection", 63);
  if (connection !== "" && !isName(connection))
    faults.refuse("/connection", "invalid-name", "This cannot be the name of a connection", connection, nameWords);
  for (const member of Object.values(membersOf).flat())
    if (given[member] !== undefined && !membersOf[engine].includes(member))
      faults.refuse(
        pointerTo("", member),
        "invalid-member",
        `A source of the engine ${engine} has no ${member}`,
        given[member],
        membersOf[engine],
      );
  const definition: SourceDefinition = {
    engine,
    connection,
    ...parsePlace(engine, given, faults),
    ...(given["format"] !== undefined && { format: parseFormat(given["format"], faults) }),
    ...(given["order"] !== undefined && { order: parseOrder(given["order"], faults) }),
    ...(given["iceberg"] !== undefined && { iceberg: parseTables(given["iceberg"], faults) }),
    limits: parseLimits(given["limits"], faults),
    ...(given["refresh"] !== undefined && { refresh: parseRefresh(given["refresh"], faults, zones) }),
  };
  faults.throwAny();
  return definition;
}

/** What is fetched: the SELECT, the file, or the objects. */
function parsePlace(
  engine: Engine,
  given: Readonly<Record<string, unknown>>,
  faults: RecipeFaults,
): Pick<SourceDefinition, "query" | "path" | "prefix" | "suffix" | "partitions"> {
  if (engine === "postgres" || engine === "athena")
    return { query: faults.text(given["query"], "/query", longestQuery) };
  if (engine === "http") return { path: parsePath(given["path"], faults) };
  const { path, prefix, suffix, partitions } = given;
  if (
    (path === undefined) === (prefix === undefined) ||
    ((suffix ?? partitions) !== undefined && prefix === undefined)
  ) {
    const seen = ["path", "prefix", "suffix", "partitions"].filter((member) => given[member] !== undefined);
    const allowed = "path, or prefix with suffix and partitions if need be";
    faults.refuse("", "invalid-member", "A source of the engine s3 names one object, or a prefix", seen, allowed);
    return {};
  }
  if (path !== undefined) return { path: parseKey(path, "/path", faults) };
  return {
    // The whole place of the connection.
    prefix: prefix === "" ? "" : parseKey(prefix, "/prefix", faults),
    ...(suffix !== undefined && { suffix: faults.text(suffix, "/suffix", longestKey) }),
    ...(partitions !== undefined && { partitions: parsePartitions(partitions, faults) }),
  };
}

/** Names of steps of keys, which become columns. */
function parsePartitions(value: unknown, faults: RecipeFaults): readonly string[] {
  const names = faults
    .list(value, "/partitions", mostPartitions)
    .map((name, index) => faults.text(name, pointerTo("/partitions", index), 255));
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    const at = pointerTo("/partitions", index);
    if (/[/=]/.test(name))
      faults.refuse(at, "invalid-member", "This cannot name a step of keys", name, "no / and no =");
    if (seen.has(name.toLowerCase())) faults.refuse(at, "invalid-member", "This column is there twice", name);
    seen.add(name.toLowerCase());
  }
  return names;
}

/** What follows the place of the connection in a key: any text, but no step out of it, as a gateway may read it. */
function parseKey(value: unknown, at: string, faults: RecipeFaults): string {
  const key = faults.text(value, at, longestKey);
  if (!key.isWellFormed() || new TextEncoder().encode(key).length > longestKey)
    faults.refuse(at, "invalid-source-path", "This cannot be in a key", key, `at most ${longestKey} bytes of UTF-8`);
  if (key.split(/[/\\]/).some((step) => step === "." || step === ".."))
    faults.refuse(at, "invalid-source-path", "This leads out of the place of the connection", key, "no step . or ..");
  return key;
}

/**
 * Whether a path has a slash of either kind in `%` form before its `?`: a server that reads it as one is led out of the
 * place by `..%2f`.
 */
export function hasPackedSlash(path: string): boolean {
  return /^[^?]*%(?:2f|5c)/i.test(path);
}

/** A path stays below the place of its connection. */
function parsePath(value: unknown, faults: RecipeFaults): string {
  const path = faults.text(value, "/path", longestPath);
  const [plain = ""] = path.split("?");
  const steps = plain.split("/");
  const isBad =
    /^[/\\]|^[a-z][a-z0-9+.-]*:/i.test(path) ||
    /[\\#\s]|\p{Cc}/u.test(path) ||
    hasPackedSlash(path) ||
    steps.some((step) => /^(?:\.|%2e){1,2}$/i.test(step));
  if (path !== "" && isBad)
    faults.refuse(
      "/path",
      "invalid-source-path",
      "This is no path below the place of the connection",
      path,
      "a relative path without `..`, spaces, #, %2F and %5C, such as exports/sales.csv",
    );
  return path;
}

function parseFormat(value: unknown, faults: RecipeFaults): DatasetFormat {
  if (!formats.includes(value as DatasetFormat))
    faults.refuse("/format", "invalid-member", "There is no such format", value, formats);
  return value as DatasetFormat;
}

function parseOrder(value: unknown, faults: RecipeFaults): readonly string[] {
  const columns = faults
    .list(value, "/order", 100)
    .map((column, index) => faults.text(column, pointerTo("/order", index), 1000));
  for (const [index, column] of columns.entries())
    if (column !== "" && columns.indexOf(column) !== index)
      faults.refuse(pointerTo("/order", index), "invalid-member", "This column is there twice", column);
  return columns;
}

/** Tables that a refresh reads as one snapshot each: names that need no quotes, and no name twice. */
function parseTables(value: unknown, faults: RecipeFaults): readonly string[] {
  const tables = faults
    .list(value, "/iceberg", mostTables)
    .map((table, index) => faults.text(table, pointerTo("/iceberg", index), 300));
  const seen = new Set<string>();
  for (const [index, table] of tables.entries()) {
    const at = pointerTo("/iceberg", index);
    if (table !== "" && !/^(?:[a-z0-9_-]+\.)?[a-z0-9_-]+$/i.test(table))
      faults.refuse(at, "invalid-member", "This is no name of a table", table, "table, or database.table");
    const name = table.toLowerCase().split(".").at(-1)!;
    if (table !== "" && seen.has(name))
      faults.refuse(at, "invalid-member", "Two tables of a query cannot have one name", table);
    seen.add(name);
  }
  return tables;
}

function parseLimits(value: unknown, faults: RecipeFaults): SourceLimits {
  if (value === undefined) return usualLimits;
  const given = faults.object(value, "/limits", Object.keys(usualLimits));
  const read = (member: keyof SourceLimits): number => {
    const text = given[member];
    if (text === undefined) return usualLimits[member];
    const most = largestLimits[member];
    if (typeof text === "string" && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= most) return Number(text);
    faults.refuse(pointerTo("/limits", member), "invalid-member", "A limit is a whole number", text, `1 to ${most}`);
    return most;
  };
  return { rows: read("rows"), bytes: read("bytes"), minutes: read("minutes") };
}

function parseRefresh(value: unknown, faults: RecipeFaults, zones: TimeZones): RefreshRule {
  const given = faults.object(value, "/refresh", ["every", "schedule", "timezone"]);
  const { every, schedule, timezone } = given;
  if ((every === undefined) === (schedule === undefined) || (every !== undefined && timezone !== undefined))
    faults.refuse(
      "/refresh",
      "invalid-member",
      "A source is refreshed by one rule",
      Object.keys(given),
      "every, or schedule with timezone",
    );
  if (every !== undefined) return { every: parseEvery(every, faults) };
  const rule = {
    schedule: faults.text(schedule, "/refresh/schedule", 200),
    ...(timezone !== undefined && { timezone: faults.text(timezone, "/refresh/timezone", 100) }),
  };
  if (rule.schedule !== "" && rule.timezone !== "") faults.add(checkSchedule(rule, "/refresh", zones, 0));
  return rule;
}

function parseEvery(value: unknown, faults: RecipeFaults): string {
  const text = faults.text(value, "/refresh/every", 20);
  try {
    if (text === "" || durationMs(text) >= shortestRefreshMs) return text;
    faults.refuse("/refresh/every", "invalid-member", "This is too often", text, "60s and longer");
  } catch {
    faults.refuse("/refresh/every", "invalid-member", "This is no duration", text, durationForms);
  }
  return text;
}
