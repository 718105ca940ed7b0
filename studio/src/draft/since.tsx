import { useEffect, useState } from "react";
import { useWords } from "../words/use-words.tsx";
import { draftWords } from "./words.ts";

/** Time that needs no count, s. */
const short = 3;

/** For how long something has been under way, counted by the second: what takes long is seen to go on. */
export function Since() {
  const words = useWords(draftWords);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const tick = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1000)), 1000);
    return () => clearInterval(tick);
  }, []);
  return seconds < short ? null : <span className="draft-since"> {words.sinceSeconds(seconds)}</span>;
}
