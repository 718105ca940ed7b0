import { useEffect, useRef, useState } from "react";
import { type Assumed, type Assumption, forgetAssumed, keepAssumed, readAssumed } from "../../api/assumed.ts";
import { withAnswer } from "../../assumed/answer.ts";
import type { MadeEdit } from "../workspace/made-edit.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { answerAnew, type Files, filesOf } from "./answer-anew.ts";
import { type OwnChange, ownChangesOf } from "./own-changes.ts";

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
  /** What was written by hand while the report said something else, and may not hold any more. */
  readonly stays: Stays;
}

/** What was written by hand and stays while the report says something else. */
export interface Stays {
  readonly changes: readonly OwnChange[];
  readonly remove: (change: OwnChange) => void;
  /** Somebody says that they still hold. */
  readonly keep: () => void;
}

/**
 * @param noteMade notes a change of the files, so that it can be taken back
 * @param parameters of the preview, which choose what the report says
 */
export function useAssumed(
  name: string,
  workspace: Workspace,
  noteMade: (edit: MadeEdit) => void,
  parameters: Readonly<Record<string, unknown>>,
): AssumedInWork {
  const [kept, setKept] = useState(() => readAssumed(name));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error>();
  const { assumed, made } = kept;
  const [checked, setChecked] = useCheckedAgain(made, parameters);
  const keep = (next: Assumed): void => {
    keepAssumed(name, next);
    setKept(next);
  };
  const answer = async (question: NonNullable<Assumption["question"]>, value: string | boolean): Promise<void> => {
    if (made === undefined || busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      const {
        edit,
        assumed: next,
        files,
      } = await answerAnew(workspace, made, withAnswer(made.answers, question, value, made.about));
      // With the files, what was assumed of them is taken back.
      noteMade({ ...edit, turned: (isMade) => keep(isMade ? next : kept) });
      keep(next);
      setChecked(files);
    } catch (error) {
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const textOf = (file: string): string | undefined => {
    const found = workspace.get(file);
    return found === undefined || found.removed ? undefined : found.text;
  };
  return {
    stays: {
      changes: checked === undefined ? [] : ownChangesOf(checked, textOf),
      remove({ file, without }) {
        noteMade({ texts: [{ file, before: textOf(file) ?? "", after: without }], added: [] });
        workspace.edit(file, without);
      },
      keep: () => setChecked(undefined),
    },
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

/** Parameters of drafts that choose what the report is about. */
const choosing = ["measure", "other", "by", "part"] as const;

/**
 * The files of the draft, against which it is seen what was written by hand: since the report is about something else
 * than before, by an answer or by a parameter. Undefined while that is not so.
 */
function useCheckedAgain(made: Assumed["made"], parameters: Readonly<Record<string, unknown>>) {
  const [checked, setChecked] = useState<Files>();
  const chosen = JSON.stringify(choosing.map((name) => parameters[name] ?? null));
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current === chosen || made === undefined) return undefined;
    before.current = chosen;
    let isLate = false;
    filesOf(made).then(
      (files) => !isLate && setChecked(files),
      () => {
        // Without the draft it is not known what was written by hand.
      },
    );
    return () => {
      isLate = true;
    };
  }, [chosen, made]);
  return [checked, setChecked] as const;
}
