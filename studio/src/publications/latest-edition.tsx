import { useRef } from "react";
import { Link } from "wouter";
import { useFile } from "../api/use-file.ts";
import { PageCanvas } from "../pages/page-canvas.tsx";
import { usePdf } from "../pages/use-pdf.ts";
import { useWidth } from "../pages/use-width.ts";
import { useWords } from "../words/use-words.tsx";
import { useEditions } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** The first page of the latest edition, which leads to the whole. */
export function LatestEdition({ name }: { readonly name: string }) {
  const words = useWords(publicationsWords);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  // Of the list, which is looked at again while one is being made.
  const { data: editions } = useEditions(name);
  const edition = editions?.pages.flatMap((page) => page.editions).find(({ status }) => status === "ready");
  const { data: bytes } = useFile(edition?.pdf, edition?.sha256);
  const { document } = usePdf(bytes);
  return (
    <div ref={frame}>
      {edition !== undefined && (
        <Link
          href={`/publications/${name}/editions/${edition.id}`}
          className="latest-page"
          aria-label={`${words.latest}: ${edition.title ?? name}`}
        >
          {document !== undefined && <PageCanvas document={document} page={1} width={width} shape={Math.SQRT2} />}
        </Link>
      )}
    </div>
  );
}
