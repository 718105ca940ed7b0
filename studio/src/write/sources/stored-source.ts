import { api } from "../../api/client.ts";
import { fetchFile } from "../../api/fetch-file.ts";
import { take } from "../../api/take.ts";
import type { StoredFile } from "../workspace/work-file.ts";
import type { FileSource } from "./file-source.ts";
import { putArchive } from "./put-archive.ts";
import { unzipFiles } from "./zip-files.ts";

/** Time between two looks at the versions, ms. */
const lookMs = 15_000;

/**
 * A template's stored versions as a source: editing begins with one version, and saving makes a draft of all files.
 * Versions never change, so that a save overwrites nobody's work.
 *
 * @param version the one to begin with
 */
export function openStoredSource(name: string, version: string): FileSource {
  let known = version;
  const read = async (): Promise<readonly StoredFile[]> => {
    const archive = await fetchFile(`/templates/${name}/versions/${known}/template.zip`);
    return [...unzipFiles(new Uint8Array(await archive.arrayBuffer()))].map(([path, bytes]) => ({
      path,
      bytes,
      etag: known,
    }));
  };
  const makeVersion = async (all: ReadonlyMap<string, Uint8Array>): Promise<string> =>
    (known = await putArchive(name, all));
  return {
    kind: "stored",
    get base() {
      return { kind: "stored", version: known } as const;
    },
    list: read,
    makeVersion,
    async save(changes, all) {
      const etag = await makeVersion(all);
      return changes.map(({ path, bytes }) =>
        bytes === undefined ? { kind: "removed", path } : { kind: "saved", file: { path, bytes, etag } },
      );
    },
    watch(changed) {
      let seen = known;
      const timer = setInterval(() => {
        if (document.hidden) return;
        latestVersion(name).then(
          (found) => {
            if (found !== known && found !== seen) changed();
            seen = found;
          },
          () => {
            // The next look tries again.
          },
        );
      }, lookMs);
      return () => clearInterval(timer);
    },
  };
}

/** The latest draft, else what is published. @throws RefusedError if there is no such template */
export async function latestVersion(name: string): Promise<string> {
  return (await take(api.GET("/templates/{name}/versions", { params: { path: { name }, query: { limit: 1 } } })))
    .versions[0]!.version;
}
