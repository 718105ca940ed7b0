import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { readNameLog } from "../../../core/names/name-log.ts";
import { readDatasetProfile, readStoredProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import type { DatasetProfile } from "../../../core/report/dataset/dataset.ts";
import type { ObjectStore } from "../../../core/ports.ts";
import { diffVersions } from "../../datasets/diff/diff-versions.ts";
import { runOverBoth } from "../../datasets/diff/diff-stored.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const which = {
  from: { ...version, description: "The older version. By default the one that was current before the newer." },
  to: { ...version, description: "The newer version. By default the current one." },
  key: {
    type: "string",
    minLength: 1,
    maxLength: 500,
    description:
      "Columns that name a row in both versions, with commas between them: `city,year`. By default the first column whose values are all different, or two that are so together.",
    examples: ["year"],
  },
} as const;
const parseWhich = filterParser(which);

/** Moves of the name among which the version before is looked for. */
const lookedBack = 50;

/** `GET /datasets/{name}/diff`. */
export function addDiffDatasetRoute(app: DescribedApp, { store, runQuery }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets/{name}/diff",
      access: "datasets:read",
      operationId: "diffDataset",
      tags: ["datasets"],
      summary: "What changed from one version to another: rows, columns, types, ranges, categories, keys",
      description:
        "Values are compared in the first 60 columns that both versions have; in another type only row by row. Of values and keys that came, went or changed, the first 20 are listed and all are counted.",
      request: { params: { name: { ...name, examples: ["beijing-indicators"] } }, query: which },
      responses: {
        200: { description: "The differences.", ...json("DatasetDiff") },
        ...problems({
          400: "The dataset's name, a version or the key is not valid.",
          404: "There is no such dataset or version, or no version before.",
          422: "The versions take too long to read.",
          503: "They could not be read now.",
        }),
      },
    },
    async (c) => {
      const dataset = assertName(c.req.param("name") ?? "", "dataset");
      const { from, to, key } = parseWhich(c);
      const newer = await readDatasetProfile(
        store,
        to === undefined ? { name: dataset } : { name: dataset, version: to },
      );
      const older = await readOlder(store, dataset, from, { version: newer.version, isCurrent: to === undefined });
      const run = runOverBoth(
        runQuery,
        { name: dataset, version: older.version },
        { name: dataset, version: newer.version },
      );
      return c.json(await diffVersions({ name: dataset, from: older, to: newer }, key?.split(","), run));
    },
  );
}

/** The version that a caller names, or the last that was current before another and is still stored. */
async function readOlder(
  store: ObjectStore,
  dataset: string,
  asked: string | undefined,
  { version: newer, isCurrent }: { readonly version: string; readonly isCurrent: boolean },
): Promise<DatasetProfile> {
  if (asked !== undefined) return await readDatasetProfile(store, { name: dataset, version: asked });
  const moves = await readNameLog(store, `datasets/${dataset}`, { limit: lookedBack });
  const last = moves.findIndex(({ version: moved, removed }) => moved === newer && removed !== true);
  if (last === -1 && !isCurrent)
    throw new BroadsheetError("not-found", {
      code: "no-version-before",
      message: `The version was not current in the last ${lookedBack} moves of "${dataset}", so the one before it is not known`,
      where: { dataset },
      seen: newer,
      hint: "name the older version with `from`",
    });
  const before = moves.slice(last + 1).filter(({ version: moved, removed }) => moved !== newer && removed !== true);
  for (const { version: moved } of before) {
    const profile = await readStoredProfile(store, dataset, moved);
    if (profile !== undefined) return profile;
  }
  throw new BroadsheetError("not-found", {
    code: "no-version-before",
    message: `"${dataset}" has no stored version that was current before`,
    where: { dataset },
    seen: newer,
    hint: "name the older version with `from`",
  });
}
