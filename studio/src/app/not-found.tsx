import { Link } from "wouter";
import { PageHead } from "../design/page-head.tsx";
import { useWords } from "../words/use-words.tsx";
import { appWords } from "./words.ts";

/** The page for an address that leads nowhere. */
export function NotFound() {
  const words = useWords(appWords);
  return (
    <div className="page">
      <PageHead title={words.notFound} lead={words.notFoundLead} />
      <p>
        <Link href="/" className="button">
          {words.toStart}
        </Link>
      </p>
    </div>
  );
}
