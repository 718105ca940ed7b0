import { useState } from "react";
import { type Assumed, type Assumption, forgetAssumed, keepAssumed, readAssumed } from "../../api/assumed.ts";
import { withAnswer } from "../../assumed/answer.ts";
import type { MadeEdit } from "../page-edit/use-made-edits.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { answerAnew } from "./answer-anew.ts";

/** What the draft that became a template assumed. */
export interface AssumedInWork {
  readonly assumed: readonly Assumption[];
  /** Answers a question otherwise; absent if the draft cannot be made anew. */
  readonly answer: ((question: NonNullable<Assumption["question"]>, value: string | boolean) => void) | undefined;
  readonly busy: boolean;
  /** Why the last answer changed nothing. */
  readonly fault: Error | undefined;
  /** Somebody has looked through them. */
  readonly seen: () => void;
}

/** @param noteMade notes a change of the files, so that it can be taken back */
export function useAssumed(name: string, workspace: Workspace, noteMade: (edit: MadeEdit) => void): AssumedInWork {
  const [kept, setKept] = useState(() => readAssumed(name));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error>();
  const { assumed, made } = kept;
  const keep = (next: Assumed): void => {
    keepAssumed(name, next);
    setKept(next);
  };
  const answer = async (question: NonNullable<Assumption["question"]>, value: string | boolean): Promise<void> => {
    if (made === undefined || busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      const { edit, assumed: next } = await answerAnew(
        workspace,
        made,
        withAnswer(made.answers, question, value, made.about),
      );
      // With the files, what was assumed of them is taken back.
      noteMade({ ...edit, turned: (isMade) => keep(isMade ? next : kept) });
      keep(next);
    } catch (error) {
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return {
    assumed,
    answer: made && ((question, value) => void answer(question, value)),
    busy,
    fault,
    seen: () => {
      forgetAssumed(name);
      setKept({ assumed: [] });
    },
  };
}
