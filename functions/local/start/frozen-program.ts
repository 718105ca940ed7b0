import { knowDigests, knownDigests } from "../../adapters/open-font-file.ts";
import { loadVega } from "../../core/report/chart/load-vega.ts";
import { languages } from "../../core/report/locale/languages.ts";
import { loadDuckdb } from "../../core/report/query/load-duckdb.ts";
import { validateTemplateYaml, validateThemeYaml } from "../../core/report/template/template-yaml.ts";
import type { Stage } from "../../core/report/publish/report.ts";
import { engineDigest, makerDigest } from "../../engine-digest.ts";
import { knowProfiles } from "../known-profiles.ts";
import { rehearse, type Rehearsal } from "./rehearsal.ts";
import * as commands from "./run-command.ts";
import { startCommand } from "./start-command.ts";
// Loaded now, not when called.
import "../commands/render-to-file.ts";

/**
 * The program to be frozen, see `freezeProgram`: renders recorded reports, so that V8 compiles the functions that a
 * report uses.
 *
 * @param until the stage before which each report stops; by default it is rendered whole
 */
export async function rehearseAll(rehearsals: readonly Rehearsal[], until?: Stage): Promise<void> {
  for (const rehearsal of rehearsals) {
    // Vega draws one report at a time.
    await rehearse(rehearsal, until);
  }
}

/**
 * Loads what every report needs, whatever its template, and parses the shipped templates: their reports are composed,
 * which parses their Liquid and Markdown. Nothing on this way leaves results, charts or fonts in memory.
 *
 * @param hashes hashes of the fonts that the rehearsals used
 */
export async function loadAll(rehearsals: readonly Rehearsal[], hashes: typeof knownDigests): Promise<void> {
  knowDigests(hashes);
  knowProfiles(rehearsals.flatMap(({ profiles }) => profiles));
  await rehearseAll(rehearsals, "chart");
  const spoken = new Set(rehearsals.map(({ accepted }) => accepted.language));
  await Promise.all([
    loadVega(),
    ...[...spoken].map((language) => languages[language]?.loadSyllables?.()),
    loadDuckdb(),
  ]);
  validateTemplateYaml({});
  validateThemeYaml({});
  engineDigest();
  makerDigest();
}

/**
 * Entry point of the thawed process. It exits at once, without tearing down its heap; its output is already written.
 */
export async function start(): Promise<void> {
  await startCommand(async () => commands);
  process.exit();
}

export { knownDigests };
