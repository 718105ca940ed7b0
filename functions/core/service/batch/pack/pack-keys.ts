import { batchKind, batchOf, pageName } from "../records/batch-kinds.ts";

/** Key of the index that finds the page of an item by its name. Only batches whose pages may write packs have one. */
export function namesKey(id: string, generation: number): string {
  return `${batchOf(id, generation).folder}names`;
}

export function packsPrefix(id: string, generation: number, page: number): string {
  return `${batchOf(id, generation).folder}packs/${pageName(page)}/`;
}

/** @param pack its name, see `packName` */
export function packKey(id: string, generation: number, page: number, pack: string): string {
  return packsPrefix(id, generation, page) + pack;
}

/**
 * A pack is named by the index that first refers to it, and by its content: 0 is the page's result, `n` the record `n`
 * below `repacks/`. Without that number a pack could be written again while a sweep removes an equal one.
 */
export function packName(sequence: number, hash: string): string {
  return `${sequence}-${hash}`;
}

/** Prefix of the records that replace a page's own index of its packs. */
export function repacksPrefix(id: string, generation: number, page?: number): string {
  return `${batchOf(id, generation).folder}repacks/${page === undefined ? "" : `${pageName(page)}/`}`;
}

export function repackKey(id: string, generation: number, page: number, sequence: number): string {
  return `${repacksPrefix(id, generation, page)}${String(sequence).padStart(7, "0")}.json`;
}

/** Parses a key below `repacks/`. */
export function parseRepackKey(key: string): { readonly page: number; readonly sequence: number } | undefined {
  const match = /\/repacks\/(\d{6})\/(\d{7})\.json$/.exec(key);
  return match ? { page: Number(match[1]), sequence: Number(match[2]) } : undefined;
}

/** Splits the key of an item's PDF, whether it is an object of its own or lies in a pack. */
export function parseItemKey(
  key: string,
): { readonly id: string; readonly generation: number; readonly name: string } | undefined {
  const match = /^batches\/([0-9a-f]{64})\/([1-9]\d{0,9})\/items\/([^/]+)\/report\.pdf$/.exec(key);
  return match ? { id: match[1]!, generation: Number(match[2]), name: match[3]! } : undefined;
}

/**
 * Key of the marker of a deletion, which the sweep removes when nothing of it is left to do. Each deletion has its own:
 * a sweep that removes one never removes another's. It lies among the markers of batches, which are listed anyway; the
 * release before passes over it.
 */
export function tidyKey(id: string, generation: number, token: string): string {
  return `${batchKind.pending}${id}-${generation}-${token}`;
}

/** Parses the key of such a marker. */
export function parseTidyKey(key: string): { readonly id: string; readonly generation: number } | undefined {
  const match = /^pending-batches\/([0-9a-f]{64})-([1-9]\d{0,9})-.+$/.exec(key);
  return match ? { id: match[1]!, generation: Number(match[2]) } : undefined;
}
