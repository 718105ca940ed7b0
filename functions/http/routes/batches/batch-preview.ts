import { type BatchRow, isBad } from "../../../core/service/batch/batch.ts";
import { acceptBatch } from "../../../core/service/batch/door/accept-batch.ts";
import { columnsOf } from "../../../core/service/delivery/deliver-schema.ts";
import { parseBatchDeliver } from "../../delivery/parse-batch-deliver.ts";
import type { ReadRows } from "../../../core/service/batch/door/open-batch.ts";
import { Decimal } from "../../../core/decimal.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import type { Value } from "../../../core/report/query/table.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { parseJson } from "../../request/parse-json.ts";
import { problemOf } from "../../problem-details.ts";
import { readBody } from "../../request/read-body.ts";
import type { Services } from "../../services.ts";

/** Largest request, bytes. */
const bodyLimit = 256 * 1024;

/** Rows that are answered. */
const shown = 10;

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);

/** `POST /batches/preview`. */
export function addBatchPreviewRoute(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/batches/preview",
      access: "batches:write",
      operationId: "previewBatch",
      tags: ["batches"],
      summary: "The number of rows of a batch, and its first items with their names and parameters",
      description: "Takes the body of `POST /batches` and makes nothing. Only the batch itself finds repeated names.",
      request: { body: { required: true, ...json("BatchRequest") } },
      responses: {
        200: { description: "The first ten items.", ...json("BatchPreview") },
        ...problems({
          400: "The body is not JSON, or a field, parameter, dataset alias or column is not valid; each is named by JSON pointer.",
          404: "There is no such template or dataset.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The template or the query is faulty.",
          503: "The rows could not be read now.",
        }),
      },
    },
    async (c) => {
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const body = parseJson(await readBody(c, bodyLimit));
      const entries = await parseBatchDeliver(body, services);
      const batch = await acceptBatch(body, { ...services, columns: columnsOf(entries, "/deliver") });
      // Loaded here, because naming needs Liquid, which nothing else in the API does.
      const { previewRows } = await import("../../../core/service/batch/door/open-batch.ts");
      const { total, rows } = await previewRows(batch, shown, readWith(services), services);
      c.header("cache-control", "no-store");
      return c.json({ rows: total, items: rows.map(describe) });
    },
  );
}

/** Reads rows by a query of a process of its own. */
function readWith({ runQuery }: Services): ReadRows {
  return async (asked) => {
    const { columns, rows } = JSON.parse(await runQuery({ ...asked, format: "json" }), exact) as {
      readonly columns: readonly { readonly name: string }[];
      readonly rows: readonly (readonly Value[])[];
    };
    const names = columns.map(({ name }) => name);
    return {
      columns: names,
      rows: rows.map((values) => Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]))),
    };
  };
}

/** Keeps the digits of numbers that a double cannot hold: a code of nineteen digits may be a name. */
function exact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || context?.source === undefined || String(value) === context.source) return value;
  return Decimal.parse(context.source)?.narrow() ?? value;
}

function describe(row: BatchRow): Record<string, unknown> {
  if (!isBad(row)) return { row: row.row, name: row.name, parameters: row.parameters };
  return { row: row.row, name: row.name, failure: problemOf(new BroadsheetError(row.kind, row.problems)) };
}
