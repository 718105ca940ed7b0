import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../api/client.ts";
import { isLate, promote } from "../api/promote.ts";
import { take } from "../api/take.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
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
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const [testing, setTesting] = useState(false);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const back = state === "published";
  const short = version.slice(0, 8);
  const refresh = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === "templates" || queryKey[0] === "template",
    });
  const move = useMutation({
    mutationFn: async () => {
      const params = { path: { name }, header: { "if-match": etag } };
      const reason = why.trim() === "" ? {} : { why: why.trim() };
      if (back) await take(api.POST("/templates/{name}/rollback", { params, body: { to: version, ...reason } }));
      else await promote(name, etag, { version, ...reason }, () => setTesting(true));
    },
    onSuccess: async () => {
      // Tests may end after the dialog was closed, when another may be open.
      if (open.current) onClose();
      await refresh();
    },
    onError: refresh,
    onSettled: () => setTesting(false),
  });
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
