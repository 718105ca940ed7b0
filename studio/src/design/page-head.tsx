import { shownText } from "../words/shown-text.ts";
import { own } from "./own.tsx";
import { type ReactNode, useEffect, useRef } from "react";

interface PageHeadProps {
  readonly kicker?: ReactNode;
  readonly title: string;
  /** Shown instead of the title's text, such as a name that can be edited; `title` then names the tab alone. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  /** Buttons. */
  readonly children?: ReactNode;
}

/** The head of a page, which also names the browser's tab, and takes the focus that waits for the page. */
export function PageHead({ kicker, title, heading: shown, lead, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement?.id === "content") heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${shownText(title)} · Broadsheet`;
  }, [title]);
  return (
    <header className="page-head">
      <div>
        {kicker !== undefined && <span className="kicker">{own(kicker)}</span>}
        <h1 ref={heading} tabIndex={-1}>
          {shown ?? own(title)}
        </h1>
        {lead !== undefined && <p>{own(lead)}</p>}
      </div>
      {children !== undefined && <div className="buttons">{children}</div>}
    </header>
  );
}
