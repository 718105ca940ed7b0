import { BroadsheetError } from "../../../core/errors.ts";
import type { AskedChange } from "../../../core/report/edit/change.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { changeRequest } from "../../schemas/change-schemas.ts";
import type { PreviewServices } from "../../services.ts";

/** As large as the changed files of a preview. */
const bodyLimit = 4 * 1024 * 1024;

const readRequest = bodyParser<AskedChange>(changeRequest, bodyLimit);

/** What each change needs besides its kind. */
const members: Readonly<Record<AskedChange["change"]["do"], readonly string[]>> = {
  rename: ["what", "from", "to"],
  query: ["name", "query", "tables"],
};

/** @throws BroadsheetError `invalid-request` for a change without what it needs */
function checkMembers({ change }: AskedChange): void {
  const missing = members[change.do].filter((member) => !Object.hasOwn(change, member));
  if (missing.length === 0) return;
  throw new BroadsheetError(
    "invalid-request",
    missing.map((member) => ({
      code: "missing-field",
      message: `"${member}" is missing`,
      where: { pointer: `/change/${member}` },
    })),
  );
}

/** `POST /changes`, where previews are made. */
export function addPostChangeRoute(app: DescribedApp, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/changes",
      access: "previews:run",
      operationId: "changeTemplate",
      tags: ["previews"],
      summary: "Change several files of a template at once",
      description:
        "Renames a query, a chart, a parameter or a message with all its uses, or writes a query that menus describe. Answers the smallest patches, the files that move, and those that are new. A rename is refused where a use cannot be told apart. Stores nothing: the caller applies the answer to its own files.",
      request: { body: { required: true, ...json("TemplateChangeRequest") } },
      responses: {
        200: { description: "What changes.", ...json("TemplateChanges") },
        ...problems({
          400: "A member is missing or not valid, or a menu does not fit the columns; each is named by JSON pointer.",
          404: "The template has nothing of that name.",
          409: "The new name is taken, or a use cannot be told apart; the problem names file and line.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "A file cannot be read: mend it in the source first. Or it took too long.",
          503: "The change could not be made now.",
        }),
      },
    },
    async (c) => {
      const asked = await readRequest(c);
      checkMembers(asked);
      return c.json(await previews.change(asked), 200, { "cache-control": "no-store" });
    },
  );
}
