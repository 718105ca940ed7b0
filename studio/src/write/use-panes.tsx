import { type ReactNode, useCallback, useMemo, useState } from "react";
import { keepView, readView, type WriteView } from "../api/write-view.ts";
import { useWords } from "../words/use-words.tsx";
import { writeWords } from "./words.ts";

export type Pane = "files" | "source" | "pages";

const order: readonly Pane[] = ["files", "source", "pages"];

/** What takes the focus in a pane, first what it is for: a list above the source would keep the keyboard from it. */
const landings = ["[aria-current='true']", ".editor", ".write-scroller", "button"];

/** How long a pane is waited for whose program is still being loaded, ms. */
const landMs = 5_000;

/**
 * Gives the focus to a pane, once it is shown and its program is here.
 *
 * @param until the time after which it is waited for no longer, ms
 * @param from what has the focus: if it goes elsewhere meanwhile, it stays there
 */
function land(name: Pane, until: number, from = document.activeElement): void {
  setTimeout(() => {
    if (document.activeElement !== from && document.activeElement !== document.body) return;
    const pane = document.getElementById(`pane-${name}`);
    const target = landings.map((each) => pane?.querySelector<HTMLElement>(each)).find((each) => each != null);
    if (target === undefined && performance.now() < until) return land(name, until, from);
    (target?.shadowRoot?.querySelector<HTMLElement>(".cm-content") ?? target)?.focus();
  });
}

export interface Panes {
  /** The pane that a narrow screen shows. */
  readonly shown: Pane;
  /** What a wide screen shows. */
  readonly view: WriteView;
  /** Shows the pages alone, or the source beside them; a narrow screen shows one of the two. */
  readonly turn: () => void;
  readonly showSource: () => void;
  readonly showPages: () => void;
  /** The buttons that choose it; wide screens hide them. */
  readonly tabs: ReactNode;
  readonly attributes: (pane: Pane) => { readonly id: string; readonly "data-pane": Pane };
  /** Moves the focus to the pane after, or before, the one that has it. */
  readonly focusNext: (step: 1 | -1) => void;
}

/**
 * Files, source and pages: beside each other on a wide screen, or the pages alone; one at a time on a narrow one.
 *
 * @param name of the template; how it was seen last is kept in this browser
 */
export function usePanes(name: string): Panes {
  const words = useWords(writeWords);
  const [view, setView] = useState(() => readView(name));
  const [shown, show] = useState<Pane>(view === "page" ? "pages" : "source");
  const see = useCallback(
    (next: WriteView) => {
      setView(next);
      keepView(name, next);
    },
    [name],
  );
  const turnTo = useCallback(
    (pane: Pane) => {
      show(pane);
      if (pane !== "pages") see("source");
    },
    [see],
  );
  const focusNext = useCallback(
    (step: 1 | -1) => {
      const now = order.findIndex((pane) => document.getElementById(`pane-${pane}`)?.contains(document.activeElement));
      const next = order[(Math.max(now, 0) + (now < 0 ? 1 : step) + order.length) % order.length]!;
      turnTo(next);
      land(next, performance.now() + landMs);
    },
    [turnTo],
  );
  const tabs = (
    <div className="write-panes" role="group" aria-label={words.panes}>
      {order.map((pane) => (
        <button key={pane} type="button" aria-pressed={shown === pane} onClick={() => turnTo(pane)}>
          {{ files: words.files, source: words.source, pages: words.pages }[pane]}
        </button>
      ))}
    </div>
  );
  const showSource = useCallback(() => turnTo("source"), [turnTo]);
  const turn = useCallback(() => {
    const next = view === "page" ? "source" : "page";
    show(next === "page" ? "pages" : "source");
    see(next);
  }, [view, see]);
  const showPages = useCallback(() => show("pages"), []);
  const attributes = useCallback((pane: Pane) => ({ id: `pane-${pane}`, "data-pane": pane }) as const, []);
  return useMemo(
    () => ({ shown, view, turn, showSource, showPages, tabs, attributes, focusNext }),
    [shown, view, turn, words, showSource, showPages, attributes, focusNext],
  );
}
