/**
 * The files of a template of one sentence, which says how many cities a dataset has.
 *
 * @param settings further lines of its template.yaml below `cities:`, indented by four spaces
 * @param rest further members of its template.yaml
 * @param where of its query
 */
export function sentenceTemplate(settings: string, { rest = "", where = "" } = {}): Map<string, Uint8Array> {
  return new Map(
    Object.entries({
      "template.yaml": `title: A sentence
description: One sentence.
kicker: Sample
publication: Tests
footer: Tests
languages: [en]
date: "2026-01-31"
${rest}datasets:
  cities:
    default: cities
${settings}
`,
      "report.md": "# {{ all.first.n }} cities\n\nIn all.\n",
      "queries/all.sql": `SELECT count(*) AS n FROM cities${where}`,
    }).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  );
}
