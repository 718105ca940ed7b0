import { useSyncExternalStore } from "react";

const query = "(min-width: 901px)";

/** Whether the panes stand beside each other; `write.css` changes at the same width. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}
