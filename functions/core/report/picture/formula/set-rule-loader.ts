import { Engine } from "speech-rule-engine/mjs/common/engine.js";
import { spokenLanguages } from "./spoken-languages.ts";

/** Gives the speech rule engine our loader before its start, which would otherwise request its rules from the web. */
Engine.getInstance().setCustomLoader(loadRules);

/** @param name a language, or `base` for the rules that all languages share */
async function loadRules(name: string): Promise<object> {
  const load =
    name === "base"
      ? () => import("speech-rule-engine/lib/mathmaps/base.json", { with: { type: "json" } })
      : spokenLanguages[name]!.load;
  return (await load()).default;
}
