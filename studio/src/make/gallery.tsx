import { Own } from "../design/own.tsx";
import { Link, useSearchParams } from "wouter";
import { useTemplates } from "../api/use-template.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import "./make.css";
import { TemplatePicture } from "./template-picture.tsx";
import { makeWords } from "./words.ts";

/** The templates that reports can be made from, with a picture each; `?dataset=` is handed on to their forms. */
export function Gallery() {
  const words = useWords(makeWords);
  const { language } = useLanguage();
  const [search] = useSearchParams();
  const dataset = search.get("dataset");
  const query = useTemplates();
  return (
    <div className="page">
      <PageHead title={words.gallery} lead={dataset === null ? words.galleryLead : words.galleryFor(dataset)}>
        <Link href="/new" className="button">
          {words.ownFileFirst}
        </Link>
      </PageHead>
      <LoadedList query={query} items={(page) => page.templates} empty={words.empty}>
        {(templates) => (
          <ul className="gallery">
            {templates.map(({ name, title, description, languages }) => (
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
        )}
      </LoadedList>
    </div>
  );
}
