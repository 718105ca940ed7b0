import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";

/** Scroll of each entry of the browser's history, CSS pixels, by the key that we give it. */
const scrolls = new Map<string, number>();
let entries = 0;

/** The key of the present entry; one that was just made gets its own, unlike those of earlier loads of the page. */
function keyOfEntry(): string {
  const state = history.state as { readonly entry?: string } | null;
  if (state?.entry !== undefined) return state.entry;
  entries += 1;
  const entry = `${performance.timeOrigin} ${entries}`;
  history.replaceState({ ...state, entry }, "");
  return entry;
}

/**
 * What a browser does when a page arrives, for pages that are exchanged in place: a new one begins at its top, one that
 * is returned to is where it was left, and the focus moves to its heading, from which the next Tab goes on.
 */
export function useArrival(): void {
  const [path] = useLocation();
  const shown = useRef<{ readonly path: string; readonly entry: string }>(undefined);
  useEffect(() => {
    history.scrollRestoration = "manual";
    // The entry that is on the screen: a scroll may still be reported when the browser has gone on to another entry.
    const keep = (): void => {
      scrolls.set(shown.current!.entry, window.scrollY);
    };
    // A page that is loaded again is scrolled by the browser.
    const unload = (): void => {
      history.scrollRestoration = "auto";
    };
    window.addEventListener("pagehide", unload);
    window.addEventListener("scroll", keep, { passive: true });
    return () => {
      window.removeEventListener("pagehide", unload);
      window.removeEventListener("scroll", keep);
    };
  }, []);
  useLayoutEffect(() => {
    // An entry that a link has just made has no key, and so no place.
    const entry = keyOfEntry();
    const wanted = scrolls.get(entry) ?? 0;
    const before = shown.current;
    shown.current = { path, entry };
    // What the browser has loaded, it has also scrolled and focused.
    if (before === undefined || before.path === path) return undefined;
    window.scrollTo(0, wanted);
    focusHeading();
    return wanted === 0 ? undefined : scrollOnceTall(wanted);
  }, [path]);
}

/** The heading of the page, or the place in which it will appear. A focus that is in the page already stays. */
function focusHeading(): void {
  const main = document.querySelector<HTMLElement>("main")!;
  const focused = document.activeElement;
  if (focused !== null && focused !== main && main.contains(focused)) return;
  // While the program of a room is on its way, the page before is still here, hidden: its heading cannot have the focus.
  const heading = [...main.querySelectorAll<HTMLElement>("h1[tabindex]")].find((shown) => shown.checkVisibility());
  (heading ?? main).focus({ preventScroll: true });
}

/** Scrolls as soon as the page is tall enough, unless the reader does something first. */
function scrollOnceTall(wanted: number): () => void {
  const watch = new ResizeObserver(() => {
    window.scrollTo(0, wanted);
    if (window.scrollY >= wanted - 1) stop();
  });
  const acts = ["wheel", "touchstart", "keydown", "pointerdown"] as const;
  const stop = (): void => {
    watch.disconnect();
    for (const act of acts) window.removeEventListener(act, stop);
  };
  for (const act of acts) window.addEventListener(act, stop, { passive: true });
  watch.observe(document.querySelector("main")!);
  return stop;
}
