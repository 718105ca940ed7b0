import type { ReactNode } from "react";

interface StatusProps {
  readonly kind: "good" | "bad" | "busy" | "idle";
  readonly children: ReactNode;
}

/** A state in words; its mark has a shape for each kind, for those who don't see the colour. */
export function Status({ kind, children }: StatusProps) {
  return <span className={`status ${kind}`}>{children}</span>;
}
