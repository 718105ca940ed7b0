import { type ReactNode, useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { KeysOfPage } from "../actions/keys-of-page.tsx";
import { useWords } from "../words/use-words.tsx";
import { Preferences } from "./preferences.tsx";
import { Search } from "./search.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useArrival } from "./use-arrival.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { appWords } from "./words.ts";

/** What stands around every page: the bar at the top, the rooms at the side (behind a button on a narrow screen). */
export function Shell({ children }: { readonly children: ReactNode }) {
  const words = useWords(appWords);
  const [open, setOpen] = useState(false);
  const [location] = useLocation();
  useEffect(() => setOpen(false), [location]);
  useArrival();
  useKeptFocus();
  return (
    <div className={location.startsWith("/write/") ? "shell bare" : "shell"}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="top-bar">
        <button
          type="button"
          className="button plain menu-button"
          aria-expanded={open}
          aria-controls="rooms"
          onClick={() => setOpen(!open)}
        >
          {words.menu}
        </button>
        <Link href="/" className="wordmark">
          Broadsheet
        </Link>
        <Search />
        <div className="top-bar-space" />
        <Preferences />
      </header>
      <Sidebar open={open} />
      <KeysOfPage />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
