import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { placeOfName } from "../../../core/names/name-log.ts";
import { promoteDataset } from "../../../core/report/dataset/promote-dataset.ts";
import { refuseView } from "../../../core/report/dataset/view/refuse-view.ts";
import { callerOf } from "../../access/caller-of.ts";
import { describeDataset } from "../../datasets/describe-dataset.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { changedMeanwhile, refuseUnmatched } from "../../request/if-match.ts";
import { datasetPromotion } from "../../schemas/dataset-schemas.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const params = { name: { ...name, examples: ["beijing-indicators"] } };

const headers = {
  "if-match": {
    type: "string",
    description: "Optional: the ETag of `GET /datasets/{name}/log`, so that nobody's newer version is replaced.",
    examples: ['"2"'],
  },
};

const readPromotion = bodyParser<{ readonly version: string; readonly why?: string }>(datasetPromotion, 4096);

/** `POST /datasets/{name}/promote`. */
export function addPromoteDatasetRoute(app: DescribedApp, services: Services): void {
  const { store, clock, newToken } = services;
  addRoute(
    app,
    {
      method: "post",
      path: "/datasets/{name}/promote",
      access: "datasets:write",
      operationId: "promoteDataset",
      tags: ["datasets"],
      summary: "Make a stored version current: one that was held back, or an earlier one",
      request: { params, headers, body: { required: true, ...json("DatasetPromotion") } },
      responses: {
        200: { description: "The dataset in this version, which is current.", ...json("DatasetProfile") },
        ...problems({
          400: "A member is missing or not valid; each is named by JSON pointer.",
          404: "There is no such dataset or version.",
          409: "It is a view, which its sources change.",
          412: "Another version has become current meanwhile.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The version breaks the dataset's contract (`broken-check`), or takes too much time or memory to judge.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const asked = await readPromotion(c);
      await refuseView(store, wanted);
      const seqNow = async (): Promise<number> => (await placeOfName(store, `datasets/${wanted}`)).seq;
      const header = c.req.header("if-match");
      const seen = `GET /datasets/${wanted}/log`;
      const seq = header === undefined ? undefined : await seqNow();
      const refused = seq === undefined ? undefined : refuseUnmatched(c, seq, seen);
      if (refused !== undefined) return refused;
      try {
        const promotion = { ...asked, seq, token: newToken(), at: clock.now(), by: callerOf(c) };
        const profile = await promoteDataset(store, wanted, promotion, (judge) =>
          services.answerRecipe({ name: wanted, judge }),
        );
        services.dataMoved?.();
        return c.json(describeDataset(wanted, profile));
      } catch (error) {
        if (!(error instanceof BroadsheetError) || error.problems[0]?.code !== "dataset-changed-meanwhile") throw error;
        return changedMeanwhile(header, await seqNow(), seen);
      }
    },
  );
}
