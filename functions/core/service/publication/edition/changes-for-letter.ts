import { parseStored } from "../../../errors.ts";
import { localeFor } from "../../../report/locale/locale-for.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { Changes } from "../changes/changes.ts";
import { changesInWords } from "../changes/changes-in-words.ts";
import { editionOf } from "./edition-kind.ts";

/** What ended, as an event names it; an edition's id is `{publication}/{edition}`. */
export interface EndedSubject {
  readonly kind: string;
  readonly id: string;
  readonly generation: number;
}

/**
 * What an edition shows that the one before did not, line by line, for the letter that announces it: deliveries know
 * nothing of publications, so they are handed this. Empty for everything else, and for an edition that is gone.
 *
 * @throws BroadsheetError `damaged` if the record cannot be read; `unavailable`
 */
export async function changesForLetter(
  { kind, id, generation }: EndedSubject,
  language: string,
  store: ObjectStore,
): Promise<readonly string[]> {
  if (kind !== "edition") return [];
  const [name = "", edition = ""] = id.split("/");
  const key = `${editionOf(name, edition, generation).folder}changes.json`;
  const found = await store.get(key);
  return found === undefined ? [] : changesInWords(parseStored<Changes>(key, found.body), localeFor(language));
}
