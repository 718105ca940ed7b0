import { withAnswer } from "../assumed/answer.ts";
import { Asked, Sentence } from "../assumed/asked.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Draft, DraftAnswers } from "./use-draft.ts";
import { draftWords } from "./words.ts";

interface DraftSentencesProps {
  readonly draft: Draft;
  readonly answers: DraftAnswers;
  readonly onAnswers: (answers: DraftAnswers) => void;
}

/** What the draft is about, in sentences whose answers are menus. */
export function DraftSentences({ draft: { questions }, answers, onAnswers }: DraftSentencesProps) {
  const words = useWords(draftWords);
  const about = String(questions.find(({ name }) => name === "about")?.chosen);
  return (
    <fieldset className="draft-sentences">
      <legend>{words.sentences}</legend>
      {questions.map((question) => (
        <Asked
          key={question.name}
          question={question}
          onAnswer={(value) => onAnswers(withAnswer(answers, question, value, about))}
        />
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
