import { useEffect, useState } from "react";

interface TypedInputProps {
  readonly id: string;
  readonly type: "text" | "number";
  readonly value: string;
  readonly placeholder?: string;
  readonly onDone: (value: string) => void;
}

/** An input whose text counts once it is left or Enter is pressed. */
export function TypedInput({ id, type, value, placeholder, onDone }: TypedInputProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const done = (): void => {
    if (typed !== value) onDone(typed);
  };
  return (
    <input
      id={id}
      type={type}
      step="any"
      dir="auto"
      value={typed}
      placeholder={placeholder}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) done();
      }}
    />
  );
}
