import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { DuckDBInstance } from "@duckdb/node-api";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";

/** What goes wrong, or takes its time. Each is over when it has happened as often as it says. */
export interface AthenaFaults {
  /** Looks that find a run under way. */
  running?: number;
  /** Starts that are refused as too many. */
  throttled?: number;
  /** Starts that are carried out, and whose answers are lost. */
  lost?: number;
  /** Starts that are carried out and never answered. */
  silent?: number;
  /** Looks at a stopped run that find it at work still; only then it writes what it has. */
  late?: number;
  /** The run fails after it has written half of its files. */
  fails?: { readonly reason: string; readonly retryable?: boolean };
  /** A file of the manifest is not written. */
  partial?: boolean;
  /** The manifest lists a file of somebody else's. */
  stray?: string;
  /** Never ends. */
  hangs?: boolean;
  /** What happens once the present snapshots were asked for. */
  meanwhile?: () => Promise<void>;
}

/** A stand-in for Athena: its protocol, with the SELECT run by DuckDB and the rows written to a real S3 server. */
export interface AthenaServer {
  readonly endpoint: string;
  readonly faults: AthenaFaults;
  /** The queries that ran, and those that were stopped. */
  readonly runs: string[];
  readonly stopped: string[];
  /** Changes the tables. */
  sql(text: string): Promise<void>;
  /** Gives a table of Iceberg, `database.table`, its next snapshot. */
  snapshot(table: string, id: string, select: string): Promise<void>;
  close(): Promise<void>;
}

interface Run {
  readonly query: string;
  /** Where its rows go; absent: it is asked for them. */
  readonly place?: string | undefined;
  readonly select: string;
  rows?: readonly (readonly string[])[];
  state?: { readonly state: string; readonly reason?: string; readonly retryable?: boolean };
  manifest?: string;
}

/** @param results bucket of the manifests */
export async function startAthena(s3: S3Client, results: string): Promise<AthenaServer> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const scratch = await openScratchFolder();
  const [byToken, runs] = [new Map<string, string>(), new Map<string, Run>()];
  /** Table of Iceberg → its present snapshot. */
  const present = new Map<string, string>();
  /** The SELECT as DuckDB reads it. */
  const translated = (select: string): string =>
    select
      .replaceAll(/"([\w-]+)"\."([\w-]+)" FOR VERSION AS OF (\d+)/g, '"$1.$2@$3"')
      .replaceAll(/"([\w-]+)"\."([\w-]+)\$refs"/g, (_, database: string, table: string) => {
        const id = present.get(`${database}.${table}`);
        if (id === undefined) return `"${table}$refs"`;
        const rows = id === "" ? "SELECT NULL, NULL WHERE false" : `VALUES ('main', ${id}), ('audit', 1)`;
        return `(${rows}) AS refs(name, snapshot_id)`;
      });
  const server: Omit<AthenaServer, "endpoint" | "close"> = {
    faults: {},
    runs: [],
    stopped: [],
    async sql(text) {
      await connection.run(text);
    },
    async snapshot(table, id, select) {
      await connection.run(`CREATE TABLE "${table}@${id}" AS ${select}`);
      present.set(table, id);
    },
  };
  const { faults } = server;

  const start = (body: Readonly<Record<string, string>>): { readonly QueryExecutionId: string } => {
    const { QueryString: query = "", ClientRequestToken: token = "" } = body;
    const [, select, place] =
      /^UNLOAD \(\n([\s\S]*)\n\) TO '(s3:\/\/[^']+)' WITH \(format = 'PARQUET'.*\)$/.exec(query) ?? [];
    if (place === undefined && !query.startsWith("SELECT "))
      throw refusal("InvalidRequestException", `line 1: ${query}`);
    const known = byToken.get(token);
    if (known !== undefined) {
      if (runs.get(known)!.query !== query)
        throw refusal("InvalidRequestException", "Idempotent parameters do not match");
      return { QueryExecutionId: known };
    }
    const id = `run-${runs.size + 1}`;
    byToken.set(token, id);
    runs.set(id, { query, place, select: select ?? query });
    server.runs.push(select ?? query);
    return { QueryExecutionId: id };
  };

  /** Runs a SELECT that writes no files. */
  const ask = async (run: Run): Promise<void> => {
    try {
      const found = await connection.runAndReadAll(translated(run.select));
      run.rows = [found.columnNames(), ...found.getRows().map((row) => row.map(String))];
      run.state = { state: "SUCCEEDED" };
      await faults.meanwhile?.();
    } catch (error) {
      run.state = { state: "FAILED", reason: (error as Error).message };
    }
  };

  /** Writes the rows in three files, the last rows first: Athena promises no order. */
  const work = async (id: string, run: Run): Promise<void> => {
    if (run.place === undefined) return await ask(run);
    const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(run.place)!;
    const listed: string[] = [];
    try {
      await connection.run(`CREATE OR REPLACE TABLE unloaded AS ${translated(run.select)}`);
    } catch (error) {
      run.state = { state: "FAILED", reason: (error as Error).message };
      return;
    }
    const counted = await connection.runAndReadAll("SELECT count(*)::INT FROM unloaded");
    const rows = Number(counted.getRows()[0]![0]);
    const size = Math.ceil(rows / 3);
    for (let part = 2; part >= 0; part -= 1) {
      if (part * size >= rows) continue;
      if (faults.fails !== undefined && listed.length > 0) break;
      const file = join(scratch.folder, `${id}-${part}.parquet`);
      await connection.run(
        `COPY (SELECT * FROM unloaded LIMIT ${size} OFFSET ${part * size}) TO '${file}' (FORMAT parquet)`,
      );
      const key = `${prefix}part-${2 - part}-${id}`;
      listed.push(`s3://${bucket}/${key}`);
      if (faults.partial === true && part === 0) continue;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(file) }));
    }
    if (faults.fails !== undefined) {
      run.state = { state: "FAILED", ...faults.fails };
      return;
    }
    if (faults.stray !== undefined) listed.push(faults.stray);
    const key = `results/${id}-manifest.csv`;
    await s3.send(
      new PutObjectCommand({
        Bucket: results,
        Key: key,
        Body: Buffer.from(
          listed
            .map(
              (one) => `${one}
`,
            )
            .join(""),
        ),
      }),
    );
    run.manifest = `s3://${results}/${key}`;
    run.state = { state: "SUCCEEDED" };
  };

  const look = async (id: string): Promise<object> => {
    const run = runs.get(id)!;
    if (server.stopped.includes(id) && run.state === undefined) {
      if ((faults.late ?? 0) > 0 && (faults.late! -= 1) === 0) await work(id, run);
      if ((faults.late ?? 0) === 0) run.state = { state: "CANCELLED" };
    }
    const waits = faults.hangs === true || (faults.running ?? 0) > 0;
    if (waits && run.state === undefined) faults.running = (faults.running ?? 0) - 1;
    else if (run.state === undefined) await work(id, run);
    const { state = "RUNNING", reason, retryable } = run.state ?? {};
    return {
      QueryExecution: {
        QueryExecutionId: id,
        Status: {
          State: state,
          StateChangeReason: reason,
          ...(retryable !== undefined && { AthenaError: { Retryable: retryable } }),
        },
        Statistics: { DataScannedInBytes: 1234, DataManifestLocation: run.manifest },
      },
    };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = "";
    for await (const piece of request) text += String(piece);
    const body = JSON.parse(text) as Readonly<Record<string, string>>;
    const call = String(request.headers["x-amz-target"]).split(".")[1];
    try {
      let result: object = {};
      if (call === "StartQueryExecution") {
        if ((faults.throttled ?? 0) > 0) {
          faults.throttled! -= 1;
          throw refusal("ThrottlingException", "Rate exceeded");
        }
        result = start(body);
        if ((faults.lost ?? 0) > 0) {
          faults.lost! -= 1;
          request.socket.destroy();
          return;
        }
        if ((faults.silent ?? 0) > 0) {
          faults.silent! -= 1;
          return;
        }
      } else if (call === "GetQueryExecution") result = await look(body["QueryExecutionId"]!);
      else if (call === "GetQueryResults") {
        const rows = runs.get(body["QueryExecutionId"]!)!.rows!;
        result = { ResultSet: { Rows: rows.map((row) => ({ Data: row.map((VarCharValue) => ({ VarCharValue })) })) } };
      } else server.stopped.push(body["QueryExecutionId"]!);
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(result));
    } catch (error) {
      const { name, message } = error as Error;
      response
        .writeHead(400, { "content-type": "application/x-amz-json-1.1" })
        .end(JSON.stringify({ __type: name, Message: message, message }));
    }
  };
  const http = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void http.listen(0, "127.0.0.1", resolve));
  return {
    ...server,
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      connection.closeSync();
      instance.closeSync();
      await scratch.dispose();
    },
  };
}

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
