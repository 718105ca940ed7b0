import type { DraftAnswers } from "../../../core/report/draft/draft.ts";
import { parseReference } from "../../../core/report/request/parse-request.ts";
import type { DatasetReference } from "../../../core/report/request/report-request.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { draftRequest } from "../../schemas/draft-schemas.ts";
import type { PreviewServices, Services } from "../../services.ts";

const bodyLimit = 64 * 1024;

interface DraftRequest {
  readonly dataset: string | DatasetReference;
  readonly answers?: DraftAnswers;
}

const readRequest = bodyParser<DraftRequest>(draftRequest, bodyLimit);

/** `POST /drafts`, where previews are made. */
export function addPostDraftRoute(app: DescribedApp, { logger }: Services, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/drafts",
      access: "previews:run",
      operationId: "draftTemplate",
      tags: ["previews"],
      summary: "Draft a report of a dataset",
      description:
        "Finds by rules what the table is about and writes the files of a template: settings, text, queries, charts, a test. Stores nothing. The answer names the questions that the rules answered; send other answers in `answers`, and preview the files with `POST /previews` and `base: nothing`.",
      request: { body: { required: true, ...json("DraftRequest") } },
      responses: {
        200: { description: "The files, and what they assume.", ...json("Draft") },
        ...problems({
          400: "A member is missing or not valid, or an answer is none of the choices; each is named by JSON pointer.",
          404: "There is no such dataset or version.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "No honest report can be drafted of this table by rules; the problem says why, and what to do. Or it took too long.",
          503: "The draft could not be made now.",
        }),
      },
    },
    async (c) => {
      const { dataset, answers = {} } = await readRequest(c);
      const began = performance.now();
      const draft = await previews.draft({ dataset: parseReference(dataset), answers });
      logger.info("drafted a report", {
        dataset: draft.dataset.name,
        story: draft.story,
        ms: Math.round(performance.now() - began),
      });
      return c.json(draft, 200, { "cache-control": "no-store" });
    },
  );
}
