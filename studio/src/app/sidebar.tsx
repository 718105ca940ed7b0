import { Link, useLocation } from "wouter";
import { useWords } from "../words/use-words.tsx";
import { Preferences } from "./preferences.tsx";
import { type Room, rooms } from "./rooms.ts";
import { appWords } from "./words.ts";

interface SidebarProps {
  /** Whether it is shown on a narrow screen. */
  readonly open: boolean;
}

/** The rooms of the studio. */
export function Sidebar({ open }: SidebarProps) {
  const words = useWords(appWords);
  const authors = rooms.filter(({ group }) => group === "authors");
  return (
    <nav id="rooms" className={open ? "side-bar open" : "side-bar"} aria-label={words.rooms}>
      <ul>
        {rooms
          .filter(({ group }) => group !== "authors")
          .map((room) => (
            <Entry key={room.name} room={room} />
          ))}
      </ul>
      <h2>{words.authors}</h2>
      <ul>
        {authors.map((room) => (
          <Entry key={room.name} room={room} />
        ))}
        <li>
          <a href="/studio/reference/">{words.reference}</a>
        </li>
      </ul>
      {/* On a narrow screen, where the bar at the top has no room for them. */}
      <Preferences />
    </nav>
  );
}

function Entry({ room: { name, entry, paths } }: { readonly room: Room }) {
  const words = useWords(appWords);
  const [location] = useLocation();
  if (entry === undefined) return null;
  const here = paths.some((path) => isBelow(location, path));
  return (
    <li>
      <Link href={entry} aria-current={here ? "page" : undefined}>
        {words[name] as string}
      </Link>
    </li>
  );
}

/** Whether a location lies at or below the fixed beginning of a room's path. */
function isBelow(location: string, path: string): boolean {
  const start = path.replace(/\/[:*].*$/, "");
  return path === "/" ? location === "/" : location === start || location.startsWith(`${start}/`);
}
