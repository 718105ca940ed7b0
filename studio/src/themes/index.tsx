import { Route, Switch } from "wouter";
import { ThemePage } from "./theme-page.tsx";
import { ThemesPage } from "./themes-page.tsx";
import "./themes.css";

/** The room of the themes that templates share: their looks, their versions, and who follows. */
export default function Themes() {
  return (
    <Switch>
      <Route path="/themes/:name">{({ name }) => <ThemePage key={name} name={name} />}</Route>
      <Route>
        <ThemesPage />
      </Route>
    </Switch>
  );
}
