import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runProgram } from "../run-program.ts";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

const mebibyte = 1024 * 1024;
/** With `SOAK` above 256 MiB, where a file is read in pieces alone. */
const isSoak = process.env["SOAK"] !== undefined;
const largest = (isSoak ? 320 : 6) * mebibyte;
const rows = isSoak ? 8_000_000 : 150_000;
const command = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");

let dataDir = "";
let server: ServerProcess;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "largest-upload-"));
  server = await startServerProcess({ dataDir, largestUpload: largest });
});

afterEach(async () => {
  await server.end("SIGTERM");
  await removeData(dataDir);
  await removeData(`${dataDir}.csv`);
});

/** Writes a table of so many rows, of 38 bytes each. @returns its SHA-256 */
async function writeRows(count: number): Promise<string> {
  const lines = function* (): Generator<string> {
    yield "id,region,amount\n";
    for (let at = 0; at < count; at += 10_000) {
      let text = "";
      for (let row = at; row < Math.min(count, at + 10_000); row++)
        text += `${String(row).padStart(10, "1")},region number ${row % 10},${1_000_000 + (row % 97)}.5\n`;
      yield text;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(`${dataDir}.csv`));
  const hash = createHash("sha256");
  for await (const piece of createReadStream(`${dataDir}.csv`)) hash.update(piece as Uint8Array);
  return hash.digest("hex");
}

const put = (): ReturnType<typeof runProgram> =>
  runProgram(process.execPath, [command, "datasets", "put", "large", `${dataDir}.csv`, "--server", server.url]);

test(
  "the operator's setting lets a larger file in, which queries read; one beyond it is refused by its size",
  { timeout: 900_000 },
  async () => {
    const version = await writeRows(rows);
    const { size } = await stat(`${dataDir}.csv`);
    expect(size).toBeGreaterThan((isSoak ? 256 : 4) * mebibyte);
    expect(size).toBeLessThan(largest);
    expect(await (await fetch(`${server.url}/capabilities`)).json()).toMatchObject({ largestUpload: largest });
    expect(await put()).toMatchObject({ code: 0 });
    expect(await (await fetch(`${server.url}/datasets/large`)).json()).toMatchObject({ version, rows });
    const sql =
      "SELECT region, count(*) AS n, sum(amount) AS total FROM large WHERE region = 'region number 3' GROUP BY region";
    const answer = await fetch(`${server.url}/queries`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ sql, datasets: { large: "large" } }),
    });
    const own = Array.from({ length: rows / 10 }, (_, index) => 1_000_000 + ((index * 10 + 3) % 97) + 0.5);
    expect(await answer.json()).toMatchObject({
      rows: [["region number 3", rows / 10, own.reduce((sum, one) => sum + one, 0)]],
    });
    await writeRows(Math.ceil(rows * (largest / size + 0.01)));
    const refused = await put();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(String(largest));
  },
);
