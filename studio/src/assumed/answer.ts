import type { components } from "../../../functions/client/schema.ts";

type Draft = components["schemas"]["Draft"];
export type Answers = NonNullable<components["schemas"]["DraftRequest"]["answers"]>;
export type DraftQuestion = Draft["questions"][number];
type Asked = NonNullable<Draft["assumed"][number]["question"]>;

/** A question that a draft is made anew for, and not its dataset. */
export type AnsweredQuestion = DraftQuestion & { readonly of?: string | undefined };

/** The question of an assumption, if a menu answers it: of several answers, and asked of the draft. */
export function menuOf(question: Asked | undefined): AnsweredQuestion | undefined {
  if (question === undefined || question.name === "decimal") return undefined;
  const { name, of, chosen, choices = [] } = question;
  return chosen === undefined || choices.length < 2 ? undefined : { name, chosen, choices, of };
}

/**
 * The answers with another one.
 *
 * @param about key of the measure that the report is about: what is said of a measure stays said of it when the report
 *   is about another
 */
export function withAnswer(
  answers: Answers,
  { name, of }: AnsweredQuestion,
  value: string | boolean,
  about: string,
): Answers {
  if (name !== "adds") return { ...answers, [name]: value };
  const { adds } = answers;
  const said = typeof adds === "object" ? adds : typeof adds === "boolean" ? { [about]: adds } : {};
  return { ...answers, adds: { ...said, [of ?? about]: value === true } };
}

/** What the measure is called that a question is of. @param about the question what the report is about */
export function measureOf({ of }: AnsweredQuestion, about: DraftQuestion | undefined): string | undefined {
  return about?.choices.find(({ value }) => value === of)?.label;
}
