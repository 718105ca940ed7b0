import { assertName } from "../../../core/names/name.ts";
import { type AskedCopy, copyTemplate } from "../../../core/report/template/archive/copy-template.ts";
import { callerOf } from "../../access/caller-of.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { name } from "../../schemas/schema-parts.ts";
import { copyRequest } from "../../schemas/template-schemas.ts";
import type { Services } from "../../services.ts";
import { answerStored } from "../../templates/answer-stored.ts";

const readRequest = bodyParser<Omit<AskedCopy, "from">>(copyRequest, 4096);

/** `POST /templates/{name}/copies`. */
export function addCopyTemplateRoute(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/templates/{name}/copies",
      access: "templates:write",
      operationId: "copyTemplate",
      tags: ["templates"],
      summary: "Store a template under a new name, as a draft",
      description:
        "The files of one version stay as they are, with the theme that it took, so the copy is the same version. Publications, reports and the log stay with the template that is copied. Nothing is published.",
      request: {
        params: { name: { ...name, examples: ["high-tech-industries"] } },
        body: { required: true, ...json("CopyRequest") },
      },
      responses: {
        201: {
          description: "The copy is stored.",
          headers: { Location: { description: "Its versions.", schema: { type: "string" } } },
          ...json("StoredTemplate"),
        },
        ...problems({
          400: "A name or a member is not valid; members are named by JSON pointer.",
          404: "There is no such template or version.",
          409: "There is a template of that name already (`template-exists`); `allowed` has a free one.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The version was stored by a release with other rules, and does not load.",
        }),
      },
    },
    async (c) => {
      const from = assertName(c.req.param("name") ?? "", "template");
      const template = await copyTemplate({ ...(await readRequest(c)), from }, callerOf(c), services);
      return await answerStored(c, services.store, template, true);
    },
  );
}
