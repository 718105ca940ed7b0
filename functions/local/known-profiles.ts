import type { DatasetProfile } from "../core/report/dataset/dataset.ts";

const profiles = new Map<string, DatasetProfile>();

/**
 * Version (hash of the bytes) → profile of the datasets that this program read before it was frozen: the samples of the
 * shipped templates.
 */
export const knownProfiles: ReadonlyMap<string, DatasetProfile> = profiles;

export function knowProfiles(met: readonly DatasetProfile[]): void {
  for (const profile of met) profiles.set(profile.version, profile);
}
