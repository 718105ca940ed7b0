import type { Language } from "./language.ts";
import { chartProblems } from "./problems/charts.ts";
import { datasetProblems } from "./problems/datasets.ts";
import { formProblems } from "./problems/forms.ts";
import { hintWords } from "./problems/hints.ts";
import { kindProblems } from "./problems/kinds.ts";
import { reportProblems } from "./problems/reports.ts";
import { serviceProblems } from "./problems/service.ts";
import { templateProblems } from "./problems/templates.ts";
import { type ProblemWords, type Said, valuesOf } from "./problems/values.ts";

/** All words in Chinese; of one code the later ones hold. */
export const chineseProblems: ProblemWords = {
  ...kindProblems,
  ...serviceProblems,
  ...reportProblems,
  ...datasetProblems,
  ...templateProblems,
  ...chartProblems,
  ...formProblems,
};

/** The words of codes that are put together, the longest first. */
const patterns = Object.entries(chineseProblems)
  .filter(([code]) => code.includes("*"))
  .toSorted(([a], [b]) => b.length - a.length)
  .map(([code, words]) => [new RegExp(`^${code.replace("*", ".+")}$`), words] as const);

/** What is left in the place of a value that a problem does not give. */
const hole = /“”|[：，]。|应为，/;

/** What is said when the words for a code would have a hole. */
const unsaid = "出了问题：";

/** What a problem says in a language; the API's own words, in English, where the studio has none for its code. */
export function problemText(problem: Said, language: Language): string {
  if (language === "en") return problem.message;
  const { code } = problem;
  const words =
    chineseProblems[code] ??
    chineseProblems[code.replace(/^parameter-/, "")] ??
    patterns.find(([pattern]) => pattern.test(code))?.[1];
  if (words === undefined) return problem.message;
  const text = typeof words === "string" ? words : words(valuesOf(problem));
  if (text.endsWith("：")) return `${text}“${problem.message}”`;
  return hole.test(text) ? `${unsaid}“${problem.message}”` : text;
}

/** The hint of a problem in a language; as the API writes it where it names what only it knows. */
export function hintText({ hint }: Pick<Said, "hint">, language: Language): string | undefined {
  if (hint === undefined || language === "en") return hint;
  const meant = /^did you mean (.+)\?$/.exec(hint)?.[1];
  return meant === undefined ? (hintWords[hint] ?? hint) : `是否指 ${meant}？`;
}
