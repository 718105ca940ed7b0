import { datasetVersion } from "../../core/report/dataset/dataset-version.ts";
import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { chunksFile, filesOf, parquetFile, parquetRead } from "../../core/report/dataset/store/files-of.ts";
import { checkFiles, openFiles } from "../../core/report/dataset/store/table-files.ts";
import { listDatasetNames } from "../../core/report/dataset/store/list-dataset-names.ts";
import { hashStored } from "../../core/report/dataset/store/read-whole.ts";
import { mapStored } from "../../core/report/dataset/store/map-table.ts";
import { sha256 } from "../../core/json/canonical-json.ts";
import { isCorrupt, parseStored } from "../../core/errors.ts";
import { listAll } from "../../core/paging/list-all.ts";
import { currentVersionOf, placeOfName } from "../../core/names/name-log.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { folderOf, type Kept } from "../../core/report/template/store/kept.ts";
import { packFiles, packKey, unpackFiles } from "../../core/report/template/store/template-pack.ts";
import { templateVersion } from "../../core/report/template/store/template-version.ts";
import type { TemplateFiles } from "../../core/report/template/template.ts";
import type { Finding } from "./finding.ts";
import { kindOfObject } from "./kind-of-object.ts";
import { putBack } from "./put-back.ts";

/**
 * Compares the content of a dataset's version with its version, which is its hash.
 *
 * @param key of its profile
 */
export async function checkDatasetVersion(store: ObjectStore, key: string): Promise<readonly Finding[]> {
  const [, name = "", version = ""] = key.split("/");
  const found = await read(store, key);
  if (found === undefined) return [];
  const profile = parseStored<DatasetProfile>(key, found);
  if (profile.files !== undefined) return await checkTableFiles(store, key, profile);
  const [content, ...tables] = filesOf(profile).map((file) => `datasets/${name}/${version}/${file}`) as [string];
  const findings: Finding[] = [];
  const hash = await hashOf(store, content);
  // A view's version is the hash of its rows, which the table's bytes do not tell.
  const isOther =
    profile.view !== true &&
    hash !== undefined &&
    datasetVersion(profile.rowsOfSource ?? hash, profile.reading, profile) !== version;
  const fault = hash === undefined ? await absence(store, content) : isOther ? differs("version") : undefined;
  if (fault !== undefined)
    findings.push({
      key: content,
      kind: kindOfObject(content),
      ...fault,
      // The rows of a view or a source are made or fetched again, not copied.
      ...(content.endsWith(`/data.${profile.format}`) && {
        repair: {
          words: "copy it from another dataset that has the same version, if there is one",
          run: ({ store: to }) => copyVersion(to, content, version, profile),
        },
      }),
    });
  const map = profile.chunks && `datasets/${name}/${version}/${chunksFile(profile.chunks)}`;
  for (const table of tables) {
    if (table === map) {
      const of = `datasets/${name}/${version}/${parquetRead(profile)}`;
      findings.push(...(await checkMap(store, table, profile.chunks!, of)));
      continue;
    }
    const absent = (await hashOf(store, table)) === undefined ? await absence(store, table) : undefined;
    if (absent !== undefined) findings.push({ key: table, kind: kindOfObject(table), ...absent });
  }
  return findings;
}

/** Compares the files of a table with what its profile says. The rows of a source are fetched again, not copied. */
async function checkTableFiles(store: ObjectStore, key: string, profile: DatasetProfile): Promise<readonly Finding[]> {
  const folder = key.slice(0, key.lastIndexOf("/"));
  try {
    checkFiles(profile, key);
    for (const { sparse } of openFiles(store, folder, profile, "the dataset")) await sparse.layout();
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    return [{ key, kind: kindOfObject(key), state: "damaged", fault: error.problems[0]!.message }];
  }
  const findings: Finding[] = [];
  for (const file of profile.files!) {
    const table = `${folder}/${parquetFile(file)}`;
    const hash = await hashOf(store, table);
    if (hash !== file.sha256)
      findings.push({
        key: table,
        kind: kindOfObject(table),
        ...(hash === undefined ? await absence(store, table) : differs("hash")),
      });
    findings.push(...(await checkMap(store, `${folder}/${chunksFile(file.chunks)}`, file.chunks, table)));
  }
  return findings;
}

/** Compares the map of a table in Parquet with its name, which is its hash. It is made again from the table. */
async function checkMap(store: ObjectStore, key: string, chunks: string, table: string): Promise<readonly Finding[]> {
  const body = await read(store, key);
  if (body !== undefined && sha256(body) === chunks) return [];
  const fault = body === undefined ? await absence(store, key) : differs("hash");
  return [
    {
      key,
      kind: kindOfObject(key),
      ...fault,
      repair: {
        words: "map the table again",
        run: async ({ store: to }) => {
          const map = await mapStored(to, table).catch((error: unknown) => {
            if (isCorrupt(error)) return undefined;
            throw error;
          });
          if (map?.sha256 !== chunks) return undefined;
          return (await putBack(to, key, map!.text, "application/json")) ? "mapped again" : undefined;
        },
      },
    },
  ];
}

/** Compares the text of a recipe or of a view, or the record of all views, with its version, which is its hash. */
export async function checkRecipe(store: ObjectStore, key: string, version: string): Promise<readonly Finding[]> {
  const body = await read(store, key);
  return body === undefined || sha256(body) === version
    ? []
    : [{ key, kind: kindOfObject(key), ...differs("version") }];
}

async function copyVersion(
  store: ObjectStore,
  key: string,
  version: string,
  profile: DatasetProfile,
): Promise<string | undefined> {
  for (const name of await listDatasetNames(store)) {
    const other = `datasets/${name}/${version}/data.${profile.format}`;
    const body = other === key ? undefined : await read(store, other);
    if (body === undefined || datasetVersion(body, profile.reading, profile) !== version) continue;
    const type = (await store.head(other))?.contentType ?? "application/octet-stream";
    return (await putBack(store, key, body, type)) ? `copied from ${other}` : undefined;
  }
  return undefined;
}

/**
 * Compares the files of a version of a template or theme, and its pack, with the version: either is made again from the
 * other.
 */
export async function checkTemplateVersion(
  store: ObjectStore,
  kind: Kept,
  name: string,
  version: string,
): Promise<readonly Finding[]> {
  const prefix = `${folderOf(kind, name)}/${version}/`;
  const pack = packKey(name, version, kind);
  const packed = await read(store, pack);
  const unpacked = packed && unpackFiles(packed);
  const sound = unpacked !== undefined && templateVersion(unpacked) === version ? unpacked : undefined;
  const files = new Map<string, Uint8Array>();
  const broken: string[] = [];
  for await (const { key } of listAll(store, prefix)) {
    const body = await read(store, key);
    if (body === undefined) broken.push(key);
    else files.set(key.slice(prefix.length), body);
  }
  const whole = broken.length === 0 && templateVersion(files) === version;
  if (whole && (sound !== undefined || (packed === undefined && (await absence(store, pack)).state === "lost")))
    return [];
  if (whole) return [packAgain(pack, files)];
  if (sound !== undefined) return mendedFromPack(prefix, files, broken, sound);
  const fault = "its files are not those of the version, and it has no pack that is";
  return [{ key: prefix, kind: kindOfObject(`${prefix}file`), state: "damaged", fault }];
}

/** The pack is missing or is not that of the version, and the files are. */
function packAgain(pack: string, files: TemplateFiles): Finding {
  return {
    key: pack,
    kind: kindOfObject(pack),
    ...differs("version"),
    repair: {
      words: "pack the files again",
      run: async ({ store }) =>
        (await putBack(store, pack, packFiles(sorted(files)), "application/octet-stream")) ? "packed again" : undefined,
    },
  };
}

/**
 * Files are missing or are not those of the version, and the pack is whole.
 *
 * @param broken keys of the files that cannot be read
 * @param sound the pack's files
 */
function mendedFromPack(
  prefix: string,
  files: TemplateFiles,
  broken: readonly string[],
  sound: TemplateFiles,
): readonly Finding[] {
  return [...sound].flatMap(([path, body]): Finding[] => {
    const present = files.get(path);
    if (present !== undefined && Buffer.compare(present, body) === 0) return [];
    const key = prefix + path;
    const state = present === undefined && !broken.includes(key) ? "lost" : "damaged";
    const fault = state === "lost" ? "it is missing" : differs("version").fault;
    const repair: Finding["repair"] = {
      words: "take it from the version's pack",
      run: async ({ store }) =>
        (await putBack(store, key, body, "application/octet-stream")) ? "taken from the pack" : undefined,
    };
    return [{ key, kind: kindOfObject(key), state, fault, repair }];
  });
}

function sorted(files: TemplateFiles): TemplateFiles {
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Looks whether the version to which a name refers is there, and whether its pointer can be read.
 *
 * @param folder `datasets/{name}`, `datasets/{name}/recipe`, `templates/{name}`, `themes/{name}`,
 *   `publications/{name}` or `views`
 */
export async function checkName(store: ObjectStore, folder: string): Promise<readonly Finding[]> {
  const pointer = `${folder}/current.json`;
  const findings: Finding[] = [];
  const seq = (await placeOfName(store, folder)).seq;
  if (seq > 0 && (await read(store, pointer)) === undefined && (await absence(store, pointer)).state === "damaged") {
    findings.push({
      key: pointer,
      kind: kindOfObject(pointer),
      ...differs("hash"),
      repair: {
        words: "remove it: the log says the same",
        run: async ({ store: to }) => (await to.delete(pointer), "removed"),
      },
    });
  }
  const version = await currentVersionOf(store, folder);
  if (version === undefined) return findings;
  const wanted = folder.endsWith("/recipe")
    ? `${folder}/${version}.yaml`
    : folder === "views"
      ? `views/graphs/${version}.json`
      : folder.startsWith("datasets/")
        ? `${folder}/${version}/dataset.json`
        : folder.startsWith("publications/") || folder.startsWith("themes/")
          ? undefined
          : `${folder}/${version}/template.yaml`;
  if (
    wanted !== undefined &&
    (await read(store, wanted)) === undefined &&
    (await absence(store, wanted)).state === "lost"
  )
    findings.push({
      key: wanted,
      kind: kindOfObject(wanted),
      state: "lost",
      fault: "it is missing, though it is current",
    });
  return findings;
}

/** The content of an object that can be read; damage to it is found where it is read for its own sake. */
async function read(store: ObjectStore, key: string): Promise<Uint8Array | undefined> {
  return store.get(key).then(
    (found) => found?.body,
    (error: unknown) => {
      if (isCorrupt(error)) return undefined;
      throw error;
    },
  );
}

/** SHA-256 of an object of any size; as `read`. */
async function hashOf(store: ObjectStore, key: string): Promise<string | undefined> {
  return hashStored(store, key).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
}

/** Why an object could not be read. */
async function absence(store: ObjectStore, key: string): Promise<Pick<Finding, "state" | "fault">> {
  const { objects } = await store.list(key, { limit: 1 });
  return objects[0]?.key === key ? differs("hash") : { state: "lost", fault: "it is missing" };
}

function differs(from: "version" | "hash"): Pick<Finding, "state" | "fault"> {
  return {
    state: "damaged",
    fault: from === "version" ? "its content is not that of its version" : "its content is not what was written",
  };
}
