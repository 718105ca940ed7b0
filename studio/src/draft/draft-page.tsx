import { useIsMutating } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { type Dataset, useDataset } from "../api/datasets/use-dataset.ts";
import { readFileTitle } from "../api/file-title.ts";
import { keys } from "../api/query-keys.ts";
import { DatasetProposal } from "../datasets/dataset-proposal.tsx";
import { measureOf, menuOf, withAnswer } from "../assumed/answer.ts";
import { Asked } from "../assumed/asked.tsx";
import { DatasetQuestion, NumberMenu } from "../datasets/dataset-question.tsx";
import { Button } from "../design/button.tsx";
import { Loaded } from "../design/loaded.tsx";
import { Notice } from "../design/notice.tsx";
import { Own } from "../design/own.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { NoPreviews } from "../write/preview/no-previews.ts";
import { DraftPreview } from "./draft-preview.tsx";
import { DraftSentences } from "./draft-sentences.tsx";
import { KeepDraft } from "./keep-draft.tsx";
import { Since } from "./since.tsx";
import { type Draft, type DraftAnswers, type DraftState, useDraft } from "./use-draft.ts";
import { draftWords } from "./words.ts";

/** The draft of a dataset: what the table is, three sentences that can be changed, and the pages beside them. */
export function DraftPage({ dataset }: { readonly dataset: string }) {
  return (
    <Loaded query={useDataset(dataset)} title={dataset}>
      {(data) => <Drafting dataset={data} />}
    </Loaded>
  );
}

function Drafting({ dataset }: { readonly dataset: Dataset }) {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  const { name, version, proposal, question, rows } = dataset;
  const formats = useFormats();
  const fileTitle = readFileTitle(name);
  const [answers, setAnswers] = useState<DraftAnswers>({
    language,
    ...(fileTitle !== undefined && { title: fileTitle }),
  });
  const state = useDraft(name, version, answers);
  const { draft, files, error } = state;
  // A recipe makes another version, of which there will be another draft.
  const isMending = useIsMutating({ mutationKey: keys.newRecipe(name) }) > 0;
  const busy = state.busy || isMending;
  const [waits, setWaits] = useState(false);
  return (
    <div className="draft">
      <div className="draft-side">
        <PageHead
          kicker={words.newReport}
          title={fileTitle ?? name}
          lead={draft && whole(draft.what, answers.language)}
        />
        {question !== undefined && <DatasetQuestion name={name} question={question} />}
        {proposal !== undefined && <DatasetProposal name={name} proposal={proposal} />}
        {error !== null && !busy && (
          <NotDrafted dataset={dataset} state={state} onReset={() => setAnswers(withoutRules(answers))} />
        )}
        {draft !== undefined && files !== undefined && (
          <>
            <DraftSentences draft={draft} answers={answers} onAnswers={setAnswers} />
            <Assumed draft={draft} dataset={dataset} answers={answers} onAnswers={setAnswers} />
            <KeepDraft dataset={name} {...{ draft, answers, files, busy }} refused={error !== null} />
          </>
        )}
        {/* Last, so that nothing moves when it comes. */}
        <div className="small muted draft-status">
          <span role="status">{busy ? words.draftingRows(words.rows(rows, formats.number(rows))) : ""}</span>
          {busy && <Since />}
          {!busy && waits && <span aria-hidden="true">{words.layingAnew}</span>}
        </div>
      </div>
      <div className="draft-pages">
        {files !== undefined && (
          <DraftPreview files={files} drafting={busy} refused={error !== null} onWaits={setWaits} />
        )}
      </div>
    </div>
  );
}

/** The answers that are not about what the rules find. */
function withoutRules({ language, title }: DraftAnswers): DraftAnswers {
  return { ...(language !== undefined && { language }), ...(title !== undefined && { title }) };
}

/** What a table holds, in the language of the report, as a sentence. */
function whole(what: string, language: DraftAnswers["language"]): string {
  return `${what}${language === "zh" ? "。" : "."}`;
}

interface NotDraftedProps {
  readonly dataset: Dataset;
  readonly state: DraftState;
  /** Takes all answers back. */
  readonly onReset: () => void;
}

/** Why no report could be drafted, and the ways on. */
function NotDrafted({ dataset: { name, view }, state: { draft, error, retry }, onReset }: NotDraftedProps) {
  const words = useWords(draftWords);
  const common = useWords(commonWords);
  if (error instanceof NoPreviews) return <Notice kind="caution">{words.noDrafts}</Notice>;
  return (
    <ProblemList title={words.notDrafted} error={error!}>
      <div className="buttons">
        {draft === undefined ? (
          <>
            <Link className="button" href={`/datasets/${name}/${view === true ? "view" : "recipe"}`}>
              {words.shape}
            </Link>
            <Link className="button" href={`/?dataset=${name}`}>
              {words.otherTemplate}
            </Link>
            <Button onClick={retry}>{common.retry}</Button>
          </>
        ) : (
          <Button onClick={onReset}>{words.takeBack}</Button>
        )}
      </div>
    </ProblemList>
  );
}

interface AssumedProps {
  readonly draft: Draft;
  readonly dataset: Dataset;
  readonly answers: DraftAnswers;
  readonly onAnswers: (answers: DraftAnswers) => void;
}

/** What the rules decided, with a menu where somebody can say otherwise. */
function Assumed({ draft: { assumed, questions }, dataset, answers, onAnswers }: AssumedProps) {
  const words = useWords(draftWords);
  const about = questions.find(({ name }) => name === "about");
  if (assumed.length === 0) return null;
  return (
    <details>
      <summary>{words.assumed(assumed.length)}</summary>
      <ul className="draft-assumed">
        {assumed.map(({ text, question }, index) => {
          const asked = menuOf(question);
          // The sentences above ask the others.
          const menu = asked?.name === "adds" && asked.of !== about?.chosen ? asked : undefined;
          return (
            // An answer changes the text of what it is about.
            <li key={index}>
              {menu === undefined && <Own>{text}</Own>}
              {menu !== undefined && (
                <Asked
                  question={menu}
                  measure={measureOf(menu, about)}
                  onAnswer={(value) => onAnswers(withAnswer(answers, menu, value, String(about?.chosen)))}
                />
              )}
              {question?.name === "decimal" && dataset.question !== undefined && (
                <NumberMenu name={dataset.name} question={dataset.question} />
              )}
            </li>
          );
        })}
      </ul>
      <p className="small muted">{words.assumedLater}</p>
    </details>
  );
}
