import type { ColumnLook } from "../look/look-at-columns.ts";
import { areMarks, isGraded } from "../names/cells/answer-scale.ts";
import { quoteName } from "../quote.ts";
import type { SurveyRole } from "./roles.ts";

/** Fewest questions that make a table a survey, and most answers that one question offers. */
const fewest = 3;
const mostAnswers = 12;
/** Fewest questions that are compared by how many agree, and most that a table lists below each other. */
const [fewestGraded, mostQuestions] = [2, 40];
/** Share of the pairs of a question and an answer that such a table has, at least. */
const mostly = 0.6;

const isInOwnWords = ({ name }: ColumnLook): boolean => name.includes("?") || name.includes("？") || name.length >= 40;

/**
 * The questions of a survey: columns that are named by a question, or long enough to be one, or whose answers are on a
 * scale of opinions; or a table of how many gave which answer.
 */
export function findSurvey(looks: readonly ColumnLook[], rows: number): SurveyRole | undefined {
  const choices = looks.filter(
    ({ type, distinct, values }) =>
      type === "text" && distinct >= 2 && distinct <= mostAnswers && values >= 0.3 * rows && distinct * 5 <= rows,
  );
  const worded = choices.filter(isInOwnWords);
  // Beside questions, marks are what people gave, and not what an inspector found.
  const isAsked = worded.length > 0;
  const graded = choices.filter(({ texts }) => isGraded(texts) || (isAsked && areMarks(texts)));
  // Marks that people gave are what they were asked, whether or not other columns are worded as questions.
  const questions =
    worded.length >= fewest && graded.length < fewestGraded
      ? worded
      : choices.filter((look) => isInOwnWords(look) || graded.includes(look));
  if (questions.length < fewest) return findCounted(looks, rows);
  const names = questions.map(({ name }) => name);
  return {
    questions: names,
    columns: names,
    graded: questions.filter((look) => graded.includes(look)).length >= fewestGraded,
  };
}

/** A table of how many gave which answer to which question. */
function findCounted(looks: readonly ColumnLook[], rows: number): SurveyRole | undefined {
  const texts = looks.filter(({ type, values }) => type === "text" && values === rows);
  const answer = texts.find((look) => isGraded(look.texts));
  const question = texts.find(
    (look) => look !== answer && look.distinct >= fewestGraded && look.distinct <= mostQuestions,
  );
  const counts = looks.filter(
    ({ type, whole, negative, high }) => type === "integer" && whole && !negative && high > 1,
  );
  const named = counts.find(({ name }) =>
    /count|number|^n$|value|responses|answers|anzahl|antworten|人数|数量/i.test(name),
  );
  const count = named ?? (counts.length === 1 ? counts[0] : undefined);
  if (answer === undefined || question === undefined) return undefined;
  if (isEachAnswer(looks, rows, question)) return counted(question, answer, undefined);
  if (count === undefined) return undefined;
  const pairs = answer.distinct * question.distinct;
  return rows > pairs || rows < mostly * pairs ? undefined : counted(question, answer, count);
}

function counted(question: ColumnLook, answer: ColumnLook, count: ColumnLook | undefined): SurveyRole {
  return {
    questions: question.texts,
    counted: {
      question: quoteName(question.name),
      answer: quoteName(answer.name),
      count: count === undefined ? "1" : quoteName(count.name),
    },
    columns: [question.name, answer.name, ...(count === undefined ? [] : [count.name])],
    graded: true,
  };
}

/** Names of who gave an answer. */
const respondent = /respond|participant|\bperson|employee|\bid$|_id$|teilnehm|befragt|受访|编号|序号/i;

/** Whether each row is the answer that one person gave to one question. */
function isEachAnswer(looks: readonly ColumnLook[], rows: number, question: ColumnLook): boolean {
  const person = looks.find(
    (look) => look !== question && respondent.test(look.name.trim()) && look.values === rows && look.distinct >= 5,
  );
  return (
    person !== undefined &&
    rows <= person.distinct * question.distinct &&
    rows >= mostly * person.distinct * question.distinct
  );
}
