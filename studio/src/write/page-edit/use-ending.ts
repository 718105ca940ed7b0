import { useEffect } from "react";
import type { PageEdit } from "./use-page-edit.ts";

/** Says how what is open is ended from elsewhere, as long as it is open. @param end ends it, and then goes on */
export function useEnding(ending: PageEdit["leave"], end: (go: () => void) => void): void {
  useEffect(() => {
    ending.current = end;
    return () => {
      if (ending.current === end) ending.current = undefined;
    };
  });
}
