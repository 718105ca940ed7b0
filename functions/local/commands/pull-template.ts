import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readArchive } from "../../core/report/template/archive/read-archive.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { checkOutFolder } from "../check-out.ts";
import { openServer, type Remote } from "../remote/open-client.ts";
import type { TargetOptions } from "../remote/find-target.ts";
import { pickVersion, remoteVersions, splitReference } from "../remote/remote-versions.ts";

/**
 * `broadsheet pull`: writes the files of a server's template into a new folder.
 *
 * @param reference `name` for the current version, or `name@version`
 * @throws BroadsheetError `conflict` if the folder holds something; `not-found`
 */
export async function pullTemplate(
  reference: string,
  { out, json, ...target }: TargetOptions & { readonly out?: string; readonly json?: boolean },
): Promise<void> {
  const { name, version } = splitReference(reference);
  const folder = resolve(out ?? name);
  checkOutFolder(folder);
  if (holdsSomething(folder))
    throw new BroadsheetError("conflict", {
      code: "folder-exists",
      message: `${folder} exists and is not empty`,
      seen: folder,
      hint: "choose another with --out",
    });
  const remote = openServer(target);
  const wanted =
    version === undefined
      ? await currentOf(remote, name)
      : pickVersion(await remoteVersions(remote, name), name, version);
  const { client, take } = remote;
  const { data } = await take(
    client.GET("/templates/{name}/versions/{version}/template.zip", {
      params: { path: { name, version: wanted } },
      parseAs: "arrayBuffer",
    }),
  );
  for (const [path, body] of readArchive(new Uint8Array(data))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  if (json === true)
    return void process.stdout.write(`${JSON.stringify({ name, version: wanted, folder }, null, 2)}\n`);
  process.stdout.write(`${name}@${wanted}\n`);
  process.stderr.write(`Wrote ${folder}\n`);
}

async function currentOf({ client, take }: Remote, name: string): Promise<string> {
  return (await take(client.GET("/templates/{name}", { params: { path: { name } } }))).data.version;
}

function holdsSomething(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch (error) {
    // A file in its place holds something too.
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}
