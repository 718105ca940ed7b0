/**
 * Keys of a publication and its editions:
 *
 *     publications/{name}/records/{version}.json   its configurations and states, immutable
 *     publications/{name}/log/{sequence}.json      which of them is current, see `name-log.ts`
 *     publications/{name}/current.json
 *     publications/{name}/cursor.json              how far its triggers were followed
 *     publications/{name}/newest/{inverted time}-{edition}    the newest editions first, by plain listing
 *     publications/{name}/editions/{edition}/{generation}/…   see `edition-kind.ts`
 */
export const publicationsPrefix = "publications/";

/** Of the name's log and everything below it, without a final slash. */
export function publicationFolder(name: string): string {
  return `publications/${name}`;
}

export function recordsPrefix(name: string): string {
  return `publications/${name}/records/`;
}

export function recordKey(name: string, version: string): string {
  return `${recordsPrefix(name)}${version}.json`;
}

export function cursorKey(name: string): string {
  return `publications/${name}/cursor.json`;
}
