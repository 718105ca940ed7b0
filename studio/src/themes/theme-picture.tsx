import { useQuery } from "@tanstack/react-query";
import { fetchFile } from "../api/fetch-file.ts";
import { keys } from "../api/query-keys.ts";
import { useBlobUrl } from "../design/use-blob-url.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { themesWords } from "./words.ts";

interface ThemePictureProps {
  readonly name: string;
  readonly version: string;
  /** Whether it stands in a list, and says nothing that the list does not. @default false */
  readonly small?: boolean;
}

/** The page that shows a version of a theme, in the reader's language; a blank page where the server draws none. */
export function ThemePicture({ name, version, small = false }: ThemePictureProps) {
  const words = useWords(themesWords);
  const { language } = useLanguage();
  const spoken = language === "zh" ? "zh" : "en";
  const { data, error } = useQuery({
    queryKey: keys.picture("theme", name, version, spoken, small),
    queryFn: () =>
      fetchFile(`/themes/${name}/versions/${version}/picture?language=${spoken}${small ? "&size=small" : ""}`),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const url = useBlobUrl(data);
  if (!small && error !== null) return <p className="muted">{words.noPicture}</p>;
  return (
    <div className={small ? "theme-picture small" : "theme-picture"}>
      {url !== undefined && small && <img src={url} alt="" />}
      {url !== undefined && !small && (
        <a href={url} target="_blank" rel="noreferrer">
          <img src={url} alt={words.pictureOf(name)} />
        </a>
      )}
    </div>
  );
}
