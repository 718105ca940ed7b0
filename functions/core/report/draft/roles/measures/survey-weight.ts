import type { ColumnLook } from "../../look/look-at-columns.ts";

/** Names of how many people an answer stands for. */
const saysSo =
  /^(survey|sampl(e|ing)|design|post.?strat\w*|population|person|household)[ _.]?(weights?|wgt|wt)$|^(pweight|gewichtung(sfaktor)?|权重)$/i;
const mayBe = /^(weights?|wgt|wt)$/i;
/** What is measured of bodies and things, beside which a weight is theirs. */
const bodily = /height|length|width|size|bmi|girth|waist|birth|baby|cargo|parcel|product|price|größe|länge/i;

/** Rows and columns of answers from which a table without anything else that is measured is a survey. */
const [manyRows, someAnswers, mostAnswers] = [300, 3, 12];

/** Whether a column says how many people an answer of a survey stands for: it is no finding. */
export function isSurveyWeight({ name }: ColumnLook, looks: readonly ColumnLook[], rows: number): boolean {
  if (saysSo.test(name.trim())) return true;
  if (!mayBe.test(name.trim()) || rows < manyRows || looks.some((look) => bodily.test(look.name))) return false;
  const answers = looks.filter(({ type, distinct }) => type === "text" && distinct >= 2 && distinct <= mostAnswers);
  return answers.length >= someAnswers;
}
