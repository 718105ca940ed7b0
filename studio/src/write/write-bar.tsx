import { createPortal } from "react-dom";
import { Link } from "wouter";
import { ActionButton } from "../actions/action-button.tsx";
import { RefusedError } from "../api/refused-error.ts";
import type { WriteView } from "../api/write-view.ts";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Saving } from "./sources/use-save.ts";
import { useWide } from "./use-wide.ts";
import { writeWords } from "./words.ts";

interface WriteBarProps {
  readonly name: string;
  readonly kind: "folder" | "stored";
  readonly unsaved: number;
  readonly saving: Saving;
  /** Whether the source is beside the pages. */
  readonly view: WriteView;
}

/** Which template is being written, whether it is saved, and what can be done with it. */
export function WriteBar({ name, kind, unsaved, saving: { saving, failure, note }, view }: WriteBarProps) {
  const words = useWords(writeWords);
  // On a wide screen the studio's own bar has room for it, and the pages get the height.
  const isWide = useWide();
  const studioBar = isWide ? document.querySelector(".top-bar-space") : null;
  const state = saving
    ? words.saving
    : unsaved > 0
      ? words.unsavedChanges
      : (note ?? (kind === "folder" ? words.asInFolder : words.asStored));
  const bar = (
    <div className="write-head">
      <h1>
        <Link href="/templates">{words.templates}</Link> <span aria-hidden="true">/</span>{" "}
        <strong title={name}>{name}</strong>
      </h1>
      <span className="muted" role="status" title={state}>
        {state}
      </span>
      <span className="write-space" />
      {/* A narrow screen has buttons for its parts. */}
      {isWide && <ActionButton action="turnView" label={view === "page" ? words.showSource : words.onlyPages} />}
      <ActionButton action="showKeys" kind="plain" />
      <ActionButton action="save" disabled={unsaved === 0 || saving} />
      <ActionButton action="publish" kind="primary" />
    </div>
  );
  return (
    <>
      {studioBar === null ? bar : createPortal(bar, studioBar)}
      {failure !== undefined && (
        <div className="write-failure">
          <ProblemList
            title={failure instanceof RefusedError && failure.status === 422 ? words.notSavedFaulty : words.notSaved}
            error={failure}
          />
        </div>
      )}
    </>
  );
}
