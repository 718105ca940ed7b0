import type { EventSubject, SubjectKind } from "./event.ts";

/** Where the outcomes of each kind are: the folder's pattern, with the id's parts and the generation. */
const folders: Readonly<Record<SubjectKind, RegExp>> = {
  report: /^reports\/([0-9a-f]{64})\/([1-9]\d{0,9})$/,
  batch: /^batches\/([0-9a-f]{64})\/([1-9]\d{0,9})$/,
  edition: /^publications\/([a-z0-9][a-z0-9-]{0,62}\/editions\/[a-z0-9][a-z0-9-]{0,80})\/([1-9]\d{0,9})$/,
  dataset: /^dataset-events\/([a-z0-9][a-z0-9-]{0,62}\/(?:refused|stale|held)-[0-9a-f]{1,32})$/,
  source: /^dataset-events\/([a-z0-9][a-z0-9-]{0,62}\/source-(?:failed|recovered)-[0-9a-f]{1,32})$/,
  view: /^dataset-events\/([a-z0-9][a-z0-9-]{0,62}\/view-(?:failed|recovered)-[0-9a-f]{1,32})$/,
  upload: /^uploads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
};

/** Name of the record of an end, in the folder of its subject. */
const outcomeName = "/outcome.json";

/**
 * Reads what an outcome is about from the folder in which it lies.
 *
 * @param folder such as `reports/{id}/{generation}`
 * @returns `undefined` for a folder whose outcome is nobody's event: a batch's page, a plan
 */
export function parseSubject(folder: string): EventSubject | undefined {
  for (const [kind, pattern] of Object.entries(folders)) {
    const match = pattern.exec(folder);
    if (match !== null)
      return { kind: kind as SubjectKind, id: match[1]!.replace("/editions/", "/"), generation: Number(match[2] ?? 1) };
  }
  return undefined;
}

/** The folder of an outcome's key; `undefined` for any other key. */
export function folderOfOutcome(key: string): string | undefined {
  return key.endsWith(outcomeName) ? key.slice(0, -outcomeName.length) : undefined;
}

/** The key of the outcome in a folder. */
export function outcomeIn(folder: string): string {
  return `${folder}${outcomeName}`;
}

/** The folder of a subject: the reverse of `parseSubject`. */
export function folderOf({ kind, id, generation }: EventSubject): string {
  if (kind === "upload") return `uploads/${id}`;
  if (kind === "dataset" || kind === "source" || kind === "view") return `dataset-events/${id}`;
  if (kind === "edition") return `publications/${id.replace("/", "/editions/")}/${generation}`;
  return `${kind === "report" ? "reports" : "batches"}/${id}/${generation}`;
}
