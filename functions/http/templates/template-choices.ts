import { choicesOver } from "../../core/report/find-choices.ts";
import { assertName } from "../../core/names/name.ts";
import { bodyParser } from "../request/body-parser.ts";
import { addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import { name } from "../schemas/schema-parts.ts";
import { choicesRequest } from "../schemas/template-schemas.ts";
import type { Services } from "../services.ts";

const bodyLimit = 64 * 1024;

interface ChoicesRequest {
  readonly version?: string;
  readonly datasets?: Readonly<Record<string, unknown>>;
}

const readRequest = bodyParser<ChoicesRequest>(choicesRequest, bodyLimit);

/** `POST /templates/{name}/choices`. */
export function addTemplateChoicesRoute(app: DescribedApp, { store, openScratch }: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/templates/{name}/choices",
      // A caller who requests reports meets the same values, one at a time.
      access: "reports:write",
      operationId: "findTemplateChoices",
      tags: ["templates"],
      summary: "What the parameters of a template may be over datasets of one's choice",
      description:
        "The values that `POST /reports` with these datasets accepts. They are computed once for each version of the template and of its datasets.",
      request: {
        params: { name: { ...name, examples: ["high-tech-industries"] } },
        body: { required: true, ...json("ChoicesRequest") },
      },
      responses: {
        200: { description: "The values, and the versions of the datasets.", ...json("ChoicesAnswer") },
        ...problems({
          400: "The name, an alias or a reference is not valid, or an alias has no dataset.",
          404: "There is no such template or dataset; a local server lists the existing ones in `allowed`.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "A dataset lacks a column that the template needs, or holds another type in it; or a query is faulty.",
        }),
      },
    },
    async (c) => {
      const template = assertName(c.req.param("name") ?? "", "template");
      const { version, datasets } = await readRequest(c);
      const found = await choicesOver(
        {
          template: { name: template, ...(version !== undefined && { version }) },
          ...(datasets !== undefined && { datasets }),
        },
        { store, openScratch },
      );
      c.header("cache-control", "no-store");
      return c.json(found);
    },
  );
}
