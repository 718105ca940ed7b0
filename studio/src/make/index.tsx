import { Gallery } from "./gallery.tsx";

/** The room in which reports are made: the gallery of templates. */
export default function Make() {
  return <Gallery />;
}
