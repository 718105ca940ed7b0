import { type ReactNode, useState } from "react";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { ExactField } from "./exact-field.tsx";
import { ProblemList } from "./problem-list.tsx";

interface ConfirmDialogProps {
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly children: ReactNode;
  /** Label of the button that does it. */
  readonly action: string;
  /** A name that must be typed first, and the label of the field for it. */
  readonly typed?: { readonly name: string; readonly label: string };
  readonly busy: boolean;
  /** Title over what went wrong. */
  readonly failed: string;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  title,
  children,
  action,
  typed,
  busy,
  failed,
  error,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const common = useWords(commonWords);
  const [text, setText] = useState("");
  const sure = typed === undefined || text === typed.name;
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sure && !busy) onConfirm();
        }}
      >
        {children}
        {typed !== undefined && <ExactField label={typed.label} value={text} onChange={setText} />}
        {error !== null && <ProblemList title={failed} error={error} />}
        <div className="buttons">
          <Button kind="danger" type="submit" disabled={!sure || busy}>
            {action}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
