import { useEffect } from "react";

/**
 * Has the browser ask before the tab is closed while something is typed that is in no file yet.
 *
 * @param isUnmade whether there is such a thing; where it throws, there is
 */
export function useUnmade(isUnmade: () => boolean): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (orTrue(isUnmade)) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  });
}

function orTrue(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    return true;
  }
}
