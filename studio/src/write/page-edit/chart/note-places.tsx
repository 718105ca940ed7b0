import { useWords } from "../../../words/use-words.tsx";
import { chartWords } from "./chart-words.ts";
import { Labelled } from "./labelled.tsx";
import { MenuField } from "./menu-field.tsx";
import type { Values, Written } from "./written-note.ts";

interface NotePlacesProps {
  readonly written: Written;
  /** Of the axis on which it stands. */
  readonly type: string;
  /** The rows at which a note may stand, with what they are called. */
  readonly places: ReadonlyMap<string, string>;
  /** The values of the columns of colours and of panels; undefined if a note names none. */
  readonly groups: Values | undefined;
  readonly panels: Values | undefined;
  readonly onChange: (change: Partial<Written>) => void;
}

/** Where a note stands, and whose mark it stands on: of which group, in which panel. */
export function NotePlaces({ written, type, places, groups, panels, onChange }: NotePlacesProps) {
  const words = useWords(chartWords);
  return (
    <>
      {written.mark === "point" && places.size > 0 ? (
        <MenuField
          label={words.at}
          value={written.at}
          options={[["", "–"], ...places]}
          onChange={(next) => onChange({ at: next })}
        />
      ) : (
        <PlaceInputs written={written} type={type} onChange={onChange} />
      )}
      {groups !== undefined && (
        <MenuField
          label={words.ofGroup}
          value={written.group}
          options={[["", "–"], ...[...groups.keys()].map((each) => [each] as const)]}
          onChange={(group) => onChange({ group })}
        />
      )}
      {panels !== undefined && (
        <MenuField
          label={words.inPanel}
          value={written.panel}
          options={[["", words.allPanels], ...[...panels.keys()].map((each) => [each] as const)]}
          onChange={(panel) => onChange({ panel })}
        />
      )}
    </>
  );
}

function PlaceInputs({ written, type, onChange }: Pick<NotePlacesProps, "written" | "type" | "onChange">) {
  const words = useWords(chartWords);
  const isRange = written.mark === "range";
  return (isRange ? (["at", "to"] as const) : (["at"] as const)).map((name) => (
    <Labelled key={name} label={name === "to" ? words.to : isRange ? words.from : words.at}>
      {(id) => (
        <input
          id={id}
          type={type === "temporal" ? "date" : type === "quantitative" ? "number" : "text"}
          step="any"
          value={written[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Labelled>
  ));
}
