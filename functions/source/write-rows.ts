import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { longestRow } from "../core/report/dataset/source/staged-rows.ts";
import { refuseSource, tooMuch } from "./refuse-source.ts";

/** Writes rows as `StagedRows` describes them, within limits. */
export interface RowWriter {
  readonly bytes: number;
  readonly rows: number;
  /** @throws BroadsheetError `limit-exceeded`, `too-large` */
  write(rows: readonly (readonly (string | null)[])[]): Promise<void>;
  /** Ends the file. */
  end(): Promise<void>;
  /** Leaves the file as it is. */
  abort(): void;
}

/** @param connection for messages */
export function openRowWriter(
  file: string,
  connection: string,
  limits: { readonly rows: number; readonly bytes: number },
): RowWriter {
  const stream = createWriteStream(file, { mode: 0o600 });
  let failure: Error | undefined;
  stream.on("error", (error) => (failure = error));
  let bytes = 0;
  let rows = 0;
  return {
    get bytes() {
      return bytes;
    },
    get rows() {
      return rows;
    },
    async write(some) {
      let text = "";
      for (const row of some) {
        const line = `0,${row.map(cell).join(",")}\n`;
        const size = Buffer.byteLength(line);
        if (size > longestRow) throw tooLong(connection, rows + 1, size);
        rows += 1;
        bytes += size;
        if (rows > limits.rows) throw tooMuch(connection, "rows", limits.rows, "limit-exceeded");
        if (bytes > limits.bytes) throw tooMuch(connection, "bytes", limits.bytes, "too-large");
        text += line;
      }
      if (failure !== undefined) throw failure;
      if (!stream.write(text)) await once(stream, "drain");
    },
    async end() {
      stream.end();
      await finished(stream);
    },
    abort() {
      stream.destroy();
    },
  };
}

function cell(value: string | null): string {
  return value === null ? "" : `"${value.replaceAll('"', '""')}"`;
}

function tooLong(connection: string, row: number, bytes: number): Error {
  return refuseSource("limit-exceeded", connection, {
    code: "row-too-long",
    message: `A row of the source has ${bytes} bytes`,
    where: { pointer: "/query", row, name: connection },
    seen: bytes,
    allowed: longestRow,
    hint: "leave long texts out of the query",
  });
}
