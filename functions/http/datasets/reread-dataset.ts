import { readDatasetProfile } from "../../core/report/dataset/store/read-dataset-profile.ts";
import { assertName } from "../../core/names/name.ts";
import { announceUpload } from "../../core/service/upload/announce-upload.ts";
import { uploadKey } from "../../core/service/upload/upload.ts";
import { callerOf } from "../access/caller-of.ts";
import { addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import { name } from "../schemas/schema-parts.ts";
import type { Services } from "../services.ts";
import { readingOf } from "./describe-dataset.ts";
import { describeUpload } from "./describe-upload.ts";
import { hashOf } from "./hash-of.ts";

const params = { name: { ...name, examples: ["beijing-indicators"] } };

/**
 * `POST /datasets/{name}/reread`: the stored bytes of the current version are read again, by the process and within the
 * limits of uploads, as if they were sent again.
 */
export function addRereadRoute(app: DescribedApp, services: Services): void {
  const { store, uploadDesk } = services;
  addRoute(
    app,
    {
      method: "post",
      path: "/datasets/{name}/reread",
      access: "datasets:write",
      operationId: "rereadDataset",
      tags: ["datasets"],
      summary: "Read the current version's file again, as this release reads it",
      description:
        "If this release reads it differently, it becomes a new version, which is current then; the old version stays as it is. Otherwise nothing changes but `byOlderReader`. Poll `self` until the state is `stored` or `failed`: this release may refuse the file.",
      request: { params },
      responses: {
        202: {
          description: "It is being read.",
          headers: { Location: { description: "The reading, as an upload.", schema: { type: "string" } } },
          ...json("Upload"),
        },
        ...problems({
          400: "The dataset's name is not valid.",
          404: "There is no such dataset; a local server lists the existing ones in `allowed`.",
          429: "As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const profile = await readDatasetProfile(store, { name: wanted });
      const { version, format, bytes } = profile;
      const reading = readingOf(profile);
      const by = callerOf(c);
      const announced = {
        name: wanted,
        format,
        ...(reading !== undefined && { reading }),
        bytes,
        sha256: await hashOf(store, wanted, profile),
        reread: version,
        ...(by !== undefined && { by }),
      };
      const upload = await announceUpload(announced, services);
      await store.put(uploadKey(upload.id, "data"), new Uint8Array(0), "application/octet-stream");
      uploadDesk?.arrived(upload);
      return c.json(describeUpload({ ...announced, id: upload.id, created: upload.created, state: "received" }), 202, {
        location: `/uploads/${upload.id}`,
      });
    },
  );
}
