import type { ReactNode } from "react";

interface NoticeProps {
  readonly kind?: "plain" | "good" | "bad" | "caution";
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}

/** Something to know before going on. What is wrong is read out at once. */
export function Notice({ kind = "plain", title, children }: NoticeProps) {
  return (
    <div
      className={`notice ${kind}`}
      role={kind === "bad" ? "alert" : undefined}
      tabIndex={kind === "bad" ? -1 : undefined}
    >
      {title !== undefined && <strong>{title}</strong>}
      {children}
    </div>
  );
}
