import type { ReactNode } from "react";
import { OwnOption } from "../design/own-option.tsx";
import { Own } from "../design/own.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Draft, DraftAnswers } from "./use-draft.ts";
import { draftWords } from "./words.ts";

type Question = Draft["questions"][number];

interface DraftSentencesProps {
  readonly draft: Draft;
  readonly answers: DraftAnswers;
  readonly onAnswers: (answers: DraftAnswers) => void;
}

/** What the draft is about, in sentences whose answers are menus. */
export function DraftSentences({ draft: { questions }, answers, onAnswers }: DraftSentencesProps) {
  const words = useWords(draftWords);
  const about = questions.find(({ name }) => name === "about")?.chosen;
  const answer = ({ name }: Question, value: string | boolean): void => {
    // What is said of a measure stays said of it when the report is about another.
    const said = typeof answers.adds === "object" ? answers.adds : {};
    onAnswers({ ...answers, [name]: name === "adds" ? { ...said, [String(about)]: value } : value });
  };
  return (
    <fieldset className="draft-sentences">
      <legend>{words.sentences}</legend>
      {questions.map((question) => (
        <Asked key={question.name} question={question} onAnswer={(value) => answer(question, value)} />
      ))}
      <Sentence text={words.languageIs}>
        <select
          className="input"
          aria-label={words.languageLabel}
          value={answers.language ?? "en"}
          onChange={(event) => onAnswers({ ...answers, language: event.target.value as "en" | "zh" | "de" })}
        >
          <option value="en">English</option>
          <option value="zh">中文</option>
          <option value="de">Deutsch</option>
        </select>
      </Sentence>
    </fieldset>
  );
}

/** A question as a sentence: a menu where there is a choice, else the only answer. */
function Asked({
  question: { name, chosen, choices },
  onAnswer,
}: {
  readonly question: Question;
  readonly onAnswer: (value: string | boolean) => void;
}) {
  const words = useWords(draftWords);
  // Answers that are the same in every report are in the studio's language, columns as their table calls them.
  const label = (choice: Question["choices"][number]): string =>
    name === "adds"
      ? choice.value === true
        ? words.may
        : words.mayNot
      : name === "period"
        ? words.period(String(choice.value))
        : choice.label;
  const [only] = choices;
  return (
    <Sentence text={words[`${name}Is`]}>
      {choices.length === 1 && only !== undefined ? (
        <strong>
          <Own>{label(only)}</Own>
        </strong>
      ) : (
        <select
          className="input"
          aria-label={words[`${name}Label`]}
          value={String(chosen)}
          onChange={(event) => onAnswer(choices.find(({ value }) => String(value) === event.target.value)!.value)}
        >
          {choices.map((choice) => (
            <OwnOption key={String(choice.value)} value={String(choice.value)}>
              {label(choice)}
            </OwnOption>
          ))}
        </select>
      )}
    </Sentence>
  );
}

/** A sentence with a menu where its text has `{}`. */
function Sentence({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  const [before, after] = text.split("{}");
  return (
    <p className="draft-sentence">
      {before}
      {children}
      {after}
    </p>
  );
}
