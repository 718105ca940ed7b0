import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";

/**
 * Writes the names of countries and languages, in every language of reports, from the CLDR of the Node that runs it.
 * Codes stay, and a report that prints a changed name changes with the engine. Run it with the Node of the goldens:
 * `node tests/core/report/locale/display-names/make-names.ts`.
 */
const file = join(import.meta.dirname, "../../../../../functions/core/report/locale/display-names/cldr-names.json");
const known = JSON.parse(readFileSync(file, "utf8")) as {
  version: string;
  countries: { alpha2: string; names: Record<string, string> };
  languages: { codes: string; names: Record<string, string> };
};

function namesOf(tag: string, type: "region" | "language", codes: string): string {
  const names = new Intl.DisplayNames([tag], { type, fallback: "none" });
  return codes
    .split(" ")
    .map((code) => {
      const name = names.of(code);
      if (name === undefined || name.includes("|")) throw new Error(`${tag} has no name for ${code}`);
      return name;
    })
    .join("|");
}

for (const { tag } of Object.values(languages)) {
  known.countries.names[tag] = namesOf(tag, "region", known.countries.alpha2);
  known.languages.names[tag] = namesOf(tag, "language", known.languages.codes);
}
known.version = `Names of CLDR ${process.versions["cldr"]} (Unicode License v3); codes of ISO 3166-1 and ISO 639-1`;
writeFileSync(file, `${JSON.stringify(known, null, 2)}\n`);
