import type { Socket } from "node:net";
import { join } from "node:path";
import type { Client, ClientConfig, QueryArrayResult, QueryConfig } from "pg";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import { sha256 } from "../core/json/canonical-json.ts";
import type { StagedColumn } from "../core/report/dataset/source/staged-rows.ts";
import type { Fetched, FetchOptions } from "../core/service/source/fetched.ts";
import type { SourceDefinition } from "../core/service/source/source.ts";
import type { PostgresConnection } from "./connections.ts";
import { columnOfField, type KnownType, type ResultField } from "./postgres-types.ts";
import { readCertificates, readSecret } from "./read-secret.ts";
import { refuseSource, tooMuch, tooSlow } from "./refuse-source.ts";
import { openRowWriter, type RowWriter } from "./write-rows.ts";

/** Rows that are fetched at first, most at once, and the bytes that as many are to have as are fetched then. */
const atOnce = { first: 50, most: 5_000, bytes: 8 * 1024 * 1024 };

/** What the protocol adds to a row at most, bytes: a few for each of its columns. */
const frameOfRow = 8_000;

/** Longest wait for a connection, ms. */
const connectMs = 15_000;

/** A code of the server: EPIPE, which has no digit, is one of the system. */
const sqlState = /^(?=.*\d)[0-9A-Z]{5}$/;

/** Everything as the server writes it. */
const asText = { getTypeParser: () => (value: string) => value } as unknown as NonNullable<ClientConfig["types"]>;

/** How a server writes values, whatever its settings are: read back exactly, and the same on every server. */
const settings = [
  "SET LOCAL TimeZone = 'UTC'",
  "SET LOCAL DateStyle = 'ISO, YMD'",
  "SET LOCAL IntervalStyle = 'iso_8601'",
  "SET LOCAL extra_float_digits = 3",
];
/**
 * Since PostgreSQL 14, a server notices within this time that nobody waits any more. Not every system can (Windows
 * refuses the value), and nothing depends on it but that an abandoned query ends early.
 */
const noticeAbsence =
  "SELECT set_config(name, '2s', true) FROM pg_settings WHERE name = 'client_connection_check_interval'";

/**
 * Runs a source's SELECT in a transaction that only reads, and sees one state of the database, and writes its rows to
 * disk piece by piece. The SELECT is that of a cursor: nothing but a SELECT or VALUES can be there, one and no more,
 * and it changes nothing. Every row has come when the last piece is short and the transaction has ended.
 *
 * @throws BroadsheetError `unavailable` if the server cannot be reached or the connection breaks; `query-failed` for
 *   what the server says of the SELECT, with its line and column, and for types that no dataset holds;
 *   `limit-exceeded`, `too-large` beyond the source's limits
 */
export async function fetchPostgres(
  { connection: name, query = "", order, limits }: SourceDefinition,
  connection: PostgresConnection,
  { folder, first, signal }: FetchOptions,
): Promise<Fetched> {
  const started = new Date().toISOString();
  const client = await connect(name, connection);
  const file = join(folder, "rows.csv");
  const deadline = AbortSignal.timeout(limits.minutes * 60_000);
  const isLate = (): boolean => deadline.aborted;
  // A server that is silent is left alone: it notices, or ends by its own timeout.
  const stop = (): void => void client.connection?.stream.destroy();
  const stops = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  stops.addEventListener("abort", stop);
  const writer = openRowWriter(file, name, limits);
  try {
    if (stops.aborted) stop();
    const { columns, snapshot } = await run(client, name, { query, limits, first }, writer);
    await writer.end();
    return {
      rows: { file, columns, ...(order !== undefined && { order }) },
      provenance: {
        engine: "postgres",
        connection: name,
        query: sha256(query),
        snapshot,
        started,
        finished: new Date().toISOString(),
        bytes: writer.bytes,
      },
    };
  } catch (error) {
    writer.abort();
    if (isLate()) throw tooSlow(name, limits.minutes, error);
    throw inWords(error, name, query, limits.minutes);
  } finally {
    stops.removeEventListener("abort", stop);
    await client.end().catch(() => {});
  }
}

async function connect(name: string, connection: PostgresConnection): Promise<OpenClient> {
  const { host, port, database, user, password, ca, plain } = connection;
  const { default: pg } = await import("pg");
  const secret = password === undefined ? undefined : await readSecret(password, name);
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    // Without one, the client would look in the environment and the home folder.
    password: secret ?? (() => ""),
    ssl: plain
      ? false
      : { rejectUnauthorized: true, ...(ca !== undefined && { ca: await readCertificates(ca, name) }) },
    connectionTimeoutMillis: connectMs,
    application_name: "broadsheet",
    client_encoding: "UTF8",
    keepAlive: true,
    types: asText,
  });
  // A connection that breaks between two statements ends the process otherwise; the next statement says so.
  client.on("error", () => {});
  await client.connect().catch((error: unknown) => {
    throw inWords(error, name, "", 0);
  });
  return client as OpenClient;
}

/** The client with the socket below it. */
type OpenClient = Client & { readonly connection?: { readonly stream: Socket } };

async function run(
  client: OpenClient,
  name: string,
  {
    query,
    limits,
    first,
  }: Pick<SourceDefinition, "limits"> & { readonly query: string; readonly first?: number | undefined },
  writer: RowWriter,
): Promise<{ readonly columns: readonly StagedColumn[]; readonly snapshot: string }> {
  await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  for (const setting of settings) await client.query(setting);
  await client.query("SAVEPOINT broadsheet_settings");
  await client.query(noticeAbsence).catch(async (error: { readonly code?: string }) => {
    if (!sqlState.test(error.code ?? "")) throw error;
    await client.query("ROLLBACK TO SAVEPOINT broadsheet_settings");
  });
  await client.query(`SET LOCAL statement_timeout = ${limits.minutes * 60_000}`);
  // Named before anything of a stranger runs: the state that all that follows sees.
  const seen = await ask(client, "SELECT pg_current_snapshot()");
  // By the extended protocol, in which a text is one statement.
  const text = `DECLARE broadsheet NO SCROLL CURSOR FOR ${query.trim().replace(/;\s*$/, "")}`;
  const extended: QueryConfig & { readonly queryMode: "extended" } = { text, queryMode: "extended" };
  await client.query(extended);
  let columns: readonly StagedColumn[] | undefined;
  for (;;) {
    const count = Math.min(rowsAtOnce(writer), (first ?? Infinity) - writer.rows);
    const most = limits.bytes - writer.bytes + count * frameOfRow;
    const { rows, fields } = await within(
      client,
      most,
      () => tooMuch(name, "bytes", limits.bytes, "too-large"),
      () => ask(client, `FETCH FORWARD ${count} FROM broadsheet`),
    );
    columns ??= await columnsOf(client, fields);
    await writer.write(rows);
    if (rows.length < count || writer.rows === first) break;
  }
  await client.query("COMMIT");
  return { columns, snapshot: String(seen.rows[0]?.[0]) };
}

/** How many rows are fetched next, so that what is in memory is small: by the mean of those that came. */
function rowsAtOnce({ rows, bytes }: Pick<RowWriter, "rows" | "bytes">): number {
  if (rows === 0) return atOnce.first;
  return Math.max(1, Math.min(atOnce.most, Math.floor((atOnce.bytes * rows) / bytes)));
}

/**
 * Waits for an answer of at most so many bytes. The connection is cut as soon as more have come: an answer is in memory
 * as a whole, and its rows may be far larger than those before.
 *
 * @throws the error of `tooLarge`, or as the work
 */
async function within<Answer>(
  { connection }: OpenClient,
  most: number,
  tooLarge: () => Error,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const stream = connection?.stream;
  let bytes = 0;
  const count = (piece: Uint8Array): void => {
    bytes += piece.length;
    if (bytes > most) stream?.destroy();
  };
  stream?.on("data", count);
  try {
    return await work();
  } catch (error) {
    throw bytes > most ? tooLarge() : error;
  } finally {
    stream?.off("data", count);
  }
}

async function ask(client: Client, text: string): Promise<QueryArrayResult<(string | null)[]>> {
  return await client.query<(string | null)[]>({ text, rowMode: "array", types: asText });
}

/** @throws BroadsheetError `query-failed` with every column of a type that no dataset holds */
async function columnsOf(client: Client, fields: readonly ResultField[]): Promise<readonly StagedColumn[]> {
  const ids = [...new Set(fields.map(({ dataTypeID }) => dataTypeID))];
  const { rows } = await ask(
    client,
    `SELECT oid, typname, typcategory FROM pg_catalog.pg_type WHERE oid IN (${[0, ...ids].join(", ")})`,
  );
  const known = new Map(
    rows.map(([id, type, category]): [number, KnownType] => [
      Number(id),
      { name: String(type), category: String(category) },
    ]),
  );
  const found = fields.map((field) => columnOfField(field, known.get(field.dataTypeID)));
  const problems = found.filter((one): one is Problem => "code" in one);
  if (problems.length > 0) throw new BroadsheetError("query-failed", problems);
  if (found.length === 0)
    throw new BroadsheetError("query-failed", {
      code: "query-without-columns",
      message: "The SELECT has no column",
      where: { pointer: "/query" },
    });
  return found as readonly StagedColumn[];
}

/** An error of the client or the server in words. */
function inWords(error: unknown, name: string, query: string, minutes: number): unknown {
  if (error instanceof BroadsheetError) return error;
  const {
    code = "",
    message = String(error),
    position,
  } = error as {
    readonly code?: string;
    readonly message?: string;
    readonly position?: string;
  };
  // Statement timeout: SQLSTATE 57014.
  if (code === "57014" && minutes > 0) return tooSlow(name, minutes, error);
  const isState = sqlState.test(code);
  // 08 connection, 53 resources, 57P shutdown, 40 conflicts with recovery: they may pass. A query with `$1` is refused
  // as 08P01, since no value comes with it.
  if (!isState || /^(?:08(?!P01)|53|57P|40)/.test(code) || query === "")
    return refuseSource(
      "unavailable",
      name,
      {
        code: "source-unreachable",
        message: `The source of the connection "${name}" cannot be read: ${faultOf(code, message)}`,
      },
      error,
    );
  return refuseSource(
    "query-failed",
    name,
    {
      code: "source-refused",
      message: `PostgreSQL refuses the query: ${message} (${code})`,
      where: { pointer: "/query", name, ...placeOf(query, Number(position ?? 0)) },
      seen: code,
      ...(/^(?:42501|25006)$/.test(code) && { hint: "the connection's role may only read what it is granted" }),
      ...(code === "42601" && { hint: "a source is one SELECT" }),
    },
    error,
  );
}

/** Line and column of a position in the statement, which the cursor's words precede. */
function placeOf(query: string, position: number): { readonly line?: number; readonly column?: number } {
  const offset = position - 1 - "DECLARE broadsheet NO SCROLL CURSOR FOR ".length;
  if (offset < 0) return {};
  const before = query.trimStart().slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Why there is no connection, without addresses that a caller need not learn. */
function faultOf(code: string, message: string): string {
  if (code === "ECONNREFUSED") return "the connection was refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "the host name cannot be found";
  if (/CERT|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code)) return `the certificate is not accepted (${code})`;
  if (code.startsWith("28")) return "the server does not accept the role or its password";
  if (sqlState.test(code)) return `${message} (${code})`;
  if (/does not support SSL/.test(message)) return "the server offers no encryption";
  if (/timeout/i.test(message)) return `no connection within ${connectMs / 1000} s`;
  return "the connection broke off";
}
