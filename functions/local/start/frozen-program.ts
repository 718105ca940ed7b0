import { knowDigests, knownDigests } from "../../adapters/open-font-file.ts";
import { loadVega } from "../../core/chart/load-vega.ts";
import { languages } from "../../core/locale/languages.ts";
import { loadDuckdb } from "../../core/query/load-duckdb.ts";
import { validateTemplateYaml, validateThemeYaml } from "../../core/template/template-yaml.ts";
import type { Stage } from "../../core/publish/report.ts";
import { engineDigest } from "../../engine-digest.ts";
import { knowProfiles } from "../known-profiles.ts";
import { rehearse, type Rehearsal } from "./rehearsal.ts";
import * as commands from "./run-command.ts";
import { startCommand } from "./start-command.ts";
// Loaded here and not when it is called.
import "../commands/render-to-file.ts";

/**
 * The program that is frozen, see `freezeProgram`: makes reports that have been recorded, so that V8 compiles the functions that a report
 * takes.
 *
 * @param until the stage before which each ends; absent: it is made whole
 */
export async function rehearseAll(rehearsals: readonly Rehearsal[], until?: Stage): Promise<void> {
  for (const rehearsal of rehearsals) {
    // Vega draws one report at a time.
    await rehearse(rehearsal, until);
  }
}

/**
 * Loads what every report needs, whatever its template, and what the shipped templates are parsed into: their reports are composed, which parses
 * their Liquid and Markdown. No results, charts or fonts are met on the way that could stay.
 *
 * @param hashes of the fonts that the rehearsals used
 */
export async function loadAll(rehearsals: readonly Rehearsal[], hashes: typeof knownDigests): Promise<void> {
  knowDigests(hashes);
  knowProfiles(rehearsals.flatMap(({ profiles }) => profiles));
  await rehearseAll(rehearsals, "chart");
  await Promise.all([loadVega(), ...Object.values(languages).map((locale) => locale.loadSyllables?.()), loadDuckdb()]);
  validateTemplateYaml({});
  validateThemeYaml({});
  engineDigest();
}

/** Where the thawed process begins. It ends at once, without taking its heap apart first; what it has written is out. */
export async function start(): Promise<void> {
  await startCommand(async () => commands);
  process.exit();
}

export { knownDigests };
