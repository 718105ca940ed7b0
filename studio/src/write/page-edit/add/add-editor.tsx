import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { useWords } from "../../../words/use-words.tsx";
import { AddMenu } from "./add-menu.tsx";
import type { Choice } from "./addition.ts";
import { Fault } from "../fault.tsx";
import { useEnding } from "../use-ending.ts";
import type { PageEdit } from "../use-page-edit.ts";
import { pageEditWords } from "../words/words.ts";

interface AddEditorProps {
  readonly pageEdit: PageEdit;
  readonly choices: readonly Choice[];
  /** Goes to the block's source, after the menu is closed. */
  readonly onSource: () => void;
}

/** The menu of what can be added below a block, at its place on the page. */
export function AddEditor({ pageEdit: { apply, close, fault, open, leave }, choices, onSource }: AddEditorProps) {
  const words = useWords(pageEditWords);
  const [busy, setBusy] = useState(false);
  useEnding(leave, (go) => {
    close();
    go();
  });
  const add = async ({ make }: Choice): Promise<void> => {
    setBusy(true);
    await apply(() => [], { make, replaces: false });
    setBusy(false);
  };
  return (
    <div
      className="page-edit"
      role="dialog"
      aria-label={words.addBelow}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" && !event.nativeEvent.isComposing) close();
      }}
    >
      <AddMenu
        picture={open?.picture}
        choices={choices}
        disabled={busy}
        onChoose={(choice) => void add(choice)}
        onLeave={close}
      />
      <Fault error={fault} />
      <div className="page-edit-buttons">
        <Button onClick={close}>{words.cancel}</Button>
        <Button
          kind="plain"
          onClick={() => {
            close();
            onSource();
          }}
        >
          {words.toSource}
        </Button>
      </div>
    </div>
  );
}
