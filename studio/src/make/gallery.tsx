import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { Loading } from "../design/loading.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import "./make.css";
import { makeWords } from "./words.ts";

/** The templates that reports can be made from. */
export function Gallery() {
  const words = useWords(makeWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const { data, error } = useInfiniteQuery({
    queryKey: ["templates"],
    queryFn: ({ pageParam }) => take(api.GET("/templates", { params: { query: pageParam === "" ? {} : { after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => (next === undefined ? undefined : new URL(next, location.origin).searchParams.get("after")),
  });
  const templates = data?.pages.flatMap((page) => page.templates);
  return (
    <div className="page">
      <PageHead title={words.gallery} lead={words.galleryLead} />
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
      {templates === undefined ? error === null && <Loading /> : templates.length === 0 && <p className="empty">{words.empty}</p>}
      <ul className="gallery">
        {templates?.map(({ name, title, description }) => (
          <li key={name}>
            <Link href={`/make/${name}`}>
              <strong>{textOf(title, language)}</strong>
              <span className="muted">{textOf(description, language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
