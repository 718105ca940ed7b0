import { assertName } from "../../../core/names/name.ts";
import { readDatasetProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import { describeChecks } from "../../datasets/describe-checks.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

/** `GET /datasets/{name}/checks`. */
export function addGetDatasetChecks(app: DescribedApp, { store, clock }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets/{name}/checks",
      access: "datasets:read",
      operationId: "getDatasetChecks",
      tags: ["datasets"],
      summary: "How a dataset holds its contract: checks, freshness, and files that were refused",
      description:
        "The contract is part of the dataset's recipe. Of the rows that break a check, the first 20 are listed and all are counted.",
      request: { params: { name: { ...name, examples: ["beijing-indicators"] } } },
      responses: {
        200: { description: "The results for the current version.", ...json("DatasetChecks") },
        ...problems({
          400: "The dataset's name is not valid.",
          404: "There is no such dataset; a local server lists the existing ones in `allowed`.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const { version } = await readDatasetProfile(store, { name: wanted });
      return c.json(await describeChecks(wanted, version, { store, clock }), 200, { "cache-control": "no-cache" });
    },
  );
}
