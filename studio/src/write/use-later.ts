import { useCallback, useState } from "react";
import { loadLater } from "./later.ts";

export interface Later {
  /** Whether all that is loaded later is here. */
  readonly isHere: boolean;
  /** Begins to load it, once the screen has the picture that is shown now. */
  readonly load: () => void;
}

/** What Write needs only after the first picture of a page. */
export function useLater(): Later {
  const [isHere, setHere] = useState(false);
  const load = useCallback(() => {
    setTimeout(() => {
      loadLater().then(
        () => setHere(true),
        () => {
          // Who opens what did not come hears why not.
        },
      );
    });
  }, []);
  return { isHere, load };
}
