import { isCorrupt } from "../../core/errors.ts";
import { listGroups } from "../../core/service/lifecycle/records/list-groups.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { checkBatchOutput, checkBatchPage, checkEdition, checkReport } from "./check-pdfs.ts";
import { checkDatasetVersion, checkName, checkRecipe, checkTemplateVersion } from "./check-versions.ts";
import type { Finding } from "./finding.ts";
import { kindOfObject } from "./kind-of-object.ts";
import { readFault } from "./read-fault.ts";

/** Objects of one kind. */
export interface KindCount {
  readonly kind: string;
  readonly objects: number;
  readonly bytes: number;
  readonly damaged: number;
  readonly lost: number;
}

/** What a walk through a store found. */
export interface StoreCheck {
  readonly objects: number;
  readonly bytes: number;
  /** By name. */
  readonly kinds: readonly KindCount[];
  /** By key. */
  readonly findings: readonly Finding[];
}

/** Objects read in parallel. */
const abreast = 8;

/** What belongs together is checked once, by the key of one of its objects, and asks only for what others refer to. */
const relations: readonly (readonly [
  key: RegExp,
  check: (store: ObjectStore, match: RegExpExecArray) => Promise<readonly Finding[]>,
])[] = [
  [/^datasets\/[^/]+\/[0-9a-f]{64}\/dataset\.json$/, (store, [key]) => checkDatasetVersion(store, key)],
  [
    /^((?:datasets|templates|themes|publications)\/[^/]+)\/log\/1\.json$/,
    (store, [, folder = ""]) => checkName(store, folder),
  ],
  [/^datasets\/[^/]+\/recipe\/([0-9a-f]{64})\.yaml$/, (store, [key, hash = ""]) => checkRecipe(store, key, hash)],
  [
    /^views\/(?:definitions|graphs)\/([0-9a-f]{64})\.(?:yaml|json)$/,
    (store, [key, hash = ""]) => checkRecipe(store, key, hash),
  ],
  [/^(views)\/log\/1\.json$/, (store, [, folder = ""]) => checkName(store, folder)],
  [/^(datasets\/[^/]+\/recipe)\/log\/1\.json$/, (store, [, folder = ""]) => checkName(store, folder)],
  [/^reports\/[^/]+\/\d+\/outcome\.json$/, (store, [key]) => checkReport(store, key)],
  [/^publications\/[^/]+\/editions\/[^/]+\/\d+\/outcome\.json$/, (store, [key]) => checkEdition(store, key)],
  [/^batches\/[^/]+\/\d+\/outcome\.json$/, (store, [key]) => checkBatchOutput(store, key)],
  [/^batches\/[^/]+\/\d+\/pages\/\d+\/outcome\.json$/, (store, [key]) => checkBatchPage(store, key)],
];

/**
 * Reads every object of a store, and compares what belongs together: versions with their contents, PDFs with their
 * outcomes, names with what they refer to. Nothing is changed. Objects that are written or removed meanwhile do no
 * harm.
 *
 * @param progress called now and then with the number of objects read
 * @throws BroadsheetError `unavailable`
 */
export async function checkStore(
  store: ObjectStore,
  progress: (objects: number) => void = () => {},
): Promise<StoreCheck> {
  const findings = new Map<string, Finding>();
  const counts = new Map<string, { objects: number; bytes: number }>();
  const versions = new Set<string>();
  let objects = 0;
  for await (const group of listGroups(store, "", abreast)) {
    const found = await Promise.all(
      group.map(async (object): Promise<readonly Finding[]> => {
        const kind = kindOfObject(object.key);
        const fault = await readFault(store, object);
        return [
          ...(fault === undefined ? await relatedFindings(store, object.key) : [{ key: object.key, kind, ...fault }]),
        ];
      }),
    );
    for (const { key, size } of group) {
      const count = counts.get(kindOfObject(key)) ?? { objects: 0, bytes: 0 };
      counts.set(kindOfObject(key), { objects: count.objects + 1, bytes: count.bytes + size });
      const [, kind, name, version] = /^(template|theme)s\/([^/]+)\/([0-9a-f]{64})[./]/.exec(key) ?? [];
      if (version !== undefined) versions.add(`${kind}/${name}/${version}`);
    }
    found.flat().forEach((finding) => add(findings, finding));
    objects += group.length;
    progress(objects);
  }
  for (const place of versions) {
    const [kind, name = "", version = ""] = place.split("/");
    for (const finding of await checkTemplateVersion(store, kind === "theme" ? "theme" : "template", name, version))
      add(findings, finding);
  }
  return sumUp(
    counts,
    [...findings.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  );
}

/** Keeps what says more about an object: how it can be made again. */
function add(findings: Map<string, Finding>, finding: Finding): void {
  if (findings.get(finding.key)?.repair === undefined) findings.set(finding.key, finding);
}

/** What an object's relations find. A relation that cannot be read is found where it is read for its own sake. */
async function relatedFindings(store: ObjectStore, key: string): Promise<readonly Finding[]> {
  for (const [pattern, check] of relations) {
    const match = pattern.exec(key);
    if (match === null) continue;
    try {
      return await check(store, match);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      return [];
    }
  }
  return [];
}

function sumUp(
  counts: ReadonlyMap<string, { readonly objects: number; readonly bytes: number }>,
  findings: readonly Finding[],
): StoreCheck {
  const names = [...new Set([...counts.keys(), ...findings.map(({ kind }) => kind)])].toSorted();
  const kinds = names.map((kind): KindCount => {
    const own = findings.filter((finding) => finding.kind === kind);
    return {
      kind,
      ...(counts.get(kind) ?? { objects: 0, bytes: 0 }),
      damaged: own.filter(({ state }) => state === "damaged").length,
      lost: own.filter(({ state }) => state === "lost").length,
    };
  });
  return {
    objects: kinds.reduce((sum, { objects }) => sum + objects, 0),
    bytes: kinds.reduce((sum, { bytes }) => sum + bytes, 0),
    kinds,
    findings,
  };
}
