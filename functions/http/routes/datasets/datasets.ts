import { datasetLimits } from "../../../core/report/dataset/dataset-limits.ts";
import type { DatasetFormat, DatasetProfile as Profile } from "../../../core/report/dataset/dataset.ts";
import { deleteDataset, deleteDatasetVersion } from "../../../core/report/dataset/store/delete-dataset.ts";
import { listDatasetVersions } from "../../../core/report/dataset/store/list-dataset-names.ts";
import { listDatasets } from "../../../core/report/dataset/store/list-datasets.ts";
import { isReadByOlder } from "../../../core/report/dataset/store/older-reader.ts";
import { readDatasetProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import { readCurrentVersion } from "../../../core/report/dataset/store/read-current-version.ts";
import { parseReading, readingSchemas } from "../../../core/report/dataset/parse-reading.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { forgetChoices } from "../../../core/report/template/store/forget-choices.ts";
import { callerOf } from "../../access/caller-of.ts";
import { matchTextType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { describeProblem } from "../../problem-details.ts";
import { readBody } from "../../request/read-body.ts";
import { binary, name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { versionOf } from "../../request/version-of.ts";

/** Largest dataset accepted in a request, bytes: API Gateway and Lambda accept little more. */
const bodyLimit = 4 * 1024 * 1024;

/** Told with a 413. */
const largeFiles = `POST /uploads takes files of up to ${datasetLimits.bytes} bytes; a packed text (.csv.gz) or Parquet is smaller`;

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

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 500, default: 100, description: "Datasets per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const filters = {
  search: { type: "string", minLength: 1, maxLength: 63, description: "Only datasets whose names contain this." },
};
const parseFilters = filterParser(filters);

const params = { name: { ...name, examples: ["beijing-indicators"] } };

/** `GET /datasets`, and `GET`, `PUT` and `DELETE` of `/datasets/{name}` and its versions. */
export function addDatasetRoutes(app: DescribedApp, services: Services): void {
  addListDatasets(app, services);
  addGetDataset(app, services);
  addPutDataset(app, services);
  addDeleteDataset(app, services);
  addDeleteDatasetVersion(app, services);
}

function addListDatasets(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets",
      access: "datasets:read",
      operationId: "listDatasets",
      tags: ["datasets"],
      summary: "The stored datasets",
      request: { query: { ...paging, ...filters } },
      responses: {
        200: { description: "A page of datasets in their current versions, by name.", ...json("DatasetList") },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const given = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      const { datasets, next } = await listDatasets(store, {
        ...given,
        matches: (name) => name.includes(wanted.search ?? ""),
      });
      const listed = datasets.map(({ name, profile: { version, format, bytes, rows }, byOlderReader }) => ({
        name,
        version,
        format,
        bytes,
        rows,
        ...(byOlderReader && { byOlderReader }),
      }));
      return answerPage(c, "datasets", listed, { path: "/datasets", limit: given.limit, next, filters: wanted });
    },
  );
}

function addGetDataset(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets/{name}",
      access: "datasets:read",
      operationId: "getDataset",
      tags: ["datasets"],
      summary: "One dataset: columns, types, rows, warnings, versions",
      request: { params },
      responses: {
        200: { description: "The current version's profile.", ...json("DatasetDetail") },
        ...problems({
          400: "The dataset's name is not valid.",
          404: "There is no such dataset; a local server lists the existing ones in `allowed`.",
        }),
      },
    },
    async (c) => {
      const name = assertName(c.req.param("name") ?? "", "dataset");
      const [profile, versions] = await Promise.all([
        readDatasetProfile(store, { name }),
        listDatasetVersions(store, name),
      ]);
      const byOlderReader = await isReadByOlder(store, name, profile);
      return c.json({ ...describe(name, profile), ...(byOlderReader && { byOlderReader }), versions });
    },
  );
}

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

function addPutDataset(app: DescribedApp, { store, storeDataset }: Services): void {
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
        query: readingSchemas,
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
        200: { description: "The current version already has this content.", ...json("DatasetProfile") },
        201: {
          description: "A new version was stored and is now current.",
          headers: {
            Location: { description: "The dataset.", schema: { type: "string" } },
            ETag: { description: "The version.", schema: { type: "string" } },
          },
          ...json("DatasetProfile"),
        },
        ...problems({
          400: "The dataset's name or a reading option is not valid.",
          409: "The same bytes are already stored in another format.",
          413: "The body is larger than 4 MiB, or than 64 MiB unpacked. Larger files go by `POST /uploads`.",
          415: "The media type is not one of those listed.",
          422: "The content is faulty: a ragged row, no rows or not text, for example. Problems give line and column. Or it is beyond a limit of rows, columns, cells, time or memory, which the problem names.",
        }),
      },
    },
    async (c) => {
      const name = assertName(c.req.param("name") ?? "", "dataset");
      const { meaning: format, charset } = matchTextType(c.req.header("content-type"), mediaTypes);
      checkContentEncoding(c.req.header("content-encoding"));
      const reading = parseReading({ ...(charset !== undefined && { encoding: charset }), ...c.req.query() }, "");
      const body = await readBody(c, bodyLimit, largeFiles);
      const before = await readCurrentVersion(store, name);
      const profile = await storeDataset({ name, body, format, reading });
      const headers = { location: `/datasets/${name}`, etag: `"${profile.version}"` };
      return c.json(describe(name, profile), profile.version === before ? 200 : 201, headers);
    },
  );
}

function addDeleteDataset(app: DescribedApp, { store, clock, newToken }: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/datasets/{name}",
      access: "datasets:delete",
      operationId: "deleteDataset",
      tags: ["datasets"],
      summary: "Delete a dataset with all its versions",
      description: reportsStay,
      request: { params },
      responses: {
        204: { description: "Its data are gone." },
        ...problems({ 400: "The dataset's name is not valid.", 404: "There is no such dataset." }),
      },
    },
    async (c) => {
      const name = assertName(c.req.param("name") ?? "", "dataset");
      const deleted = await deleteDataset(store, name, { at: clock.now(), by: callerOf(c), token: newToken() });
      if (!deleted)
        throw new BroadsheetError("not-found", {
          code: "unknown-dataset",
          message: `There is no dataset "${name}"`,
          where: { dataset: name },
          seen: name,
        });
      await forgetChoices(store, name);
      return c.body(null, 204);
    },
  );
}

function addDeleteDatasetVersion(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/datasets/{name}/versions/{version}",
      access: "datasets:delete",
      operationId: "deleteDatasetVersion",
      tags: ["datasets"],
      summary: "Delete a version of a dataset that is not current",
      description: reportsStay,
      request: { params: { ...params, version } },
      responses: {
        204: { description: "Its data are gone." },
        ...problems({
          400: "The dataset's name is not valid.",
          404: "There is no such dataset or version.",
          409: "The version is current.",
        }),
      },
    },
    async (c) => {
      const name = assertName(c.req.param("name") ?? "", "dataset");
      await deleteDatasetVersion(store, name, versionOf(c));
      await forgetChoices(store, name);
      return c.body(null, 204);
    },
  );
}

/** What deleting means for reports. */
const reportsStay =
  "Reports that were made from it stay, with their PDFs. One that still waits fails, and none can be rendered again or verified without the file.";

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

/** The schema `DatasetProfile`. Leaves out the data values that a profile keeps for messages. */
function describe(
  name: string,
  { version, format, reading, encoding, sheet, delimiter, bytes, rows, columns, warnings }: Profile,
): Record<string, unknown> {
  return {
    name,
    version,
    format,
    reading,
    encoding,
    sheet,
    delimiter,
    bytes,
    rows,
    columns: columns.map(({ name: column, type, nulls, couldBe }) => ({
      name: column,
      type,
      nulls,
      ...(couldBe !== undefined && { couldBe: couldBe.type }),
    })),
    warnings: warnings.map(describeProblem),
  };
}
