import { assertName } from "../../../core/names/name.ts";
import { pickVersion, remoteVersions, splitReference } from "../../remote/remote-versions.ts";
import { tell, write, writeJson } from "./print-answer.ts";
import { type VerbOptions, withApi } from "./with-api.ts";

/**
 * `broadsheet templates copy`: stores a template under a new name, as a draft.
 *
 * @param reference `name` or `name@version`, whose first digits are enough
 * @throws BroadsheetError `conflict` (`template-exists`), or with the problems that the API names
 */
export async function copyTemplate(reference: string, name: string, options: VerbOptions): Promise<void> {
  const { name: from, version: beginning } = splitReference(reference);
  assertName(name, "template");
  await withApi(options, async (api) => {
    const version = beginning === undefined ? undefined : pickVersion(await remoteVersions(api, from), from, beginning);
    const { data } = await api.take(
      api.client.POST("/templates/{name}/copies", {
        params: { path: { name: from } },
        body: { name, ...(version !== undefined && { version }) },
      }),
    );
    if (options.json === true) return await writeJson(data);
    await write(`${name}@${data.version}\n`);
    tell(`Stored. Publish it with: broadsheet promote ${name}@${data.version.slice(0, 12)}`);
  });
}
