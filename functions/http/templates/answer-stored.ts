import type { Context } from "hono";
import type { Template } from "../../core/report/template/template.ts";
import { listVersions } from "../../core/report/template/store/version-record.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { describeVersion } from "./describe-version.ts";

/** The answer to a request that has stored a version of a template: the schema `StoredTemplate`. */
export async function answerStored(
  c: Context,
  store: ObjectStore,
  { name, version }: Pick<Template, "name" | "version">,
  isNew: boolean,
): Promise<Response> {
  const stored = (await listVersions(store, name)).find((known) => known.version === version);
  return c.json(
    {
      name,
      ...describeVersion({ ...stored, version, state: stored?.state ?? "draft" }),
      self: `/templates/${name}/versions/${version}`,
    },
    isNew ? 201 : 200,
    { location: `/templates/${name}/versions` },
  );
}
