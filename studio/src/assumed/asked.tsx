import type { ReactNode } from "react";
import { OwnOption } from "../design/own-option.tsx";
import { Own } from "../design/own.tsx";
import { useWords } from "../words/use-words.tsx";
import type { AnsweredQuestion } from "./answer.ts";
import { answerWords } from "./words.ts";

interface AskedProps {
  readonly question: AnsweredQuestion;
  /** What the measure is called that the question is of; absent: it is the one that the report is about. */
  readonly measure?: string | undefined;
  readonly disabled?: boolean;
  readonly onAnswer: (value: string | boolean) => void;
}

/** A question as a sentence: a menu where there is a choice, else the only answer. */
export function Asked({ question: { name, chosen, choices }, measure, disabled = false, onAnswer }: AskedProps) {
  const words = useWords(answerWords);
  // Answers that are the same in every report are in the studio's language, columns as their table calls them.
  const label = (choice: AnsweredQuestion["choices"][number]): string =>
    name === "adds"
      ? choice.value === true
        ? words.may
        : words.mayNot
      : name === "period"
        ? words.period(String(choice.value))
        : choice.label;
  const [only] = choices;
  const isOfOther = name === "adds" && measure !== undefined;
  const shown = choices.find(({ value }) => value === chosen) ?? only;
  return (
    <Sentence ending={shown && label(shown)} text={isOfOther ? words.addsOf(measure) : words[`${name}Is`]}>
      {choices.length === 1 && only !== undefined ? (
        <strong>
          <Own>{label(only)}</Own>
        </strong>
      ) : (
        <select
          className="input"
          aria-label={isOfOther ? words.addsOfLabel(measure) : words[`${name}Label`]}
          value={String(chosen)}
          disabled={disabled}
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

interface SentenceProps {
  readonly text: string;
  /** What stands in it as it is read: a name that ends with a stop needs no second one. */
  readonly ending?: string | undefined;
  readonly children: ReactNode;
}

/** A sentence with a menu where its text has `{}`. */
export function Sentence({ text, ending = "", children }: SentenceProps) {
  const [before, rest = ""] = text.split("{}");
  const after = endsSentence.test(ending) && stop.test(rest) ? "" : rest;
  return (
    <p className="draft-sentence">
      {before}
      {children}
      {after}
    </p>
  );
}

const endsSentence = /[.!?。！？…]$/u;
const stop = /^[.。]$/u;
