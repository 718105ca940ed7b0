import { withAnswer } from "../assumed/answer.ts";
import { Asked, Sentence } from "../assumed/asked.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Draft, DraftAnswers } from "./use-draft.ts";
import { LeftOut } from "./left-out.tsx";
import { TitleField } from "./title-field.tsx";
import { draftWords } from "./words.ts";

interface DraftSentencesProps {
  readonly draft: Draft;
  readonly answers: DraftAnswers;
  readonly onAnswers: (answers: DraftAnswers) => void;
}

/** What the draft is called, and what it is about, in sentences whose answers are menus. */
export function DraftSentences({ draft, answers, onAnswers }: DraftSentencesProps) {
  const words = useWords(draftWords);
  const { questions, title } = draft;
  const about = String(questions.find(({ name }) => name === "about")?.chosen);
  const shown = answers.title ?? title;
  return (
    <fieldset className="draft-sentences">
      <legend>{words.sentences}</legend>
      <TitleField
        title={shown}
        onTitle={(wanted) => {
          if (wanted === shown) return;
          const { title: _before, ...others } = answers;
          onAnswers(wanted === undefined ? others : { ...others, title: wanted });
        }}
      />
      {questions.map((question) => (
        <Asked
          key={question.name}
          question={question}
          onAnswer={(value) => onAnswers(withAnswer(answers, question, value, about))}
        />
      ))}
      <LeftOut draft={draft} />
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
