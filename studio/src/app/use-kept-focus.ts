import { useEffect } from "react";

/** What in a dialog takes the focus. */
const controls =
  "input:not(:disabled, [type=hidden]), select:not(:disabled), textarea:not(:disabled), button:not(:disabled), a[href], [tabindex='0']";

/**
 * Keeps the focus in the page: where the element that has it goes, the browser gives it to the body, and a keyboard
 * begins again at the top. It then moves to the next control of the open dialog, what is wrong first, else to the
 * heading of the page. A reader who clicks beside all controls keeps none: that is no loss.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = document.activeElement;
    const remember = (event: FocusEvent): void => {
      if (event.target instanceof Element) last = event.target;
    };
    const watch = new MutationObserver(() => {
      if (document.activeElement !== document.body || last === null || last === document.body || isThere(last)) return;
      last = null;
      nextPlace()?.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", remember);
    watch.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["disabled", "hidden"],
    });
    return () => {
      document.removeEventListener("focusin", remember);
      watch.disconnect();
    };
  }, []);
}

function isThere(element: Element): boolean {
  return (
    element.isConnected &&
    !element.matches(":disabled") &&
    (!(element instanceof HTMLElement) || element.offsetParent !== null || element.tagName === "DIALOG")
  );
}

function nextPlace(): HTMLElement | null {
  const dialog = [...document.querySelectorAll<HTMLDialogElement>("dialog[open]")].at(-1);
  if (dialog !== undefined)
    return (
      dialog.querySelector<HTMLElement>(".notice.bad") ??
      dialog.querySelector<HTMLElement>(`form :is(${controls})`) ??
      dialog.querySelector<HTMLElement>(controls)
    );
  return document.querySelector<HTMLElement>("main h1[tabindex]") ?? document.querySelector<HTMLElement>("main");
}
