import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readArchive } from "../../core/report/template/archive/read-archive.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { openClient, type ServerOptions } from "../remote/open-client.ts";
import { pickVersion, remoteVersions, splitReference } from "../remote/remote-versions.ts";

/**
 * `broadsheet pull`: writes the files of a server's template into a new folder.
 *
 * @param reference `name` for the current version, or `name@version`
 * @throws BroadsheetError `conflict` if the folder holds something; `not-found`
 */
export async function pullTemplate(
  reference: string,
  { out, ...server }: ServerOptions & { readonly out?: string },
): Promise<void> {
  const { name, version } = splitReference(reference);
  const folder = resolve(out ?? name);
  if (holdsSomething(folder))
    throw new BroadsheetError("conflict", {
      code: "folder-exists",
      message: `${folder} exists and is not empty`,
      seen: folder,
      hint: "choose another with --out",
    });
  const wanted =
    version === undefined
      ? await currentOf(server, name)
      : pickVersion(await remoteVersions(server, name), name, version);
  const { client, take } = openClient(server);
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
  process.stdout.write(`${name}@${wanted}\n`);
  process.stderr.write(`Wrote ${folder}\n`);
}

async function currentOf(server: ServerOptions, name: string): Promise<string> {
  const { client, take } = openClient(server);
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
