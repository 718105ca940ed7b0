import type { ReactNode } from "react";
import { shownText } from "../words/shown-text.ts";

/** A text of people, apart from the studio's own: its direction does not reach what stands beside it. */
export function Own({ children }: { readonly children: string }) {
  return <bdi>{shownText(children)}</bdi>;
}

/** The same of a text, or anything else as it is. */
export function own(content: ReactNode): ReactNode {
  return typeof content === "string" && content !== "" ? <Own>{content}</Own> : content;
}
