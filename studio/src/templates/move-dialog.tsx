import { useState } from "react";
import { isLate } from "../api/promote.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { useMove } from "./use-move.ts";
import type { TemplateVersion } from "./use-versions.ts";
import { templatesWords } from "./words.ts";

interface MoveDialogProps {
  readonly name: string;
  readonly version: TemplateVersion;
  /** Of the versions as the user sees them. */
  readonly etag: string;
  readonly onClose: () => void;
}

/**
 * Promotes a draft, after its tests if the server requires them, or goes back to a version that was published before;
 * going back needs a reason.
 */
export function MoveDialog({ name, version: { version, state }, etag, onClose }: MoveDialogProps) {
  const words = useWords(templatesWords);
  const common = useWords(commonWords);
  const [why, setWhy] = useState("");
  const back = state === "published";
  const short = version.slice(0, 8);
  const { move, testing } = useMove({ name, etag, version, onClose }, back, why);
  const late = isLate(move.error);
  return (
    <Dialog title={back ? words.rollBackTitle(short) : words.promoteTitle(short)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move.mutate();
        }}
      >
        <p>{back ? words.rollBackLead : words.promoteLead}</p>
        <Field label={words.why} help={back ? words.whyNeeded : words.whyHelp}>
          {(links) => (
            <input
              {...links}
              className="input"
              maxLength={500}
              required={back}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          )}
        </Field>
        {testing && <p role="status">{words.testsRun}</p>}
        {late && <Notice kind="caution">{words.moveMeanwhile}</Notice>}
        {move.error !== null && !late && <ProblemList title={words.notMoved} error={move.error} />}
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={move.isPending || late || (back && why.trim() === "")}>
            {back ? words.rollBackNow : words.promoteNow}
          </Button>
          <Button onClick={onClose}>{testing ? common.close : common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
