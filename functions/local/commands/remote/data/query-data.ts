import { existsSync } from "node:fs";
import { BroadsheetError } from "../../../../core/errors.ts";
import { checkOut } from "../../../check-out.ts";
import { parsePairs } from "../../../inputs/parse-pairs.ts";
import { refusalOf } from "../../../remote/open-client.ts";
import { writeWholeFile } from "../../../write-pdf-file.ts";
import { readFileInto } from "../../../inputs/read-input.ts";
import { type VerbOptions, withApi } from "../with-api.ts";
import { write, writeJson, writeTable } from "../print-answer.ts";

export interface QueryOptions extends VerbOptions {
  readonly dataset: readonly string[];
  readonly param: readonly string[];
  readonly csv?: boolean;
  readonly out?: string;
}

/**
 * `broadsheet query`: one SELECT over stored datasets, as a table, CSV or JSON.
 *
 * @param sql the statement, a `.sql` file, or `-` for standard input
 * @throws BroadsheetError with the problems that the API names
 */
export async function queryData(sql: string, options: QueryOptions): Promise<void> {
  checkOut(options.out);
  if (options.csv === true && options.json === true)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: "--csv and --json are different forms",
      seen: ["--csv", "--json"],
      allowed: "one of them",
    });
  const file = sql === "-" || (sql.endsWith(".sql") && existsSync(sql));
  const text = file ? new TextDecoder().decode(await readFileInto(sql, "the query")) : sql;
  const body = {
    sql: text,
    ...(options.dataset.length > 0 && { datasets: parsePairs(options.dataset, "--dataset", "alias=name") }),
    ...(options.param.length > 0 && {
      parameters: Object.fromEntries(
        Object.entries(parsePairs(options.param, "--param", "key=value")).map(([key, value]) => [key, valueOf(value)]),
      ),
    }),
  };
  await withApi({ ...options, works: true }, async (api) => {
    if (options.csv === true || options.out?.endsWith(".csv") === true) {
      const answer = await api.fetch(
        new Request(`${api.server}/queries`, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "text/csv" },
          body: JSON.stringify(body),
        }),
      );
      if (!answer.ok) throw refusalOf(answer, await answer.json().catch(() => ""), api.server);
      return await put(new Uint8Array(await answer.arrayBuffer()), options.out);
    }
    const { data } = await api.take(api.client.POST("/queries", { body }));
    // As it was asked for, JSON.
    if (typeof data === "string") throw new TypeError("the server answered a query with text");
    if (options.out !== undefined) return await put(Buffer.from(`${JSON.stringify(data, null, 2)}\n`), options.out);
    if (options.json === true) return await writeJson(data);
    await writeTable(
      data.rows,
      data.columns.map(({ name, type }, at) => ({
        head: name,
        of: (row) => (row[at] === null ? "" : String(row[at])),
        shrinks: true,
        ...(/integer|number|decimal/.test(type) && { align: "right" as const }),
      })),
      "The query gives no rows.",
    );
  });
}

async function put(content: Uint8Array, out: string | undefined): Promise<void> {
  if (out === undefined || out === "-") await write(content);
  else await writeWholeFile(out, content);
}

/** JSON if it is a number, a truth value or null, and otherwise the text itself. */
function valueOf(text: string): string | number | boolean | null {
  return /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(text)
    ? (JSON.parse(text) as number | boolean | null)
    : text;
}
