import { deleteDataset, deleteDatasetVersion } from "../../../core/report/dataset/store/delete-dataset.ts";
import { listDatasetVersions } from "../../../core/report/dataset/store/list-dataset-names.ts";
import { listDatasets } from "../../../core/report/dataset/store/list-datasets.ts";
import { isReadByOlder } from "../../../core/report/dataset/store/older-reader.ts";
import { refuseReadByViews } from "../../../core/report/dataset/view/change-views.ts";
import { refuseView } from "../../../core/report/dataset/view/refuse-view.ts";
import { readDatasetProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { forgetChoices } from "../../../core/report/template/store/forget-choices.ts";
import { forgetPulls, refuseSourced } from "../../../core/service/source/refuse-sourced.ts";
import { callerOf } from "../../access/caller-of.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { freshnessFor, freshnessOfPage } from "../../datasets/describe-freshness.ts";
import { name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { versionOf } from "../../request/version-of.ts";
import { currentResults } from "../../datasets/describe-checks.ts";
import { describeDataset } from "../../datasets/describe-dataset.ts";
import { addPutDataset } from "./put-dataset.ts";

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

function addListDatasets(app: DescribedApp, { store, clock }: Services): void {
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
      const freshness = await freshnessOfPage(
        store,
        datasets.map(({ name }) => name),
        clock.now(),
      );
      const listed = datasets.map(({ name, profile: { version, format, bytes, rows }, byOlderReader }) => ({
        name,
        version,
        format,
        bytes,
        rows,
        ...(freshness.has(name) && { freshness: freshness.get(name) }),
        ...(byOlderReader && { byOlderReader }),
      }));
      return answerPage(c, "datasets", listed, { path: "/datasets", limit: given.limit, next, filters: wanted });
    },
  );
}

function addGetDataset(app: DescribedApp, { store, clock }: Services): void {
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
      const [byOlderReader, { results: checks }, freshness] = await Promise.all([
        isReadByOlder(store, name, profile),
        currentResults(store, name, profile.version),
        freshnessFor(store, name, undefined, clock.now()),
      ]);
      return c.json({
        ...describeDataset(name, { ...profile, checks }),
        ...(freshness !== undefined && { freshness }),
        ...(byOlderReader && { byOlderReader }),
        versions,
      });
    },
  );
}

function addDeleteDataset(app: DescribedApp, { store, clock, newToken, sources }: Services): void {
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
        ...problems({
          400: "The dataset's name is not valid.",
          404: "There is no such dataset.",
          409: "It is a view, which `DELETE /views/{name}` deletes, views are made from it, it has a source (`has-a-source`), which `DELETE /sources/{name}` deletes, or a refresh is under way still (`refresh-under-way`).",
        }),
      },
    },
    async (c) => {
      const name = assertName(c.req.param("name") ?? "", "dataset");
      await refuseView(store, name);
      await refuseReadByViews(store, name);
      if (sources !== undefined) await refuseSourced(store, name, clock.now());
      const deleted = await deleteDataset(store, name, { at: clock.now(), by: callerOf(c), token: newToken() });
      if (!deleted)
        throw new BroadsheetError("not-found", {
          code: "unknown-dataset",
          message: `There is no dataset "${name}"`,
          where: { dataset: name },
          seen: name,
        });
      await forgetChoices(store, name);
      if (sources !== undefined) await forgetPulls(store, name);
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
