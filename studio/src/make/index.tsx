import { Route, Switch } from "wouter";
import { Gallery } from "./gallery.tsx";
import { MakePage } from "./make-page.tsx";

/** The room in which reports are made: the gallery of templates, and the form of one. */
export default function Make() {
  return (
    <Switch>
      <Route path="/make/:template">{({ template }) => <MakePage key={template} name={template} />}</Route>
      <Route>
        <Gallery />
      </Route>
    </Switch>
  );
}
