import { Own } from "../design/own.tsx";
import { Link, useSearchParams } from "wouter";
import { useTemplates } from "../api/use-template.ts";
import { Loading } from "../design/loading.tsx";
import { More } from "../design/more.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import "./make.css";
import { TemplatePicture } from "./template-picture.tsx";
import { makeWords } from "./words.ts";

/** The templates that reports can be made from, with a picture each; `?dataset=` is handed on to their forms. */
export function Gallery() {
  const words = useWords(makeWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const [search] = useSearchParams();
  const dataset = search.get("dataset");
  const { data, error, hasNextPage, fetchNextPage } = useTemplates();
  const templates = data?.pages.flatMap((page) => page.templates);
  return (
    <div className="page">
      <PageHead title={words.gallery} lead={dataset === null ? words.galleryLead : words.galleryFor(dataset)}>
        <Link href="/datasets" className="button">
          {words.ownFileFirst}
        </Link>
      </PageHead>
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
      {templates === undefined
        ? error === null && <Loading />
        : templates.length === 0 && !hasNextPage && <p className="empty">{words.empty}</p>}
      <ul className="gallery">
        {templates?.map(({ name, title, description, languages }) => (
          <li key={name}>
            <Link href={`/make/${name}${dataset === null ? "" : `?dataset=${encodeURIComponent(dataset)}`}`}>
              <TemplatePicture name={name} title={textOf(title, language)} languages={languages} />
              <strong>
                <Own>{textOf(title, language)}</Own>
              </strong>
              <span className="muted small">
                <Own>{textOf(description, language)}</Own>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <More follows={hasNextPage} onMore={() => void fetchNextPage()} />
    </div>
  );
}
