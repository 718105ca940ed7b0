import { type Files, type Plan, sourceOf } from "../../blocks/parts.ts";
import { quoteName } from "../../quote.ts";
import { said } from "../../words/liquid.ts";

/** The query of in how many rows one side is higher. */
export function writeSides(files: Files, { roles, subjects }: Plan): void {
  if (subjects.sides === undefined) return;
  const [one, other] = [subjects.sides.one, subjects.sides.other].map(({ column }) => quoteName(column)) as [
    string,
    string,
  ];
  files.set(
    "queries/sides.sql",
    `-- In how many rows one side is higher than the other, of those that have both.
SELECT count(*) AS rows, count(*) FILTER (${one} > ${other}) AS higher, count(*) FILTER (${one} < ${other}) AS lower,
  count(*) FILTER (${one} = ${other}) AS equal, 100.0 * count(*) FILTER (${one} > ${other}) / nullif(count(*), 0) AS share
FROM ${sourceOf(roles)}
WHERE ${one} IS NOT NULL AND ${other} IS NOT NULL
`,
  );
}

/** A sentence on in how many rows one side is higher. */
export function sidesSentence({ subjects: { sides }, language }: Plan): string {
  if (sides === undefined) return "";
  const [one, other] = [said(sides.one.label), said(sides.other.label)];
  const [rows, higher, lower, equal] = ["rows", "higher", "lower", "equal"].map((of) => `{{ v.${of} | number }}`);
  const share = "{{ v.share | percent: 1 }}";
  const words = {
    en: ` “${one}” is higher than “${other}” in ${higher} of ${rows} rows (${share}), lower in ${lower} and equal in ${equal}.`,
    de: ` „${one}“ liegt in ${higher} von ${rows} Zeilen (${share}) über „${other}“, in ${lower} darunter, in ${equal} gleichauf.`,
    zh: `${rows}行中，“${one}”高于“${other}”的有${higher}行（${share}），低于的有${lower}行，相等的有${equal}行。`,
  }[language];
  return `{% assign v = sides.first %}{% if v.rows > 0 %}${words}{% endif %}`;
}
