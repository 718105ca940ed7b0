import { type ReactNode, useEffect } from "react";

interface PageHeadProps {
  readonly kicker?: ReactNode;
  readonly title: string;
  /** Shown instead of the title's text, such as a name that can be edited; `title` then names the tab alone. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  /** Buttons. */
  readonly children?: ReactNode;
}

/** The head of a page, which also names the browser's tab. */
export function PageHead({ kicker, title, heading, lead, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Broadsheet`;
  }, [title]);
  return (
    <header className="page-head">
      <div>
        {kicker !== undefined && <span className="kicker">{kicker}</span>}
        <h1>{heading ?? title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {children !== undefined && <div className="buttons">{children}</div>}
    </header>
  );
}
