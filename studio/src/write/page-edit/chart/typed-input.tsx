import { useEffect, useRef, useState } from "react";

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
  const isTyping = useRef(false);
  useEffect(() => {
    // A change that was made before is answered while this is typed.
    if (!isTyping.current) setTyped(value);
  }, [value]);
  const done = (): void => {
    isTyping.current = false;
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
      onChange={(event) => {
        isTyping.current = true;
        setTyped(event.target.value);
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) done();
      }}
    />
  );
}
