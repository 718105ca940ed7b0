import type { Context } from "hono";
import { openHandovers } from "../../../core/service/batch/handover/open-handovers.ts";
import type { Handover } from "../../../core/service/delivery/records/handover.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { hintNearMatch } from "../../../core/near-match.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { editionPath } from "../../answer/describe-publication.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { binary, ref } from "../../schemas/schema-parts.ts";
import { sendStored } from "../../answer/send-stored.ts";
import type { Services } from "../../services.ts";
import { editionParams, namedEdition, readyEdition } from "./named-edition.ts";

const file = { type: "string", description: "Name of the file, as the edition lists it.", examples: ["reports.zip"] };
const missing = {
  404: "There is no such publication, edition or file; or the edition is a report.",
  409: "The edition is not ready.",
};

/** What an edition that is a batch has made: `GET …/editions/{edition}/outputs` and `…/outputs/{file}`. */
export function addEditionOutputRoutes(app: DescribedApp, services: Services, world: PublicationWorld): void {
  addListEditionOutputs(app, world);
  addGetEditionOutput(app, services, world);
}

function addListEditionOutputs(app: DescribedApp, world: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}/outputs",
      access: "publications:read",
      operationId: "listEditionOutputs",
      tags: ["publications"],
      summary: "What an edition that is a batch has made: its archive or volumes, and its manifest",
      request: { params: editionParams },
      responses: {
        200: { description: "The files, as long as the edition is kept.", ...json("EditionOutputs") },
        ...problems(missing),
      },
    },
    async (c) => {
      const { path, files } = await filesOf(c, world);
      return c.json({
        outputs: files.map(({ name: file, bytes }) => ({
          name: file,
          path: `${path}/outputs/${encodeURIComponent(file)}`,
          bytes,
        })),
      });
    },
  );
}

function addGetEditionOutput(app: DescribedApp, services: Services, world: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}/outputs/{file}",
      access: "publications:read",
      operationId: "getEditionOutput",
      tags: ["publications"],
      summary: "A file that an edition has made; with `latest` a link that stays the same",
      request: { params: { ...editionParams, file } },
      responses: {
        200: {
          description: "The file, or a link to it if the client accepts only JSON and the response would be 302.",
          content: {
            "application/octet-stream": { schema: binary },
            "application/json": { schema: ref("SignedLink") },
          },
        },
        302: { description: "A link to the file, valid for fifteen minutes." },
        ...problems(missing),
      },
    },
    async (c) => {
      const { files } = await filesOf(c, world);
      const wanted = c.req.param("file") ?? "";
      const one = files.find((each) => each.name === wanted);
      const allowed = files.map((each) => each.name);
      if (one === undefined)
        throw new BroadsheetError("not-found", {
          code: "unknown-output",
          message: `the edition has no file "${wanted.slice(0, 80)}"`,
          seen: wanted.slice(0, 80),
          allowed,
          ...hintNearMatch(wanted, allowed),
        });
      return sendStored(c, { ...one, stream: true }, services);
    },
  );
}

/** The files of an edition that is a batch, and the edition's path. */
async function filesOf(
  c: Context,
  world: PublicationWorld,
): Promise<{ readonly path: string; readonly files: Handover["files"] }> {
  const { batch, name, id, generation } = readyEdition(await namedEdition(c, world.store));
  const made = batch && (await openHandovers(world).find({ kind: "edition", id: `${name}/${id}`, generation }));
  const path = editionPath({ name, id });
  if (made === undefined)
    throw new BroadsheetError("not-found", {
      code: "no-outputs",
      message: `the edition ${id} is a report, not a batch`,
      seen: id,
      hint: `its PDF is at ${path}/report.pdf`,
    });
  return { path, files: made.files };
}
