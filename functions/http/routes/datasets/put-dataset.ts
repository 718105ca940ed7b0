import type { Context } from "hono";
import type { DatasetContent } from "../../../core/report/dataset/dataset-content.ts";
import type { DatasetFormat } from "../../../core/report/dataset/dataset.ts";
import { readCurrentVersion } from "../../../core/report/dataset/store/read-current-version.ts";
import { parseReading, readingSchemas } from "../../../core/report/dataset/parse-reading.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { matchTextType } from "../../request/media-type.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { readBody } from "../../request/read-body.ts";
import { binary, name } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { describeDataset } from "../../datasets/describe-dataset.ts";

/** Largest dataset accepted in a request, bytes: API Gateway and Lambda accept little more. */
const bodyLimit = 4 * 1024 * 1024;

/** Told with a 413. */
const largeFiles =
  "POST /uploads takes larger files, GET /capabilities says how large (largestUpload); a packed text (.csv.gz) or Parquet is smaller";

/** Media type → format; the first of each format is the registered one. */
const mediaTypes: ReadonlyMap<string, DatasetFormat> = new Map([
  ["text/csv", "csv"],
  ["application/json", "json"],
  ["application/x-ndjson", "ndjson"],
  ["application/jsonl", "ndjson"],
  ["application/vnd.apache.parquet", "parquet"],
  ["application/x-parquet", "parquet"],
  ["text/tab-separated-values", "tsv"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
]);

const params = { name: { ...name, examples: ["beijing-indicators"] } };

/** Bodies of `PUT /datasets/{name}`, by media type. */
const contents = {
  "text/csv": { schema: { type: "string", examples: ["year,value\n2020,1.5\n2021,2\n"] } },
  "application/json": {
    schema: { type: "array", items: { type: "object" }, examples: [[{ year: 2020, value: 1.5 }]] },
  },
  "application/x-ndjson": { schema: { type: "string", examples: ['{"year":2020,"value":1.5}\n'] } },
  "application/vnd.apache.parquet": { schema: binary },
  "text/tab-separated-values": { schema: { type: "string", examples: ["year\tvalue\n2020\t1.5\n"] } },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { schema: binary },
};

const trial = {
  "dry-run": {
    type: "string",
    enum: ["", "true", "false"],
    description: "Only say what the dataset would be and how it would hold its checks; nothing is stored.",
  },
  hold: {
    type: "string",
    enum: ["", "true", "false"],
    description: "Hold the version back until `POST /datasets/{name}/promote` makes it current.",
  },
} as const;
const parseTrial = filterParser(trial);

const faults = {
  400: "The dataset's name or a reading option is not valid.",
  409: "The same bytes are already stored in another format.",
  413: "The body is larger than 4 MiB, or than 64 MiB unpacked. Larger files go by `POST /uploads`.",
  415: "The media type is not one of those listed.",
  422: "The content is faulty: a ragged row, no rows or not text, for example. Problems give line and column. Or it breaks a check of the dataset's contract (`broken-check`): then the current version stays. Or it is beyond a limit of rows, columns, cells, time or memory, which the problem names.",
};

/** `PUT /datasets/{name}`. */
export function addPutDataset(app: DescribedApp, { store, storeDataset }: Services): void {
  addRoute(
    app,
    {
      method: "put",
      path: "/datasets/{name}",
      access: "datasets:write",
      operationId: "putDataset",
      tags: ["datasets"],
      summary: "Store a dataset; the same content gives the same version",
      request: {
        params,
        query: { ...readingSchemas, ...trial },
        headers: {
          "Content-Encoding": {
            type: "string",
            enum: ["gzip", "zstd"],
            description: "Optional: compressed text is recognized.",
          },
        },
        body: {
          required: true,
          description:
            "At most 4 MiB. Text may be compressed with gzip or Zstandard. Name a charset other than UTF-8 in the media type or with `encoding`. JSON is an array of flat objects, NDJSON one object per line.",
          content: contents,
        },
      },
      responses: {
        200: {
          description: "The current version already has this content. With `dry-run`: what it would be.",
          ...json("DatasetProfile"),
        },
        201: {
          description: "A new version was stored and is now current, or with `hold` is held back (`held`).",
          headers: {
            Location: { description: "The dataset.", schema: { type: "string" } },
            ETag: { description: "The version.", schema: { type: "string" } },
          },
          ...json("DatasetProfile"),
        },
        ...problems(faults),
      },
    },
    async (c) => {
      const { name, dryRun, hold, ...content } = await readContent(c);
      if (dryRun) return c.json(describeDataset(name, await storeDataset({ name, ...content, dryRun })));
      const before = await readCurrentVersion(store, name);
      const profile = await storeDataset({ name, ...content, ...(hold && { hold }) });
      if (hold && profile.version !== before)
        return c.json({ ...describeDataset(name, profile), held: true }, 201, { etag: `"${profile.version}"` });
      const headers = { location: `/datasets/${name}`, etag: `"${profile.version}"` };
      return c.json(describeDataset(name, profile), profile.version === before ? 200 : 201, headers);
    },
  );
}

/** @throws BroadsheetError `invalid-request`, `unsupported-media-type`, `too-large` */
async function readContent(
  c: Context,
): Promise<DatasetContent & { readonly name: string; readonly dryRun: boolean; readonly hold: boolean }> {
  const name = assertName(c.req.param("name") ?? "", "dataset");
  const { meaning: format, charset } = matchTextType(c.req.header("content-type"), mediaTypes);
  checkContentEncoding(c.req.header("content-encoding"));
  const { "dry-run": trying, hold: holding, ...said } = c.req.query();
  const dryRun = trying !== undefined && parseTrial(c)["dry-run"] !== "false";
  const hold = holding !== undefined && parseTrial(c).hold !== "false";
  const reading = parseReading({ ...(charset !== undefined && { encoding: charset }), ...said }, "");
  return { name, dryRun, hold, format, reading, body: await readBody(c, bodyLimit, largeFiles) };
}

/** Checks `Content-Encoding`. Compressed bodies are recognised by their first bytes; the header is optional. */
function checkContentEncoding(header: string | undefined): void {
  const allowed = ["gzip", "zstd", "identity"];
  if (header === undefined || allowed.includes(header.trim().toLowerCase())) return;
  throw new BroadsheetError("unsupported-media-type", {
    code: "unsupported-content-encoding",
    message: `Content-Encoding is "${header}"`,
    seen: header,
    allowed,
  });
}
