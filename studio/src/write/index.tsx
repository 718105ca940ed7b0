import { keys } from "../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { useRoute, useSearchParams } from "wouter";
import { Loaded } from "../design/loaded.tsx";
import { useAuthoring } from "./complete/use-authoring.ts";
import { takeWriting } from "./open-writing.ts";
import { Writer } from "./writer.tsx";
import "./write.css";

/** The room in which templates are written: `/write/:template`, `?version=` to begin with another version. */
export default function Write() {
  const [, params] = useRoute("/write/:template");
  const [search] = useSearchParams();
  const name = params?.template ?? "";
  const version = search.get("version") ?? undefined;
  return <Opened key={`${name} ${version ?? ""}`} name={name} version={version} />;
}

function Opened({ name, version }: { readonly name: string; readonly version: string | undefined }) {
  // Asked for while the files are read.
  useAuthoring();
  const query = useQuery({
    queryKey: keys.write(name, version),
    queryFn: () => takeWriting(name, version),
    // Edited files are neither replaced nor forgotten: the source reports changes itself.
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={query} title={name}>
      {(writing) => <Writer name={name} {...writing} />}
    </Loaded>
  );
}
