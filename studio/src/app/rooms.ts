import { type ComponentType, lazy } from "react";
import type { appWords } from "./words.ts";

/** A room of the studio: its pages are loaded when someone enters it. */
export interface Room {
  /** Its name, and the key of that in `appWords`. */
  readonly name: keyof (typeof appWords)["en"] & string;
  /** Paths below `/studio` that it answers, as patterns of wouter. */
  readonly paths: readonly string[];
  /** Where the sidebar leads; absent if it has no entry there. */
  readonly entry?: string;
  /** Below which heading of the sidebar it stands. @default "everyone" */
  readonly group?: "everyone" | "authors";
  /** The default export of its `index.tsx`: its routes. */
  readonly pages: ComponentType;
}

/** The rooms, in the order of the sidebar. */
export const rooms: readonly Room[] = [
  { name: "make", paths: ["/", "/make/:template"], entry: "/", pages: lazy(() => import("../make/index.tsx")) },
  { name: "newReport", paths: ["/new", "/new/:dataset"], pages: lazy(() => import("../draft/index.tsx")) },
  { name: "write", paths: ["/write/:template"], pages: lazy(loadWrite) },
  {
    name: "reports",
    paths: ["/reports", "/reports/*"],
    entry: "/reports",
    pages: lazy(() => import("../reports/index.tsx")),
  },
  {
    name: "sources",
    // No dataset can have such a name: the sidebar shows the datasets as the present room.
    paths: ["/datasets/~sources", "/datasets/~sources/*"],
    pages: lazy(() => import("../sources/index.tsx")),
  },
  {
    name: "datasets",
    paths: ["/datasets", "/datasets/*"],
    entry: "/datasets",
    pages: lazy(() => import("../datasets/index.tsx")),
  },
  {
    name: "batches",
    paths: ["/batches", "/batches/:id"],
    entry: "/batches",
    pages: lazy(() => import("../batches/index.tsx")),
  },
  {
    name: "publications",
    paths: ["/publications", "/publications/*"],
    entry: "/publications",
    pages: lazy(() => import("../publications/index.tsx")),
  },
  {
    name: "templates",
    paths: ["/templates", "/templates/:name"],
    entry: "/templates",
    group: "authors",
    pages: lazy(() => import("../templates/index.tsx")),
  },
  {
    name: "themes",
    paths: ["/themes", "/themes/:name"],
    entry: "/themes",
    group: "authors",
    pages: lazy(() => import("../themes/index.tsx")),
  },
];

/** The room's program is large: its first requests leave before it is here. */
export function loadWrite(): Promise<typeof import("../write/index.tsx")> {
  const { pathname, search } = location;
  import("../write/open-writing.ts")
    .then(({ openAhead }) => openAhead(pathname, search))
    .catch(() => {
      // The room's own import fails alike, and says so.
    });
  return import("../write/index.tsx");
}
