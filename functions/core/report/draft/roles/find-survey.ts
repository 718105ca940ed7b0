import type { ColumnLook } from "../look/look-at-columns.ts";
import type { SurveyRole } from "./roles.ts";

/** Fewest questions that make a table a survey, and most answers that one question offers. */
const fewest = 3;
const mostAnswers = 12;
const groupName = /gender|sex|age|income|education|region|location|geschlecht|alter|bildung|性别|年龄|学历|地区/i;

/** The questions of a survey: columns named by a question, or long enough to be one, with few different answers. */
export function findSurvey(looks: readonly ColumnLook[], rows: number): SurveyRole | undefined {
  const choices = looks.filter(
    ({ type, distinct, values }) =>
      type === "text" && distinct >= 2 && distinct <= mostAnswers && values >= 0.3 * rows && distinct * 5 <= rows,
  );
  const questions = choices.filter(({ name }) => name.includes("?") || name.includes("？") || name.length >= 40);
  if (questions.length < fewest) return undefined;
  return {
    questions: questions.map(({ name }) => name),
    groups: choices
      .filter(({ name }) => groupName.test(name) && !questions.some((one) => one.name === name))
      .map(({ name }) => name),
  };
}
