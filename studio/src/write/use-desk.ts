import { useEffect, useState } from "react";
import { useActions } from "../actions/use-actions.ts";
import type { Below } from "./below-pane.tsx";
import type { Moves } from "./moves-in.ts";
import type { Finding } from "./problems/problem.ts";
import type { Panes } from "./use-panes.tsx";

interface Desk {
  readonly name: string;
  /** How many files have changes. */
  readonly unsaved: number;
  readonly save: () => void;
  /** Ends what is edited on a page, with what is typed there, and goes on; if that is refused, it does not. */
  readonly ended: (go: () => void) => void;
  readonly panes: Panes;
  readonly moves: Moves;
}

/** What is open beside the file, the actions of the keyboard, and the title of the browser's tab. */
export function useDesk({ name, unsaved, save, ended, panes, moves }: Desk) {
  const [below, setBelow] = useState<Below>("problems");
  const [publishing, setPublishing] = useState(false);
  useActions({
    save: () => ended(save),
    publish: () => ended(() => setPublishing(true)),
    nextPane: () => panes.focusNext(1),
    previousPane: () => panes.focusNext(-1),
  });
  useEffect(() => {
    document.title = `${unsaved > 0 ? "• " : ""}${name} · Broadsheet`;
  }, [name, unsaved]);
  const showFinding = (finding: Finding): void => {
    moves.toProblem(finding);
    setBelow("problems");
  };
  return { below, setBelow, publishing, setPublishing, showFinding };
}
